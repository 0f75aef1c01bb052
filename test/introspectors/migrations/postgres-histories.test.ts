import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { introspectMigrations } from '../../../introspectors/migrations/introspect-migrations.ts';
import { splitStatements } from '../../../introspectors/migrations/postgres/split-statements.ts';
import { createDatabase, forEachServer } from '../../support/servers.ts';
import { histories } from './support/histories.ts';
import { byTable, introspectLive } from './support/live.ts';

describe('a history of migrations is read as the database after each of them', () => {
  forEachServer((server) => {
    const fitting = histories('postgres').filter(({ since }) => server.major >= since);
    it.each(fitting)('$name', async ({ files }) => {
      const database = await createDatabase(server, 'history');
      for (const [index, { sql }] of files.entries()) {
        await runStatements(database.url, sql);
        const live = await introspectLive(database.url);
        const applied = files.slice(0, index + 1);
        const { model, notes } = await introspectMigrations(applied, { dialect: 'postgres' });
        expect(notes).toEqual([]);
        expect(byTable(model)).toEqual(byTable(live));
      }
      await database.drop();
    });
  });
});

/** One by one, as new labels of enums are of use only after the statement that makes them. */
async function runStatements(url: string, script: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const statements = splitStatements(script).map(({ sql }) => sql);
    // The rows that follow a COPY are of no interest.
    for (const sql of statements.filter((each) => !/^COPY\b/.test(each))) await client.query(sql);
  } finally {
    await client.end();
  }
}
