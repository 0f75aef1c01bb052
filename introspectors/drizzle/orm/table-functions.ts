import type { Casing, DrizzleDialect } from '../description.ts';
import { invoke } from '../evaluate/invoke.ts';
import {
  attempt,
  describe,
  Func,
  known,
  Struct,
  textOf,
  unreadable,
  Unread,
  type Call,
  type Value,
} from '../evaluate/value.ts';
import { enumFunction } from './enum-type.ts';
import { mysqlColumns } from './mysql-columns.ts';
import { postgresColumns } from './postgres-columns.ts';
import { TableEntity, ViewEntity } from './table.ts';

/** What the tables that a function makes have in common. */
interface Common {
  readonly dialect: DrizzleDialect;
  readonly schema?: string;
  /** Makes the table's name of the one that is given. */
  readonly rename?: Value;
  readonly casing?: Casing | undefined;
  readonly rowSecurity?: boolean;
}

const COLUMNS = {
  postgres: new Struct(Object.entries(postgresColumns)),
  mysql: new Struct(Object.entries(mysqlColumns)),
};

function makeTable(common: Common, { args: [given, columns, extras], place }: Call): TableEntity {
  const { dialect, schema = null, rename, casing, rowSecurity = false } = common;
  const name = textOf(
    rename === undefined ? given : invoke(rename, { args: [given], place }),
    place,
  );
  const listed = known(
    columns instanceof Func ? invoke(columns, { args: [COLUMNS[dialect]], place }) : columns,
  );
  if (!(listed instanceof Struct)) {
    return unreadable(`the columns of table "${name}" are ${describe(listed)}`, place);
  }
  return new TableEntity({
    dialect,
    schema,
    name,
    columns: listed,
    extras,
    casing,
    rowSecurity,
    place,
  });
}

/** `pgTable`, `mysqlTable`, `schema.table`: a function that makes tables. */
export class TableFunction extends Func {
  constructor(common: Common) {
    const members = common.rowSecurity
      ? {}
      : { withRLS: new TableFunction({ ...common, rowSecurity: true }) };
    super('"table"', (call) => makeTable(common, call), members);
  }
}

function tableFunction(common: Common): TableFunction {
  return new TableFunction(common);
}

/** `pgTableCreator((name) => `app_${name}`)`; in 1.0 with the casing of its tables. */
function tableCreator(dialect: DrizzleDialect): Func {
  return new Func('"tableCreator"', ({ args: [rename, casing] }) =>
    tableFunction({ dialect, rename, casing: casingOf(casing) }),
  );
}

function casingOf(value: Value): Casing | undefined {
  return value === 'snake_case' || value === 'camelCase' ? value : undefined;
}

function viewFunction(schema: string | null, materialized: boolean): Func {
  return new Func(
    '"view"',
    ({ args: [name], place }) => new ViewEntity(schema, textOf(name, place), materialized),
  );
}

/** Something that says nothing about rows: a role, a sequence. All of its members are like it. */
export const nothing: Func = new (class extends Func {
  override member(): Value {
    return this;
  }
})('"role"', () => nothing);

/** `pgSchema('auth')`: a schema makes tables, enums and views of its own. */
function schemaFunction(dialect: DrizzleDialect): Func {
  return new Func('"schema"', ({ args: [name], place }) => {
    const schema = textOf(name, place);
    const made = new Struct([
      ['schemaName', schema],
      ['table', tableFunction({ dialect, schema })],
      ['view', viewFunction(schema, false)],
      ['materializedView', viewFunction(schema, true)],
      ['enum', enumFunction(schema)],
      ['sequence', nothing],
    ]);
    made.members.set('existing', new Func('"existing"', () => made));
    return made;
  });
}

/** Of 1.0: `snakeCase.table('users', …)`. */
function cased(dialect: DrizzleDialect, casing: Casing): Struct {
  return new Struct([
    ['table', tableFunction({ dialect, casing })],
    ['schema', schemaFunction(dialect)],
    ['view', viewFunction(null, false)],
    ['materializedView', viewFunction(null, true)],
  ]);
}

export const postgresTables: Readonly<Record<string, Value>> = {
  pgTable: tableFunction({ dialect: 'postgres' }),
  pgTableCreator: tableCreator('postgres'),
  pgSchema: schemaFunction('postgres'),
  pgEnum: enumFunction(null),
  pgView: viewFunction(null, false),
  pgMaterializedView: viewFunction(null, true),
  pgSequence: nothing,
  pgRole: nothing,
  snakeCase: cased('postgres', 'snake_case'),
  camelCase: cased('postgres', 'camelCase'),
};

export const mysqlTables: Readonly<Record<string, Value>> = {
  mysqlTable: tableFunction({ dialect: 'mysql' }),
  mysqlTableCreator: tableCreator('mysql'),
  mysqlSchema: schemaFunction('mysql'),
  mysqlDatabase: schemaFunction('mysql'),
  mysqlView: viewFunction(null, false),
  snakeCase: cased('mysql', 'snake_case'),
  camelCase: cased('mysql', 'camelCase'),
};

/** The name that a table, a column or a view has: `getTableName(users)`. */
export const getTableName = new Func('"getTableName"', ({ args: [table], place }) => {
  const it = attempt(() => table);
  if (it instanceof Unread) return it;
  return it instanceof TableEntity ? it.parts.name : unreadable('this is no table', place);
});

/** `getTableColumns(users)`: its columns by their keys. */
export const getTableColumns = new Func('"getTableColumns"', ({ args: [table], place }) =>
  table instanceof TableEntity
    ? new Struct(table.entries())
    : unreadable('this is no table', place),
);
