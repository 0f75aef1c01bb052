import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { email } from '../../generators/email.ts';
import { maybe } from '../../generators/maybe.ts';
import { fullName } from '../../generators/person.ts';
import { countOf, select, snapshot } from '../engines/support/database.ts';
import type { LooseFactory } from '../engines/support/loose-factory.ts';
import { SHOP_DDL, shopFactory } from '../engines/support/shop.ts';
import { rejection } from '../support/errors.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../support/servers.ts';

const run = promisify(execFile);
const JITI = join(
  dirname(createRequire(import.meta.url).resolve('jiti/package.json')),
  'lib/jiti-cli.mjs',
);
const SHOP_PROCESS = join(import.meta.dirname, '../engines/support/shop-process.ts');

/** Users whose names are generated, so that none of their rows need tell a small change. */
function named(rate: number, count = 5000): LooseFactory {
  return shopFactory().define('users', { count, shape: { name: maybe(rate, fullName()) } });
}

forEachServer((server) => {
  let database: TestDatabase;
  let url: string;

  beforeEach(async () => {
    database = await createDatabase(server, 'seeded');
    url = database.url;
    await runSql(url, SHOP_DDL);
  });
  afterEach(() => database.drop());

  describe('on a database that is seeded', () => {
    it('a change that shows in hardly any row is told', async () => {
      await named(0.1).up({ url });
      const before = await snapshot(url);
      expect((await named(0.1).up({ url })).unchanged).toBe(true);
      for (const other of [
        named(0.1001),
        named(0.1, 5001),
        named(0.1).define('orgs', { count: 4 }),
      ]) {
        expect((await rejection(other.up({ url }))).code).toBe('TARGET_SEEDED');
      }
      expect(await snapshot(url)).toEqual(before);
    });

    it('a change of one thing that a scenario writes is told', async () => {
      const factory = (name: string): LooseFactory =>
        shopFactory().scenario('vip', ({ add }) => add('users', 500, { name, email: email() }));
      await factory('Ada').up({ url, scenario: 'vip' });
      expect((await factory('Ada').up({ url, scenario: 'vip' })).unchanged).toBe(true);
      const error = await rejection(factory('Ida').up({ url, scenario: 'vip' }));
      expect(error.code).toBe('TARGET_SEEDED');
      expect((await factory('Ida').up({ url })).unchanged).toBe(true);
    });

    it('the same definitions are the same, whatever loads them, wherever', async () => {
      // Its functions were compiled by jiti, those here by Vitest.
      await run(process.execPath, [JITI, SHOP_PROCESS, 'up', url], {
        env: { ...process.env, TZ: 'Pacific/Auckland', LC_ALL: 'da_DK.UTF-8' },
      });
      expect((await shopFactory().up({ url })).unchanged).toBe(true);
    });
  });

  describe('a persona', () => {
    const factory = (): LooseFactory => {
      const made = shopFactory().define('users', {
        shape: { email: email(), name: 'Sarah Chen' },
        anonymize: ['email', 'name'],
      });
      return made.scenario('login', ({ add }) => {
        add('users', { email: 'ada@acme.test', name: 'Ada Lovelace' });
        add('users', 3, { email: 'team@acme.test' });
        add('users', { email: 'ada@acme.test' });
      });
    };

    it('has the address and the name that were written, and no other row has them', async () => {
      const before = await snapshot(url);
      await factory().up({ url });
      await factory().up({ url, scenario: 'login' });
      expect(await select(url, 'SELECT email, name FROM users WHERE id > 100 ORDER BY id')).toEqual(
        [
          { email: 'ada@acme.test', name: 'Ada Lovelace' },
          ...[101, 102, 103].map((number) => ({
            email: `team.${number}@acme.test`,
            name: expect.not.stringMatching(/sarah|chen/i) as string,
          })),
          { email: 'ada.104@acme.test', name: expect.any(String) as string },
        ],
      );
      expect(await countOf(url, `users WHERE name ~* 'sarah|chen'`)).toBe(0);
      expect((await factory().up({ url, scenario: 'login' })).unchanged).toBe(true);
      await factory().down({ url });
      expect(await snapshot(url)).toEqual(before);
    });
  });
});
