import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConnection } from '../../src/connections/open-connection.ts';
import { LINES, SHOP_DDL, shopFactory } from './support/shop.ts';

describe('PGlite', () => {
  const directory = mkdtempSync(join(tmpdir(), 'gen-factories-pglite-'));
  const url = `pglite://${directory}/data`;

  async function select(...statements: readonly string[]): Promise<unknown[]> {
    const connection = await openConnection(url);
    try {
      let rows: unknown[] = [];
      for (const statement of statements) rows = await connection.query(statement);
      return rows;
    } finally {
      await connection.close();
    }
  }

  beforeAll(() => select(...SHOP_DDL.split(';').filter((part) => part.trim() !== '')));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('is loaded, added to and cleared like any other', async () => {
    await shopFactory().up({ url });
    const again = await shopFactory().up({ url, scenario: 'large-org' });
    expect(again.rows).toEqual({ 'public.orgs': 1, 'public.users': 50 });
    const [user] = await select('SELECT id, email, settings, score FROM users WHERE id = 43');
    const row = shopFactory().row('users', 42);
    expect(user).toEqual({
      id: 43,
      email: row['email'],
      settings: '{"tags": ["a\\tb", "c\\"d\\\\"], "theme": "dark"}',
      score: 6,
    });
    expect(await select(`INSERT INTO orgs (name) VALUES ('App') RETURNING id`)).toEqual([
      { id: '7' },
    ]);
    const { deleted } = await shopFactory().down({ url });
    expect(deleted).toEqual({
      'public.orgs': 6,
      'public.users': 150,
      'public.projects': 20,
      'public.members': 60,
      'public.visits': 40,
      [LINES]: 30,
    });
    expect(await select('SELECT name FROM orgs')).toEqual([{ name: 'App' }]);
    expect(await select(`SELECT to_regnamespace('gen_factories') AS ledger`)).toEqual([
      { ledger: null },
    ]);
  });
});
