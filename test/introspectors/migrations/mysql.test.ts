import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { introspectMigrations } from '../../../introspectors/migrations/introspect-migrations.ts';
import { splitMysql } from '../../../introspectors/migrations/mysql/split-statements.ts';
import {
  foreignMysqlSchemas,
  loadMysqlSchema,
  loadsOn,
  mysqlFixtures,
  type MysqlSchema,
} from '../../support/mysql-schemas.ts';
import {
  createDatabase,
  forEachMysql,
  openMysqlClient,
  runMysql,
  type TestServer,
} from '../../support/servers.ts';
import { histories } from './support/histories.ts';
import { byTable, introspectLive } from './support/live.ts';

const CASES =
  process.env['GEN_FACTORIES_CASES'] ?? join(import.meta.dirname, '../../../../shared/cases');

function derivedSchemas(): readonly MysqlSchema[] {
  if (!existsSync(CASES)) return [];
  return readdirSync(CASES, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /derived\/.*mysql\.sql$/.test(path))
    .sort()
    .map((path) => ({
      name: path,
      sql: readFileSync(join(CASES, path), 'utf8'),
      on: ['mysql', 'mariadb'],
    }));
}

/** Tables of partitions, versions and periods, which are not read; the notes say so. */
const NOT_READ: Readonly<Record<string, readonly string[]>> = {
  'mysql/partitions': ['archives', 'events', 'measurements', 'orders', 'sessions'],
  'mysql/types-mariadb': ['bookings', 'histories', 'prices'],
  'traps/mariadb.sql': ['part', 'period_t', 'sv'],
};

const SCHEMAS = [...mysqlFixtures(), ...foreignMysqlSchemas(), ...derivedSchemas()];

describe('on MySQL and MariaDB', () => {
  forEachMysql((server) => {
    it.each(SCHEMAS.filter(loadsOn(server)))('$name is read as the database', async (schema) => {
      const database = await createDatabase(server, 'migrated');
      await loadMysqlSchema(database.url, schema);
      const live = await introspectLive(database.url);
      await database.drop();
      const files = [{ path: schema.name, sql: schema.sql }];
      const { model, notes } = await introspectMigrations(files, optionsFor(server));
      const unread = NOT_READ[schema.name] ?? [];
      const leftOut = unread.map((name) => `.${name}`);
      expect(byTable(model, leftOut)).toEqual(byTable(live, leftOut));
      expect(unread.filter((name) => !aboutTable(notes, name))).toEqual([]);
    });

    it.each(histories('mysql'))('the history $name is read after each step', async ({ files }) => {
      const database = await createDatabase(server, 'history');
      const client = await openMysqlClient(database.url);
      for (const [index, { sql }] of files.entries()) {
        for (const statement of splitMysql(sql, flavourOf(server)))
          await client.query(statement.sql);
        const live = await introspectLive(database.url);
        const applied = files.slice(0, index + 1);
        const { model, notes } = await introspectMigrations(applied, optionsFor(server));
        expect(notes).toEqual([]);
        expect(byTable(model)).toEqual(byTable(live));
      }
      await client.end();
      await database.drop();
    });

    it.runIf(server.kind === 'mariadb')(
      'a renamed column is renamed where it is read',
      async () => {
        const sql = [
          'CREATE TABLE sums (alpha int, beta int CHECK (beta > alpha), gamma int AS (alpha * 2))',
          'ALTER TABLE sums RENAME COLUMN alpha TO omega',
        ];
        const database = await createDatabase(server, 'renamed');
        for (const statement of sql) await runMysql(database.url, statement);
        const live = await introspectLive(database.url);
        await database.drop();
        const files = [{ path: 'x.sql', sql: sql.join(';') }];
        const { model } = await introspectMigrations(files, optionsFor(server));
        expect(byTable(model)).toEqual(byTable(live));
      },
    );
  });
});

function optionsFor(server: TestServer) {
  return { dialect: 'mysql', flavour: flavourOf(server) } as const;
}

function flavourOf({ kind }: TestServer): 'mysql' | 'mariadb' {
  return kind === 'mariadb' ? 'mariadb' : 'mysql';
}

function aboutTable(notes: readonly { readonly what: string }[], name: string): boolean {
  return notes.some(({ what }) => what.includes(`"${name}"`));
}
