import { describe, expect, it } from 'vitest';
import { guardTarget, guardUrl } from '../../src/runtime/guard.ts';
import { looseFactory } from '../engines/support/loose-factory.ts';
import { rejection } from '../support/errors.ts';

const LOCAL = { host: 'localhost', port: 5432, database: 'shop', local: true };
const AWAY = { host: 'db.preview.example.com', port: 5432, database: 'pr_7', local: false };

async function refusal(...args: Parameters<typeof guardTarget>): Promise<string> {
  const error = await rejection(Promise.resolve().then(() => guardTarget(...args)));
  expect(error.code).toBe('TARGET_REFUSED');
  return error.message;
}

describe('the guard', () => {
  it('lets rows into a database on this machine', () => {
    expect(() => guardTarget(LOCAL, {}, {})).not.toThrow();
    expect(() => guardTarget({ ...LOCAL, database: 'products' }, {}, {})).not.toThrow();
  });

  it.each(['NODE_ENV', 'VERCEL_ENV'])(
    'refuses where %s says production, whatever is allowed',
    async (name) => {
      const options = { allow: ['*'], confirmed: true };
      expect(await refusal(LOCAL, { [name]: 'production' }, options)).toContain(
        `${name} is "production"`,
      );
    },
  );

  it.each(['shop_production', 'prod', 'live-shop', 'PROD_EU'])(
    'refuses a database called %s',
    async (database) => {
      expect(await refusal({ ...LOCAL, database }, {}, { confirmed: true })).toContain(database);
      expect(() => guardTarget({ ...LOCAL, database }, {}, { allow: [database] })).not.toThrow();
    },
  );

  it('refuses another machine, unless it is allowed or confirmed', async () => {
    expect(await refusal(AWAY, {}, {})).toContain(`allow: ['db.preview.example.com']`);
    expect(await refusal(AWAY, {}, { allow: ['*.example.org', 'pr'] })).toContain(
      'not on this machine',
    );
    expect(() => guardTarget(AWAY, {}, { allow: ['*.preview.example.com'] })).not.toThrow();
    expect(() => guardTarget(AWAY, {}, { allow: ['pr_*'] })).not.toThrow();
    expect(() => guardTarget(AWAY, {}, { confirmed: true })).not.toThrow();
  });

  it.each([
    'postgres://app:secret@prod-db.example.com/shop',
    'mysql://app@db.example.com:3306/shop_production?ssl-mode=REQUIRED',
    'mongodb://a.example.com:27017,prod.example.com:27017/shop',
    'postgres:///shop%2Dlive',
  ])('refuses %s by its name alone', async (url) => {
    const error = await rejection(Promise.resolve().then(() => guardUrl(url, {}, {})));
    expect(error.code).toBe('TARGET_REFUSED');
    expect(error.message).not.toContain('secret');
    expect(() => guardUrl(url, {}, { allow: ['*'] })).not.toThrow();
  });

  it.each([
    'postgres://app:prod@db.example.com/shop',
    'postgres://app:p@prod/w@db.example.com/shop',
    'pglite://./production',
    'nothing',
  ])('leaves %s to what the driver makes of it', (url) => {
    expect(() => guardUrl(url, {}, {})).not.toThrow();
  });

  it('connects to nothing that its name forbids', async () => {
    const url = 'postgres://app@prod.no-such-host.invalid/shop';
    const factory = looseFactory({ t: { table: 'public.t', columns: { id: 'integer not null' } } });
    factory.define('t', { count: 1, shape: { id: 1 } });
    expect((await rejection(factory.up({ url }))).code).toBe('TARGET_REFUSED');
    expect((await rejection(factory.down({ url }))).code).toBe('TARGET_REFUSED');
  });
});
