import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runSql } from './servers.ts';

/** A schema that tests run over. */
export interface TestSchema {
  /** `demo`, `postgres/keys`, `attacks/arcs`, `pg/chinook/Chinook_PostgreSql.sql`. */
  readonly name: string;
  readonly sql: string;
  /** The oldest PostgreSQL that can load it. */
  readonly since: number;
}

const FIXTURES = join(import.meta.dirname, '../../fixtures');

/** Schemas of other projects: never copied into this one, but read where they are at hand. */
const CASES =
  process.env['GEN_FACTORIES_CASES'] ?? join(import.meta.dirname, '../../../shared/cases');

/** The demo's schema. */
export function demoSchema(): TestSchema {
  return readSchema('demo', join(FIXTURES, 'demo/schema.sql'));
}

/** What the introspector is tested with. */
export function postgresSchemas(): TestSchema[] {
  return readdirSync(join(FIXTURES, 'postgres'))
    .sort()
    .map((name) => readSchema(`postgres/${name}`, join(FIXTURES, 'postgres', name, 'schema.sql')));
}

/** Schemas that are hard to fill, each for a reason of its own. */
export function attackSchemas(): TestSchema[] {
  return readdirSync(join(FIXTURES, 'attacks'))
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) =>
      readSchema(`attacks/${file.replace(/\.sql$/, '')}`, join(FIXTURES, 'attacks', file)),
    );
}

/** PostgreSQL schemas of other projects; none where the folder of cases is not there. */
export function foreignSchemas(): TestSchema[] {
  if (!existsSync(CASES)) return [];
  return readdirSync(CASES, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /^pg\/.*\.sql$|^traps\/postgres\.sql$/.test(path))
    .sort()
    .map((path) => readSchema(path, join(CASES, path)));
}

/** Loads a schema into a database, without the rows that it may come with. */
export async function loadSchema(url: string, schema: TestSchema): Promise<void> {
  await runSql(url, withoutClientCommands(schema.sql));
  await runSql(url, EMPTY_TABLES);
}

function readSchema(name: string, path: string): TestSchema {
  const sql = readFileSync(path, 'utf8');
  // A fixture that older servers cannot load says so in its first line.
  return { name, sql, since: Number(/^-- since: (\d+)/.exec(sql)?.[1] ?? 14) };
}

/** Without the lines that make a database and that only psql understands. */
function withoutClientCommands(sql: string): string {
  return sql.replace(/^(DROP DATABASE|CREATE DATABASE|\\).*$/gm, '');
}

const EMPTY_TABLES = `
  DO $$ DECLARE names text; BEGIN
    SELECT string_agg(oid::regclass::text, ', ') INTO names FROM pg_class
     WHERE relkind IN ('r', 'p') AND relnamespace NOT IN
           (SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_|^information_schema$');
    IF names IS NOT NULL THEN EXECUTE 'TRUNCATE ' || names || ' CASCADE'; END IF;
  END $$`;
