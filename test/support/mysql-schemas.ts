import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openMysqlClient, type TestServer } from './servers.ts';

/** A schema of MySQL's that tests run over. */
export interface MysqlSchema {
  /** `mysql/keys`, `mysql/sakila/sakila-mv-schema.sql`. */
  readonly name: string;
  readonly sql: string;
  /** Flavours that can load it. */
  readonly on: readonly string[];
}

const FIXTURES = join(import.meta.dirname, '../../fixtures/mysql');

/** Schemas of other projects: never copied into this one, but read where they are at hand. */
const CASES =
  process.env['GEN_FACTORIES_CASES'] ?? join(import.meta.dirname, '../../../shared/cases');

/** Our own. */
export function mysqlFixtures(): MysqlSchema[] {
  return readdirSync(FIXTURES)
    .sort()
    .map((name) => readSchema(`mysql/${name}`, join(FIXTURES, name, 'schema.sql')));
}

/** Those of other projects; none where the folder of cases is not there. */
export function foreignMysqlSchemas(): MysqlSchema[] {
  if (!existsSync(CASES)) return [];
  return readdirSync(CASES, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /^mysql\/.*\.sql$|^traps\/mariadb.*\.sql$/.test(path) && !/data/.test(path))
    .sort()
    .map((path) => readSchema(path, join(CASES, path)));
}

export function loadsOn({ kind }: TestServer): (schema: MysqlSchema) => boolean {
  return ({ on }) => on.includes(kind);
}

/** Loads a schema into a database, without the rows that it may come with. */
export async function loadMysqlSchema(url: string, schema: MysqlSchema): Promise<void> {
  const client = await openMysqlClient(url);
  try {
    await client.query('SET foreign_key_checks = 0');
    for (const statement of statementsOf(schema.sql)) await client.query(statement);
    const [tables] = await client.query(
      `SELECT TABLE_NAME AS name FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'`,
    );
    for (const { name } of tables as { name: string }[]) {
      await client.query(`DELETE FROM \`${name.replaceAll('`', '``')}\``);
      await client.query(`ALTER TABLE \`${name.replaceAll('`', '``')}\` AUTO_INCREMENT = 1`);
    }
  } finally {
    await client.end();
  }
}

function readSchema(name: string, path: string): MysqlSchema {
  const sql = readFileSync(path, 'utf8');
  // A fixture that only one flavour can load says so in its first line.
  const [, only] = /^-- on: (\w+)/.exec(sql) ?? [];
  const trap = basename(path).startsWith('mariadb');
  return { name, sql, on: only ? [only] : trap ? ['mariadb'] : ['mysql', 'mariadb'] };
}

/** Without what makes a database, or names one; rows are not wanted. */
const LEFT_OUT =
  /^(?:DROP (?:DATABASE|SCHEMA)|CREATE (?:DATABASE|SCHEMA)|USE|INSERT|LOCK|UNLOCK|COMMIT)\b/i;

/** The statements of a script, as the `mysql` client splits them. */
function statementsOf(sql: string): string[] {
  const statements: string[] = [];
  let delimiter = ';';
  let text = '';
  const end = (): void => {
    const statement = text.replace(/^(?:\s|--[^\n]*\n)+/, '').trim();
    if (statement !== '' && !LEFT_OUT.test(statement)) statements.push(statement);
    text = '';
  };
  for (const line of sql.replaceAll(/\b(?:sakila|`?Chinook`?)\./g, '').split('\n')) {
    const [, other] = /^\s*DELIMITER\s+(\S+)/i.exec(line) ?? [];
    if (other !== undefined) {
      end();
      delimiter = other;
      continue;
    }
    const trimmed = line.trimEnd();
    if (trimmed.endsWith(delimiter)) {
      text += trimmed.slice(0, -delimiter.length);
      end();
    } else {
      text += `${line}\n`;
    }
  }
  end();
  return statements;
}
