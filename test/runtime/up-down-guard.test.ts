import { describe, expect, it } from 'vitest';
import { guardTarget } from '../../src/runtime/guard.ts';
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
});
