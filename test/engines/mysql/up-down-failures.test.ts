import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rejection } from '../../support/errors.ts';
import {
  createDatabase,
  forEachMysql,
  openMysqlClient,
  runMysql,
  type TestDatabase,
} from '../../support/servers.ts';
import { countOf, select, snapshot } from './support/database.ts';
import { SHOP_DDL, shopFactory } from './support/shop.ts';
import { startShop, untilPrinted } from './support/start-shop.ts';

forEachMysql((server) => {
  let database: TestDatabase;
  let url: string;
  let empty: Record<string, unknown>;

  beforeEach(async () => {
    database = await createDatabase(server, 'failures');
    url = database.url;
    await runMysql(url, SHOP_DDL);
    empty = await snapshot(url);
  });
  afterEach(() => database.drop());

  describe('a process of its own', () => {
    it('takes down what another wrote', async () => {
      await shopFactory().up({ url });
      await untilPrinted(startShop('down', url), /done/);
      expect(await snapshot(url)).toEqual(empty);
    });

    it('killed in the middle of up, leaves nothing but a ledger entry', async () => {
      const child = startShop('up', url, '500');
      await untilPrinted(child, /^users \d/m);
      child.kill('SIGKILL');
      await once(child, 'close');
      await shopFactory().down({ url });
      expect(await snapshot(url)).toEqual(empty);
    });

    it('killed in the middle of up, does not keep the next from working', async () => {
      const child = startShop('up', url, '500');
      await untilPrinted(child, /^users \d/m);
      child.kill('SIGKILL');
      await once(child, 'close');
      expect((await shopFactory().up({ url })).unchanged).toBe(false);
      expect(await countOf(url, 'users')).toBe(100);
      expect(await select(url, 'SELECT state FROM gen_factories_runs')).toEqual([
        { state: 'loaded' },
      ]);
      await shopFactory().down({ url });
      expect(await snapshot(url)).toEqual(empty);
    });
  });

  it.each(['users', 'visits'])(
    'a connection killed while it writes %s leaves nothing half-written',
    async (table) => {
      let cut: Promise<unknown> | undefined;
      const error = await rejection(
        shopFactory(300).up({
          url,
          onProgress: (progress) => {
            if (progress.table === table) cut ??= killOthers(url);
          },
        }),
      );
      await cut;
      expect(error.code).toBe('CONNECTION_LOST');
      for (const name of ['orgs', 'users', 'tokens', 'visits']) {
        expect(await countOf(url, name)).toBe(0);
      }
      expect((await shopFactory().up({ url })).unchanged).toBe(false);
      await shopFactory().down({ url });
      expect(await snapshot(url)).toEqual(empty);
    },
  );

  it('a statement that somebody cancels leaves nothing half-written', async () => {
    const seeding = rejection(shopFactory(300).up({ url }));
    await cancelWriting(url, seeding);
    const error = await seeding;
    expect(error.code).toBe('DATABASE_ERROR');
    expect(error.fix).toContain('was cancelled; try again');
    expect(await snapshot(url)).toEqual(empty);
  });

  it('a connection killed while it removes rows leaves all of them', async () => {
    await shopFactory(50).up({ url });
    const before = await snapshot(url);
    const client = await openMysqlClient(url);
    try {
      // Who waits for this row can be killed in the meantime.
      await client.query('START TRANSACTION');
      await client.query('SELECT * FROM orgs WHERE id = 3 FOR UPDATE');
      const removal = rejection(shopFactory(50).down({ url }));
      await new Promise((resolve) => setTimeout(resolve, 500));
      await killOthers(url, client.threadId);
      expect((await removal).code).toBe('CONNECTION_LOST');
      await client.query('ROLLBACK');
    } finally {
      await client.end();
    }
    expect(await snapshot(url)).toEqual(before);
    await shopFactory(50).down({ url });
    expect(await snapshot(url)).toEqual(empty);
  });

  it.each(['orgs', 'users', 'visits'])(
    'aborted while it writes %s, leaves nothing',
    async (table) => {
      const controller = new AbortController();
      const error = await rejection(
        shopFactory(20).up({
          url,
          signal: controller.signal,
          onProgress: (progress) => {
            if (progress.table === table) controller.abort();
          },
        }),
      );
      expect(error.code).toBe('INTERRUPTED');
      expect(await snapshot(url)).toEqual(empty);
    },
  );

  it.each([100, 2000])('an error in a definition leaves nothing, of %i rows', async (count) => {
    const factory = shopFactory();
    factory.define('users', {
      count,
      shape: {
        name: ({ index }) => {
          if (index === count - 5) throw new RangeError(`no name for ${index}`);
          return 'Ada';
        },
      },
    });
    const error = await rejection(factory.up({ url }));
    expect(error.code).toBe('VALUE_INVALID');
    expect(error.message).toContain(`no name for ${count - 5}`);
    expect(error.where).toBe(`users.name, row ${count - 5}`);
    expect(await snapshot(url)).toEqual(empty);
  });

  it('two at once come one after the other', async () => {
    const results = await Promise.all([shopFactory().up({ url }), shopFactory().up({ url })]);
    expect(results.map((result) => result.unchanged).sort()).toEqual([false, true]);
    const removals = await Promise.all([shopFactory().down({ url }), shopFactory().down({ url })]);
    expect(removals.map((removal) => removal.deleted['users'] ?? 0).sort()).toEqual([0, 100]);
    expect(await snapshot(url)).toEqual(empty);
  });

  it('what others add meanwhile is theirs', async () => {
    const client = await openMysqlClient(url);
    const others: Promise<unknown>[] = [];
    try {
      await client.query('SET SESSION innodb_lock_wait_timeout = 20');
      await shopFactory(20).up({
        url,
        onProgress: ({ table, rows, of }) => {
          if (table !== 'users' || rows < of || others.length > 0) return;
          // Above all keys of ours, and into tables without such.
          others.push(
            client.query(`INSERT INTO orgs VALUES (9000, 'App'); INSERT INTO projects VALUES (REPEAT('x', 16), 9000, 'X');
                          INSERT INTO visits VALUES (9000, '/page/1')`),
          );
        },
      });
      expect(others).toHaveLength(1);
      await Promise.all(others);
    } finally {
      await client.end();
    }
    expect((await shopFactory().down({ url })).deleted).toMatchObject({
      orgs: 100,
      projects: 400,
      visits: 800,
    });
    expect(await select(url, 'SELECT name FROM orgs')).toEqual([{ name: 'App' }]);
    expect(await select(url, 'SELECT code FROM projects')).toEqual([{ code: 'X' }]);
    expect(await select(url, 'SELECT * FROM visits')).toEqual([{ org_id: 9000, page: '/page/1' }]);
  });
});

/** Kills all connections to a database but one's own, and perhaps another. */
/** Cancels what writes users, whenever it does, until it has given up: between two statements nothing is. */
async function cancelWriting(url: string, until: Promise<unknown>): Promise<void> {
  const client = await openMysqlClient(url);
  let isOver = false;
  void until.finally(() => (isOver = true));
  try {
    while (!isOver) {
      const [rows] = await client.query('SHOW PROCESSLIST');
      for (const { Id: id, Info: sql } of rows as { Id: number; Info: string | null }[]) {
        if (/^(?:INSERT|LOAD DATA).* `?users`?\b/s.test(sql ?? '')) {
          await client.query(`KILL QUERY ${id}`).catch(() => undefined);
        }
      }
    }
  } finally {
    await client.end();
  }
}

async function killOthers(url: string, but?: number): Promise<void> {
  const client = await openMysqlClient(url);
  try {
    const name = decodeURIComponent(new URL(url).pathname.slice(1));
    const [rows] = await client.query('SHOW PROCESSLIST');
    for (const { Id: id, db } of rows as { Id: number; db: string | null }[]) {
      if (db === name && id !== client.threadId && id !== but)
        await client.query(`KILL CONNECTION ${id}`);
    }
  } finally {
    await client.end();
  }
}
