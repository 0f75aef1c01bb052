import { GenFactoriesError } from '../errors.ts';
import { foldDocuments } from '../schema/document-paths.ts';
import {
  parseColumn,
  parseTableName,
  type ColumnFacts,
  type ReferenceFacts,
  type TableFacts,
  type UniqueFacts,
} from '../schema/facts.ts';
import { readPredicate, type Condition } from '../schema/predicate.ts';
import { readableSql } from '../schema/readable-sql.ts';
import type { Dialect, TableName } from '../schema/schema.ts';

/** A table as the runtime sees it: its facts, read. */
export interface TableModel {
  /** What definitions call it: `users`, `billing.invoices`. */
  readonly key: string;
  readonly name: TableName;
  /** Its rows are those that the database has: read, and never written. */
  readonly existing: boolean;
  readonly columns: ReadonlyMap<string, ColumnFacts>;
  readonly primaryKey: readonly string[];
  /** The primary key and every unique key, as sets of columns. */
  readonly keys: readonly KeyModel[];
  /** Unique keys on elements of lists, or on fields of documents in lists. */
  readonly listKeys: readonly KeyModel[];
  readonly references: readonly ReferenceFacts[];
  /** References of which a row has many: elements of a list, or a field of documents in one. */
  readonly listReferences: readonly ReferenceFacts[];
}

export interface KeyModel {
  readonly columns: readonly string[];
  readonly primary: boolean;
  /** NULLs are equal to each other, so that only one row may have them. */
  readonly nullsEqual: boolean;
  /** Compares the columns as they are, and not what an expression makes of them. */
  readonly plain: boolean;
  /**
   * Of a partial key, which rows are in it; null where all are, or where nobody can tell. What NULL in a
   * column of the key says already is left out.
   */
  readonly only: readonly Condition[] | null;
  /** For messages: `primary key (id)`, `unique (org_id) where role = 'owner'`. */
  readonly label: string;
}

/**
 * Reads the facts of all tables.
 *
 * @param tables - as a generated `schema.ts` has them
 * @param dialect - in whose words columns are described
 * @throws GenFactoriesError `DEFINITION_INVALID` for facts that do not hang together
 */
export function readTables(
  tables: Readonly<Record<string, TableFacts>>,
  dialect: Dialect,
): ReadonlyMap<string, TableModel> {
  const models = new Map<string, TableModel>();
  for (const [key, facts] of Object.entries(tables)) {
    models.set(key, readTable(key, facts, dialect));
  }
  for (const model of models.values()) {
    for (const reference of [...model.references, ...model.listReferences]) {
      checkReference(model, reference, models);
    }
  }
  return models;
}

function readTable(key: string, facts: TableFacts, dialect: Dialect): TableModel {
  const listed = new Map(
    Object.entries(facts.columns).map(([name, text]) => [
      name,
      cutToPrefix(parseColumn(name, text, dialect), facts),
    ]),
  );
  // Elsewhere a dot in a name is a dot.
  const columns = dialect === 'mongodb' ? foldDocuments(listed) : listed;
  const primaryKey = facts.primaryKey ?? [];
  const keys = (facts.unique ?? []).map((unique) => readUnique(unique, columns));
  if (primaryKey.length > 0) {
    keys.unshift({
      columns: primaryKey,
      primary: true,
      nullsEqual: true,
      plain: true,
      only: null,
      label: `primary key (${primaryKey.join(', ')})`,
    });
  }
  const unknown = keys.flatMap((each) => each.columns).find((column) => !listed.has(column));
  if (unknown !== undefined) throw invalid(key, `a key names the column "${unknown}"`);
  const references = facts.references ?? [];
  const isMany = (name: string): boolean => isListed(name, columns, listed);
  return {
    key,
    name: parseTableName(facts.table),
    existing: facts.existing !== undefined,
    columns,
    primaryKey,
    keys: keys.filter((each) => each.columns.every((name) => columns.has(name))),
    listKeys: keys.filter((each) => each.columns.some((name) => !columns.has(name))),
    references: references.filter((each) => !each.columns.some(isMany)),
    listReferences: references.filter((each) => each.columns.some(isMany)),
  };
}

