import { compareCodeUnits } from '../../../src/schema/canonical-json.ts';
import type { Place, PrimaryKey, Table, UniqueKey } from '../../../src/schema/schema.ts';
import type {
  Composite,
  Datasource,
  ForeignKey,
  Key,
  KeyPart,
  Model,
  UniqueKey as DeclaredUnique,
} from '../declarations/declared.ts';
import { checkUnique } from '../declarations/names.ts';
import { constraintName } from './names.ts';
import { predicateSql } from './predicate-sql.ts';
import { readColumn } from './read-column.ts';
import { readDocuments } from './read-documents.ts';
import { readReferences } from './read-references.ts';

/** What every table has that Prisma can say nothing of. */
export const PLAIN = {
  kind: 'table',
  checks: [],
  exclusions: [],
  partitioning: null,
  inherits: [],
  triggers: [],
  rules: [],
  rowSecurity: 'off',
} as const;

/**
 * The table, or the collection, that Prisma makes of a model.
 *
 * @param keys - references that the model holds
 * @param types - what documents within documents are like
 */
export function readTable(
  model: Model,
  keys: readonly ForeignKey[],
  datasource: Datasource,
  types: ReadonlyMap<string, Composite>,
): Table {
  const { table, fields, doc, id, uniques } = model;
  const { provider } = datasource;
  checkUnique(
    uniques.map((unique) => [uniqueName(unique, model, datasource), unique.place]),
    'keys called',
    'give one of them another name by `map`',
  );
  return {
    ...PLAIN,
    ...table,
    comment: doc,
    columns:
      provider === 'mongodb'
        ? readDocuments(model, types)
        : fields.map((field) => readColumn(field, table, provider)),
    primaryKey: id === null ? null : readPrimaryKey(id, model, datasource),
    uniques: uniques
      .map((unique) => readUnique(unique, model, datasource))
      .sort((a, b) => compareCodeUnits(a.name, b.name)),
    references: readReferences(keys, datasource),
    at: placeOf(model),
  };
}

function readPrimaryKey(id: Key, { table }: Model, { provider }: Datasource): PrimaryKey {
  const names = {
    postgresql: id.name ?? constraintName([table.name], '_pkey', 'postgresql'),
    mysql: 'PRIMARY',
    mongodb: '_id_',
  };
  const columns = id.parts.map(columnOf);
  return { name: names[provider], columns, deferrable: 'no', at: placeOf(id) };
}

function uniqueName(
  { name, parts }: DeclaredUnique,
  { table }: Model,
  { provider }: Datasource,
): string {
  const inName = parts.map((part) => columnOf(part).replaceAll('.', '_'));
  return name ?? constraintName([table.name, ...inName], '_key', provider);
}

function readUnique(unique: DeclaredUnique, model: Model, datasource: Datasource): UniqueKey {
  const { parts, where } = unique;
  const { provider } = datasource;
  const isMultikey =
    provider === 'mongodb' && parts.some(({ path }) => path.some(({ arity }) => arity === 'list'));
  return {
    name: uniqueName(unique, model, datasource),
    parts: parts.map((part) => ({
      kind: 'column',
      column: columnOf(part),
      ...(provider === 'mysql' && part.length !== null && { prefix: part.length }),
    })),
    where: where === null ? null : predicateSql(where),
    // To MongoDB what is missing is NULL, and there may be one of it.
    nullsEqual: provider === 'mongodb',
    deferrable: 'no',
    ...(isMultikey && { multikey: true as const }),
    at: placeOf(unique),
  };
}

function placeOf({ place }: Pick<Key, 'place'>): Place {
  return { file: place.source.path, line: place.line };
}

function columnOf({ path }: KeyPart): string {
  return path.map((field) => field.column).join('.');
}
