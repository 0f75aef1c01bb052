import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadModule } from '../../src/cli/load-factories.ts';
import type { Config } from '../../src/config/config.ts';
import { checkConfig, loadConfig } from '../../src/config/load-config.ts';
import { GenFactoriesError } from '../../src/errors.ts';
import { rejection } from '../support/errors.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'gen-factories-config-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function load(path?: string): Promise<Config> {
  return loadConfig(folder, loadModule, path);
}

describe('finding', () => {
  it('none is an empty one', async () => {
    expect(await load()).toEqual({});
  });

  it.each([
    [
      'gen-factories.config.ts',
      "import { defineConfig } from 'gen-factories/config';\nexport default defineConfig({ seed: 7 as number });",
    ],
    ['gen-factories.config.mts', 'export default { seed: 7 };'],
    ['gen-factories.config.js', 'export default { seed: 7 };'],
    ['gen-factories.config.mjs', 'export default { seed: 7 };'],
    ['gen-factories.config.cjs', 'module.exports = { seed: 7 };'],
    ['gen-factories.config.cts', 'export = { seed: 7 };'],
    ['gen-factories.config.ts', 'export const seed = 7;'],
  ])('%s: %s', async (name, text) => {
    put(name, text);
    expect(await load()).toEqual({ seed: 7 });
  });

  it('one that is named has to be there', async () => {
    const error = await rejection(load(join(folder, 'nowhere.ts')));
    expect(error.code).toBe('CONFIG_NOT_FOUND');
    expect(error.message).toContain('nowhere.ts');
  });

  it('its folder of definitions is relative to itself', async () => {
    const path = put(
      'packages/api/gen-factories.config.ts',
      "export default { out: 'test/factories' };",
    );
    expect((await load(path)).out).toBe(join(folder, 'packages/api/test/factories'));
  });
});

describe('what cannot be loaded', () => {
  it.each([
    [
      'a syntax error',
      'export default {\n  seed: ,\n};',
      'Unexpected token',
      'gen-factories.config.ts:2',
    ],
    ['an error', "\nthrow new Error('out of luck');", 'out of luck', 'gen-factories.config.ts:2'],
    [
      'an import that leads nowhere',
      "import { seed } from './nowhere';\nexport default { seed };",
      "Cannot find module './nowhere'",
      'gen-factories.config.ts:1',
    ],
  ])('%s is told with its place', async (_, text, what, where) => {
    put('gen-factories.config.ts', text);
    const error = await rejection(load());
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.what).toBe(`The config could not be loaded: ${what}`);
    expect(error.where).toMatch(new RegExp(`${where}$`));
  });
});

describe('keys', () => {
  const refusal = (value: unknown): GenFactoriesError => {
    try {
      checkConfig(value, 'gen-factories.config.ts');
    } catch (error) {
      if (error instanceof GenFactoriesError) return error;
      throw error;
    }
    throw new Error('it was accepted');
  };

  it('all of them, as they should be', () => {
    const config: Required<Omit<Config, 'prisma'>> = {
      url: 'postgres://localhost/app',
      drizzle: 'src/db/*.ts',
      schemas: ['public'],
      out: 'factories',
      seed: 'shop',
      now: '2026-01-01T00:00:00.000Z',
      counts: { users: 0 },
      reference: ['countries'],
      exclude: ['logs'],
      allow: ['*.preview.example.com'],
      importExtension: '',
    };
    expect(checkConfig(config, 'here')).toEqual(config);
    const prisma = { prisma: 'prisma/schema.prisma' };
    expect(checkConfig(prisma, 'here')).toEqual(prisma);
    expect(checkConfig({ seed: undefined }, 'here')).toEqual({ seed: undefined });
  });

  it('one that is not known is named, with those that are', () => {
    const error = refusal({ count: { users: 1 } });
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.message).toBe(
      'There is no key "count" (gen-factories.config.ts). Keys are: url, prisma, drizzle, schemas, out, seed, now, counts, reference, exclude, allow, importExtension.',
    );
  });

  it.each<[Record<string, unknown>, string]>([
    [{ url: 1 }, '"url" has to be a text'],
    [{ schemas: 'public' }, '"schemas" has to be a list of texts'],
    [{ schemas: [1] }, '"schemas" has to be a list of texts'],
    [{ out: null }, '"out" has to be a text'],
    [{ seed: Number.NaN }, '"seed" has to be a text or a number'],
    [{ now: 'yesterday' }, '"now" has to be an ISO 8601 instant'],
    [{ now: '2026-13-01T00:00:00Z' }, '"now" has to be an ISO 8601 instant'],
    [{ counts: [1] }, '"counts" has to be whole numbers of 0 or more, by table'],
    [{ counts: { users: 1.5 } }, '"counts" has to be whole numbers of 0 or more, by table'],
    [{ counts: { users: -1 } }, '"counts" has to be whole numbers of 0 or more, by table'],
    [{ exclude: 'logs' }, '"exclude" has to be a list of texts'],
    [{ allow: {} }, '"allow" has to be a list of texts'],
    [{ importExtension: '.mjs' }, `"importExtension" has to be '.js', '.ts' or ''`],
  ])('%j: %s', (config, what) => {
    expect(refusal(config).what.startsWith(what)).toBe(true);
  });

  it.each(['2026-01-01T09:00', '2026-01-01 09:00Z', 'March 7, 2026'])(
    'an instant that depends on the machine it is read on is none: %s',
    (now) => {
      expect(refusal({ now }).what).toContain('"now" has to be');
    },
  );

  it.each([[null], [undefined], [[]], ['text'], [() => ({})]])(
    'a config is an object, not %s',
    (value) => {
      expect(refusal(value).what).toBe('The config does not export an object');
    },
  );

  it('so is what a file exports by default', async () => {
    put('gen-factories.config.ts', 'export default null;');
    expect((await rejection(load())).what).toBe('The config does not export an object');
  });
});