/** Whether a row has any number of values at a path: a list, a map, or what is in documents of one. */
function isListed(
  name: string,
  columns: ReadonlyMap<string, ColumnFacts>,
  listed: ReadonlyMap<string, ColumnFacts>,
): boolean {
  const kind = columns.get(name)?.type.kind;
  return kind === undefined ? listed.has(name) : kind === 'array' || kind === 'map';
}

/** Values no longer than what a key looks at are different where it looks. */
function cutToPrefix(column: ColumnFacts, facts: TableFacts): ColumnFacts {
  const prefixes = (facts.unique ?? []).flatMap((key) =>
    isList(key) ? [] : (key.prefixes?.[column.name] ?? []),
  );
  const { type } = column;
  if (prefixes.length === 0 || (type.kind !== 'text' && type.kind !== 'bytes')) return column;
  const length = Math.min(...prefixes, type.length ?? Infinity);
  return { ...column, type: { ...type, length } };
}

function readUnique(facts: UniqueFacts, columns: TableModel['columns']): KeyModel {
  if (isList(facts)) {
    const label = `unique (${facts.join(', ')})`;
    return { columns: facts, primary: false, nullsEqual: false, plain: true, only: null, label };
  }
  const { on = facts.columns.join(', '), where, nullsEqual = false } = facts;
  const filter = where === undefined ? '' : ` where ${readableSql(where)}`;
  return {
    columns: facts.columns,
    primary: false,
    nullsEqual: nullsEqual || replacesNull(facts.on ?? ''),
    plain: facts.on === undefined,
    only: where === undefined ? null : readPartial({ ...facts, where }, columns),
    label: `unique (${on})${filter}`,
  };
}

/** `coalesce(region, '')`: to such a key NULL is a value like any other. */
function replacesNull(sql: string): boolean {
  return /\b(?:coalesce|ifnull)\(|\bIS (?:NOT )?NULL\b/i.test(sql);
}

/** The rows of a partial key, by what its columns do not say already: rows with NULL in it are free anyway. */
function readPartial(
  facts: Exclude<UniqueFacts, readonly string[]> & { readonly where: string },
  columns: TableModel['columns'],
): readonly Condition[] | null {
  const conditions = readPredicate(facts.where, (name) => columns.get(name));
  const telling = conditions?.filter(
    (each) =>
      facts.nullsEqual ||
      each.kind !== 'null' ||
      !each.negated ||
      !facts.columns.includes(each.column),
  );
  return telling === undefined || telling.length === 0 ? null : telling;
}

function isList(facts: UniqueFacts): facts is readonly string[] {
  return Array.isArray(facts);
}

function checkReference(
  model: TableModel,
  reference: ReferenceFacts,
  models: ReadonlyMap<string, TableModel>,
): void {
  const parent = models.get(reference.to);
  if (parent === undefined) throw invalid(model.key, `a reference leads to "${reference.to}"`);
  const isList = model.listReferences.includes(reference);
  const missing =
    reference.columns.find((column) => !isList && !model.columns.has(column)) ??
    reference.key.find((column) => !parent.columns.has(column));
  if (missing !== undefined) throw invalid(model.key, `a reference names the column "${missing}"`);
  if (!isList || reference.columns.length === 1) return;
  throw new GenFactoriesError('DEFINITION_INVALID', {
    what: `A reference of "${model.key}" is of several columns, one of which is in a list: ${reference.columns.join(', ')}`,
    where: 'factories/generated/schema.ts',
    fix: 'Let each column refer by itself.',
  });
}

function invalid(table: string, what: string): GenFactoriesError {
  return new GenFactoriesError('DEFINITION_INVALID', {
    what: `The facts of table "${table}" do not hang together: ${what}, which is not there`,
    where: 'factories/generated/schema.ts',
    fix: 'Regenerate the definitions with `npx gen-factories`.',
  });
}
