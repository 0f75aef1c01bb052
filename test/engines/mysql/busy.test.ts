import { expect, it } from 'vitest';
import { openEngine } from '../../../src/engines/open-engine.ts';
import { rejection } from '../../support/errors.ts';
import {
  createDatabase,
  forEachMysql,
  openMysqlClient,
  runMysql,
  type TestServer,
} from '../../support/servers.ts';
import { countOf, snapshot } from './support/database.ts';
import { SHOP_DDL, shopFactory } from './support/shop.ts';

/** Lends a database with the shop's tables, as these tests wait side by side. */
async function withShop(server: TestServer, use: (url: string) => Promise<void>): Promise<void> {
  const database = await createDatabase(server, 'busy');
  try {
    await runMysql(database.url, SHOP_DDL);
    await use(database.url);
  } finally {
    await database.drop();
  }
}

/** Runs SQL in a session that stays open meanwhile. */
async function whileHeld(url: string, sql: string, use: () => Promise<void>): Promise<void> {
  const client = await openMysqlClient(url);
  try {
    await client.query(sql);
    await use();
    await client.query('ROLLBACK; UNLOCK TABLES');
  } finally {
    await client.end();
  }
}

forEachMysql((server) => {
  it.concurrent('waits for a lock on the database, and says who holds it', () =>
    withShop(server, async (url) => {
      const engine = await openEngine(url);
      await engine.lock();
      try {
        const started = performance.now();
        const error = await rejection(shopFactory().up({ url }));
        expect(error.code).toBe('TARGET_BUSY');
        expect(error.message).toMatch(
          /by connection \d+ \(root, from (?:localhost|127\.0\.0\.1):\d+\)/,
        );
        expect(performance.now() - started).toBeGreaterThan(9_000);
        await engine.unlock();
        expect((await shopFactory().up({ url })).ok).toBe(true);
      } finally {
        await engine.close();
      }
    }),
  );

  it.concurrent('two databases of a server do not wait for each other', () =>
    withShop(server, async (url) => {
      const other = await createDatabase(server, 'busy');
      const engine = await openEngine(other.url);
      try {
        await engine.lock();
        expect((await shopFactory().up({ url })).phases['connect']).toBeLessThan(5_000);
      } finally {
        await engine.close();
        await other.drop();
      }
    }),
  );

  it.concurrent.each([
    ['a row', 'START TRANSACTION; UPDATE users SET name = NULL WHERE id = 7'],
    ['a table', 'LOCK TABLES users READ'],
  ])('down does not wait forever for %s that someone else has locked', (_, sql) =>
    withShop(server, async (url) => {
      const empty = await snapshot(url);
      await shopFactory().up({ url });
      const before = await snapshot(url);
      await whileHeld(url, sql, async () => {
        expect((await rejection(shopFactory().down({ url }))).code).toBe('TARGET_BUSY');
      });
      expect(await snapshot(url)).toEqual(before);
      await shopFactory().down({ url });
      expect(await snapshot(url)).toEqual(empty);
    }),
  );

  it.concurrent.each([
    ['LOAD DATA', 20],
    ['INSERT', 1],
  ])('up does not wait forever for room that someone else has locked, by %s', (_, scale) =>
    withShop(server, async (url) => {
      await whileHeld(url, 'START TRANSACTION; SELECT * FROM users FOR UPDATE', async () => {
        const error = await rejection(shopFactory(scale).up({ url }));
        expect(error.code).toBe('TARGET_BUSY');
        expect(error.message).toContain('writing rows of users');
      });
      // Counters of tables in use stay where they are; nothing else does.
      const tables = Object.entries(await snapshot(url));
      expect(tables.map(([name]) => name)).not.toContain('gen_factories_runs');
      expect(tables.filter(([, [, ...rows]]) => rows.length > 0)).toEqual([]);
      expect((await shopFactory().up({ url })).ok).toBe(true);
      expect(await countOf(url, 'users')).toBe(100);
    }),
  );
});
