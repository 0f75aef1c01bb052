import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { introspectMigrations } from '../../../introspectors/migrations/introspect-migrations.ts';
import {
  attackSchemas,
  demoSchema,
  foreignSchemas,
  loadSchema,
  postgresSchemas,
  type TestSchema,
} from '../../support/schemas.ts';
import { createDatabase, forEachServer } from '../../support/servers.ts';
import { byTable, introspectLive } from './support/live.ts';

const CASES =
  process.env['GEN_FACTORIES_CASES'] ?? join(import.meta.dirname, '../../../../shared/cases');

/** The DDL of Prisma and Drizzle schemas of other projects. */
function derivedSchemas(): readonly TestSchema[] {
  if (!existsSync(CASES)) return [];
  return readdirSync(CASES, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /derived\/.*postgres[^/]*\.sql$/.test(path))
    .sort()
    .map((path) => ({ name: path, sql: readFileSync(join(CASES, path), 'utf8'), since: 14 }));
}

/** Tables that a file cannot tell of, with the reason. */
const UNTOLD: Readonly<Record<string, readonly string[]>> = {
  // An index is made not valid by an UPDATE of the catalogue.
  'postgres/keys': ['public.twice'],
  // CREATE TABLE … AS.
  'postgres/types': ['public.derived'],
  // The default of a type of an extension's, which the server spells in its own way.
  'attacks/extensions': ['public.unknown_default'],
};

const SCHEMAS = [
  demoSchema(),
  ...postgresSchemas(),
  ...attackSchemas(),
  ...foreignSchemas(),
  ...derivedSchemas(),
];

describe('a schema as one migration is read as the database that it makes', () => {
  forEachServer((server) => {
    it.each(SCHEMAS.filter(({ since }) => server.major >= since))('$name', async (schema) => {
      const database = await createDatabase(server, 'migrated');
      await loadSchema(database.url, schema);
      const live = await introspectLive(database.url);
      await database.drop();
      const files = [{ path: schema.name, sql: schema.sql }];
      const { model } = await introspectMigrations(files, { dialect: 'postgres' });
      const untold = UNTOLD[schema.name] ?? [];
      expect(model.tables.length).toBeGreaterThan(0);
      expect(byTable(model, untold)).toEqual(byTable(live, untold));
    });
  });
});
