import { compareCodeUnits } from '../../src/schema/canonical-json.ts';
import type { LooseSchema } from '../../src/schema/build-schema.ts';
import type {
  Check,
  Reference,
  SkippedRelation,
  Table,
  TableName,
} from '../../src/schema/schema.ts';
import type {
  Descriptions,
  DrizzleDialect,
  LeftOutDescription,
  TableDescription,
} from './description.ts';
import { kitNames, type Naming } from './kit-names.ts';
import { readColumns } from './read-columns.ts';
import { readKeys } from './read-keys.ts';
import { readForeignKeys, type Targets } from './read-references.ts';
import { readRelations } from './read-relations.ts';
import { columnsRead, spellExpression, type About } from './spelling/expression.ts';
import { clipName } from './spelling/postgres-names.ts';

/** What decides how a schema's names are read. */
export interface Reading extends Naming {
  readonly dialect: DrizzleDialect;
}

/**
 * Makes of drizzle's tables those that a database has after drizzle-kit made it. Pure: equal descriptions
 * give equal tables.
 *
 * @param descriptions - however they were come by
 */
export function readSchema(descriptions: Descriptions, reading: Reading): LooseSchema {
  const { tables, leftOut } = descriptions;
  const inside = tables.filter((table) => isInside(table, tables));
  const targets = targetsOf(inside, reading);
  const soft = readRelations(inside, targets);
  return {
    dialect: reading.dialect,
    tables: inside.map((table) => readTable(table, targets, soft.get(table) ?? [])),
    skipped: [
      ...leftOut.map((each) => skippedRelation(each, reading)),
      ...tables.filter((table) => !inside.includes(table)).map(elsewhere),
      ...inside.flatMap((table) => skippedParts(table, targets)),
    ],
  };
}

/** To MySQL a schema is another database, unless all tables are in it. */
function isInside(table: TableDescription, all: readonly TableDescription[]): boolean {
  return (
    table.dialect === 'postgres' ||
    table.schema === null ||
    all.every(({ schema }) => schema === table.schema)
  );
}

function elsewhere({ name, schema }: TableDescription): SkippedRelation {
  const reason = `It is in the database "${schema ?? ''}", not in the one that the others are in.`;
  return { schema: '', name, kind: 'not insertable', reason };
}

function targetsOf(tables: readonly TableDescription[], naming: Naming): Targets {
  const key = (schema: string | null, name: string): string => `${schema ?? ''}\u0000${name}`;
  const byName = new Map(tables.map((table) => [key(table.schema, table.name), table]));
  return {
    naming,
    find: ({ schema, table }) => byName.get(key(schema, table)) ?? null,
    nameOf,
  };
}

function nameOf({ dialect, schema, name }: TableDescription): TableName {
  return dialect === 'mysql'
    ? { schema: '', name }
    : { schema: schema ?? 'public', name: clipName(name) };
}

function readTable(table: TableDescription, targets: Targets, soft: readonly Reference[]): Table {
  const names = kitNames(table, targets.naming);
  const { schema, name } = nameOf(table);
  const about = {
    dialect: table.dialect,
    schema: table.dialect === 'mysql' ? table.schema : schema,
    table: name,
    columns: table.columns.map((column) => names.column(column)),
  };
  const references = [...readForeignKeys(table, names, targets), ...soft];
  return {
    schema,
    name,
    kind: 'table',
    comment: null,
    columns: readColumns(table, names, about),
    ...readKeys(table, names, about),
    references: references.sort((a, b) => compareCodeUnits(a.name, b.name)),
    checks: readChecks(table, about),
    exclusions: [],
    partitioning: null,
    inherits: [],
    triggers: [],
    rules: [],
    rowSecurity: table.rowSecurity ? 'on' : 'off',
    ...(table.at !== null && { at: table.at }),
  };
}

function readChecks(table: TableDescription, about: About): readonly Check[] {
  return table.checks
    .map(({ name, sql, at }) => ({
      name: table.dialect === 'mysql' ? name : clipName(name),
      expression: spellExpression(sql, about),
      columns: columnsRead(sql, about),
      enforced: true,
      ...(at !== null && { at }),
    }))
    .sort((a, b) => compareCodeUnits(a.name, b.name));
}

const VIEWS = {
  view: 'It is a view: rows go into the tables it reads.',
  'materialized view': 'It is a materialized view: rows go into the tables it reads.',
} as const;

function skippedRelation(
  { kind, schema, name, reason }: LeftOutDescription,
  { dialect }: Reading,
): SkippedRelation {
  const words = reason ?? (kind === 'unread' ? '' : VIEWS[kind]);
  return { schema: dialect === 'mysql' ? '' : (schema ?? 'public'), name, kind, reason: words };
}

/** Foreign keys to what was not read, and what could not be read itself. */
function skippedParts(table: TableDescription, targets: Targets): readonly SkippedRelation[] {
  const names = kitNames(table, targets.naming);
  const skipped = (
    reason: string,
    columns?: TableDescription['columns'] | TableDescription['uniques'][number]['columns'],
  ): SkippedRelation => ({
    ...nameOf(table),
    kind: 'constraint',
    reason,
    ...(columns !== undefined && { columns: columns.map((column) => names.column(column)) }),
  });
  return [
    ...table.foreignKeys
      .filter(({ target }) => targets.find(target) === null)
      .map((key) => {
        const target = `${key.target.schema ?? 'public'}.${key.target.table}`;
        const columns = key.columns.map((column) => names.column(column)).join(', ');
        const name = names.foreignKey(key);
        return skipped(
          `Foreign key "${name}" (${columns}) leads to ${target}, which is none of the tables read.`,
          key.columns,
        );
      }),
    ...table.unread.map(({ reason, columns }) => skipped(reason, columns)),
  ];
}
