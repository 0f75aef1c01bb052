import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openIntrospector } from '../../../introspectors/open-introspector.ts';
import { createDatabase, forEachServer, runSql } from '../../support/servers.ts';

/** Schemas of other projects: never copied into this one, but read where they are at hand. */
const FOLDER =
  process.env['GEN_FACTORIES_CASES'] ?? join(import.meta.dirname, '../../../../shared/cases');

const CASES = existsSync(FOLDER)
  ? readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => /^pg\/.*\.sql$|postgres[^/]*\.sql$/.test(path))
      .sort()
  : [];

describe.skipIf(CASES.length === 0)('schemas of other projects', () => {
  forEachServer((server) => {
    it.each(CASES)('%s', async (file) => {
      const database = await createDatabase(server, 'case');
      await runSql(database.url, withoutClientCommands(readFileSync(join(FOLDER, file), 'utf8')));
      const introspector = await openIntrospector(database.url);
      const model = await introspector.introspect();
      await introspector.close();
      await database.drop();
      expect(model.tables.length).toBeGreaterThan(0);
    });
  });
});

/** Without the lines that make a database and that only psql understands. */
function withoutClientCommands(sql: string): string {
  return sql.replace(/^(DROP DATABASE|CREATE DATABASE|\\).*$/gm, '');
}
