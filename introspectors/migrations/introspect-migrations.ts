import { buildSchema, tableKey, type LooseSchema } from '../../src/schema/build-schema.ts';
import type { Dialect, Reference, SchemaModel, Table } from '../../src/schema/schema.ts';
import type { MigratedSchema, MigrationFile, MigrationNote } from './migrated-schema.ts';

/** Whose migrations they are. */
export interface MigrationOptions {
  readonly dialect: Extract<Dialect, 'postgres' | 'mysql'>;
  /** PostgreSQL: where names without a schema are made; `public` by default. */
  readonly schema?: string | undefined;
  /** MySQL: whose rules and spelling; `mysql` by default. */
  readonly flavour?: 'mysql' | 'mariadb' | undefined;
}

export interface IntrospectedMigrations {
  readonly model: SchemaModel;
  /** What was not understood, each with its place. */
  readonly notes: readonly MigrationNote[];
}

/**
 * Reads migrations as the schema of the database that they lead to, without a server: only the
 * interpreter of that dialect is loaded. Nothing in a file is an error: what is not understood is
 * among the notes.
 *
 * @param files - in the order in which they are applied
 * @example
 * ```ts
 * const found = findPrismaMigrations('prisma/schema.prisma', process.cwd());
 * const { model, notes } = await introspectMigrations(found?.files ?? [], { dialect: 'postgres' });
 * ```
 */
export async function introspectMigrations(
  files: readonly MigrationFile[],
  { dialect, schema, flavour }: MigrationOptions,
): Promise<IntrospectedMigrations> {
  const migrated = await replay(files, dialect, schema, flavour);
  return { model: buildSchema(sound(migrated)), notes: migrated.notes };
}

async function replay(
  files: readonly MigrationFile[],
  dialect: MigrationOptions['dialect'],
  schema: string | undefined,
  flavour: MigrationOptions['flavour'],
): Promise<MigratedSchema> {
  if (dialect === 'mysql') return (await import('./mysql/replay.ts')).replayMysql(files, flavour);
  return (await import('./postgres/replay.ts')).replayPostgres(files, schema);
}

/**
 * Where statements were left out, what depends on them may hang in the air: such references go, and
 * keys and checks of columns that are not there.
 */
function sound(schema: LooseSchema): LooseSchema {
  const tables = new Map(schema.tables.map((table) => [tableKey(table), table]));
  return { ...schema, tables: schema.tables.map((table) => soundTable(table, tables)) };
}

function soundTable(table: Table, tables: ReadonlyMap<string, Table>): Table {
  const has = (of: Table | undefined, names: readonly string[]): boolean =>
    names.every((name) => of?.columns.some((column) => column.name === name));
  const isSound = ({ columns, target }: Reference): boolean =>
    columns.length === target.columns.length &&
    has(table, columns) &&
    has(tables.get(tableKey(target.table)), target.columns);
  return {
    ...table,
    primaryKey: table.primaryKey && has(table, table.primaryKey.columns) ? table.primaryKey : null,
    references: table.references.filter(isSound),
    checks: table.checks.filter(({ columns }) => has(table, columns)),
  };
}
