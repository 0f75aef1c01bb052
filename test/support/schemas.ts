import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A schema that tests run over. */
export interface TestSchema {
  /** `demo`, `fixtures/keys`, `attack/cycles`, `pg/chinook/Chinook_PostgreSql.sql`. */
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

/** Our own schemas of a folder of fixtures, each in a folder with a `schema.sql`. */
export function fixtureSchemas(folder: string): TestSchema[] {
  return readdirSync(join(FIXTURES, folder))
    .sort()
    .map((name) => readSchema(`${folder}/${name}`, join(FIXTURES, folder, name, 'schema.sql')));
}

/** PostgreSQL schemas of other projects; none where the folder of cases is not there. */
export function foreignSchemas(): TestSchema[] {
  if (!existsSync(CASES)) return [];
  return readdirSync(CASES, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /^pg\/.*\.sql$|^traps\/postgres\.sql$/.test(path))
    .sort()
    .map((path) => {
      const schema = readSchema(path, join(CASES, path));
      return { ...schema, sql: withoutRows(withoutClientCommands(schema.sql)) };
    });
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

/** Without the rows that a schema comes with: `up()` wants its tables empty. */
function withoutRows(sql: string): string {
  return sql.replace(/^INSERT INTO\b[^;]*?VALUES\s(?:'(?:[^']|'')*'|[^';])*;$/gm, '');
}
