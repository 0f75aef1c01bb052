import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GenFactoriesError } from '../../src/errors.ts';
import { openEngine } from '../../src/engines/open-engine.ts';
import { countOf, select, snapshot } from '../engines/support/database.ts';
import { SHOP_DDL, shopFactory } from '../engines/support/shop.ts';
import { rejection } from '../support/errors.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../support/servers.ts';

const JITI = join(
  dirname(createRequire(import.meta.url).resolve('jiti/package.json')),
  'lib/jiti-cli.mjs',
);
const SHOP_PROCESS = join(import.meta.dirname, '../engines/support/shop-process.ts');

function startShop(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [JITI, SHOP_PROCESS, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Waits for a line on a process's output. */
async function untilPrinted(child: ChildProcess, pattern: RegExp): Promise<void> {
  let text = '';
  for await (const chunk of child.stdout!) {
    text += String(chunk);
    if (pattern.test(text)) return;
  }
  throw new Error(`It ended without printing ${String(pattern)}:\n${text}`);
}

forEachServer((server) => {
  let database: TestDatabase;
  let url: string;
  let empty: Record<string, unknown>;

  beforeEach(async () => {
    database = await createDatabase(server, 'failures');
    url = database.url;
    await runSql(url, SHOP_DDL);
    empty = await snapshot(url);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await database.drop();
  });

  describe('a process of its own', () => {
    it('takes down what another wrote', async () => {
      await shopFactory().up({ url });
      const child = startShop('down', url);
      await untilPrinted(child, /done/);
      expect(await snapshot(url)).toEqual(empty);
    });

    it('killed in the middle of up, leaves nothing but a ledger entry', async () => {
      const child = startShop('up', url, '500');
      await untilPrinted(child, /public\.users \d/);
      child.kill('SIGKILL');
      await once(child, 'close');
      await shopFactory().down({ url });
      expect(await snapshot(url)).toEqual(empty);
    });

    it('killed in the middle of up, does not keep the next from working', async () => {
      const child = startShop('up', url, '500');
      await untilPrinted(child, /public\.users \d/);
      child.kill('SIGKILL');
      await once(child, 'close');
      expect((await shopFactory().up({ url })).unchanged).toBe(false);
      expect(await countOf(url, 'users')).toBe(100);
      expect(await select(url, 'SELECT state FROM gen_factories.runs')).toEqual([
        { state: 'loaded' },
      ]);
      await shopFactory().down({ url });
      expect(await snapshot(url)).toEqual(empty);
    });
  });

  it('a connection cut in the middle of up leaves nothing half-written', async () => {
    let cut: Promise<unknown> | undefined;
    const error = await rejection(
      shopFactory(300).up({
        url,
        onProgress: ({ table }) => {
          if (table !== 'public.users') return;
          cut ??= select(
            url,
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
              WHERE application_name = 'gen-factories' AND datname = current_database()`,
          );
        },
      }),
    );
    await cut;
    expect(error.code).toBe('CONNECTION_LOST');
    for (const table of ['orgs', 'users', 'projects']) expect(await countOf(url, table)).toBe(0);
    expect((await shopFactory().up({ url })).unchanged).toBe(false);
    await shopFactory().down({ url });
    expect(await snapshot(url)).toEqual(empty);
  });

  it.each(['public.orgs', 'public.users', 'public.visits'])(
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

  it('an error in a definition leaves nothing', async () => {
    const factory = shopFactory(20);
    factory.define('users', {
      shape: {
        name: ({ index }) => {
          if (index === 1500) throw new RangeError('no name for 1500');
          return 'Ada';
        },
      },
    });
    await expect(factory.up({ url })).rejects.toThrow('no name for 1500');
    expect(await snapshot(url)).toEqual(empty);
  });

  it.each([
    [
      'a CHECK',
      { role: 'owner' },
      'it breaks a CHECK (users_role_check); its role is "owner"',
      'public.users.role, row 0',
    ],
    [
      'a reference',
      { org_id: 4000 },
      'it refers to a row that is not there (users_org_id_fkey)',
      'public.users.org_id',
    ],
    [
      'a type',
      { score: 'much' },
      'a text is not a value of the column’s type; its score is "much"',
      'public.users.score, row 0',
    ],
    [
      'a long text',
      { role: `owner ${'😀'.repeat(200)}` },
      `it breaks a CHECK (users_role_check); its role is "owner ${'😀'.repeat(74)}…"`,
      'public.users.role, row 0',
    ],
  ])('%s that does not hold is explained', async (_, shape, what, where) => {
    const factory = shopFactory();
    factory.define('users', { shape });
    const error = await rejection(factory.up({ url }));
    expect(error.code).toBe('ROW_REJECTED');
    expect(error.what).toContain(what);
    expect(error.where).toBe(where);
    expect(error.fix).toContain(`Change the definition of ${where.split(',')[0]}`);
    expect(error.cause).toBeInstanceOf(Error);
    expect(await snapshot(url)).toEqual(empty);
  });

  it('a row of a scenario is told with the scenario', async () => {
    const up = (overrides: { role?: string; org_id?: number }): Promise<GenFactoriesError> =>
      rejection(
        shopFactory()
          .scenario('vip', ({ add }) => void add('users', overrides))
          .up({ url, scenario: 'vip' }),
      );
    const role = await up({ role: 'owner' });
    expect(role.where).toMatch(/^public\.users\.role, row \d+, scenario "vip"$/);
    expect(role.fix).toMatch(/^Change what scenario "vip" gives the row\./);
    const org = await up({ org_id: 4000 });
    expect(org.where).toBe('public.users.org_id');
    expect(org.fix).toContain('The row may be of a scenario: scenario "vip" sets "org_id".');
    expect(await snapshot(url)).toEqual(empty);
  });

  it('a key that is not unique is explained', async () => {
    const factory = shopFactory();
    factory.define('users', { shape: { name: ({ index }) => `name ${index % 50}` } });
    await runSql(url, 'CREATE UNIQUE INDEX one_name ON users (name) WHERE active');
    const error = await rejection(factory.up({ url }));
    expect(error.what).toContain('another row has the same key (one_name)');
    expect(error.where).toMatch(/^public\.users\.name, row \d+$/);
  });

  it('waits for a lock on the database, and says who holds it', async () => {
    const engine = await openEngine(url);
    await engine.lock();
    try {
      const started = performance.now();
      const error = await rejection(shopFactory().up({ url }));
      expect(error.code).toBe('TARGET_BUSY');
      expect(error.message).toMatch(/server process \d+ \(gen-factories, from 127\.0\.0\.1\)/);
      expect(performance.now() - started).toBeGreaterThan(9_000);
      await engine.unlock();
      expect((await shopFactory().up({ url })).ok).toBe(true);
    } finally {
      await engine.close();
    }
  });

  it('two at once come one after the other', async () => {
    const results = await Promise.all([shopFactory().up({ url }), shopFactory().up({ url })]);
    expect(results.map((result) => result.unchanged).sort()).toEqual([false, true]);
    const removals = await Promise.all([shopFactory().down({ url }), shopFactory().down({ url })]);
    expect(removals.map((removal) => removal.deleted['public.users'] ?? 0).sort()).toEqual([
      0, 100,
    ]);
    expect(await snapshot(url)).toEqual(empty);
  });

  it('does not wait forever for a table that someone else has locked', async () => {
    await shopFactory().up({ url });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('BEGIN; LOCK TABLE users');
      const error = await rejection(shopFactory().down({ url }));
      expect(error.code).toBe('TARGET_BUSY');
      await client.query('ROLLBACK');
      expect(await countOf(url, 'users')).toBe(100);
    } finally {
      await client.end();
    }
  });

  it('deletes, where readers keep it from truncating', async () => {
    await shopFactory(20).up({ url });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query('BEGIN; SELECT count(*) FROM users');
      expect((await shopFactory().down({ url })).deleted['public.users']).toBe(2000);
      await client.query('COMMIT');
    } finally {
      await client.end();
    }
    expect(await snapshot(url)).toEqual(empty);
  });

  describe('where it must not write', () => {
    it('production by the environment', async () => {
      vi.stubEnv('NODE_ENV', 'production');
      const error = await rejection(shopFactory().up({ url }));
      expect(error.code).toBe('TARGET_REFUSED');
      expect(error.message).toContain('NODE_ENV');
      expect((await rejection(shopFactory().down({ url }))).code).toBe('TARGET_REFUSED');
      expect(await snapshot(url)).toEqual(empty);
    });

    it('production by the name of the database', async () => {
      const production = await createDatabase(server, 'shop_production');
      try {
        await runSql(production.url, SHOP_DDL);
        const error = await rejection(shopFactory().up({ url: production.url }));
        expect(error.code).toBe('TARGET_REFUSED');
        expect(await countOf(production.url, 'orgs')).toBe(0);
        await shopFactory().up({ url: production.url, allow: ['shop_production_*'] });
        expect(await countOf(production.url, 'orgs')).toBe(5);
      } finally {
        await production.drop();
      }
    });
  });
});
