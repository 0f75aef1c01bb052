import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from '../../generators/json.ts';
import { maybe } from '../../generators/maybe.ts';
import { integer } from '../../generators/number.ts';
import { words } from '../../generators/text.ts';
import { fixedFactory } from '../golden/fixed-schema.ts';
import {
  looseFactory,
  table,
  type LooseFactory,
  type LooseSource,
} from './support/loose-factory.ts';
import { factoryOf, printOf, TRAITS, type Description } from './support/random-definitions.ts';

const CLOCK = pathToFileURL(
  join(import.meta.dirname, '../end-to-end/support/shifted-clock.mjs'),
).href;
const run = promisify(execFile);

const description = fc.record(TRAITS) as fc.Arbitrary<Description>;
/** What scenarios add, and the base does not have. */
const ADDED: readonly (keyof Description)[] = ['added', 'addedText'];

/** A description, and another one that differs from it in one thing. */
const change = fc
  .record({ from: description, to: description, at: fc.constantFrom(...Object.keys(TRAITS)) })
  .map(({ from, to, at }) => {
    const key = at as keyof Description;
    return { before: from, after: { ...from, [key]: to[key] }, key };
  })
  .filter(({ before, after, key }) => before[key] !== after[key]);

describe('a fingerprint', () => {
  it('tells any change of an option, a rate, a count, a literal, the seed, the present', () => {
    fc.assert(
      fc.property(change, ({ before, after, key }) => {
        const layer = ADDED.includes(key) ? 'scenario' : 'base';
        expect(printOf(factoryOf(after), layer)).not.toBe(printOf(factoryOf(before), layer));
      }),
      { numRuns: 300 },
    );
  });

  it('is the same for the same definitions, with a scenario or without', () => {
    fc.assert(
      fc.property(description, (is) => {
        const base = printOf(factoryOf(is));
        expect(printOf(factoryOf(is))).toBe(base);
        expect(printOf(factoryOf(is), 'base', { scenario: 'more' })).toBe(base);
        for (const key of ADDED) {
          expect(printOf(factoryOf({ ...is, [key]: key === 'added' ? 51 : 'other' }))).toBe(base);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('tells another scale, other counts, and what is laid over', () => {
    const prints = [
      printOf(fixedFactory()),
      printOf(fixedFactory(), 'base', { scale: 2 }),
      printOf(fixedFactory(), 'base', { counts: { users: 1999 } }),
      printOf(fixedFactory().define('users', { shape: { nickname: null } })),
      printOf(fixedFactory().define('users', { shape: { nickname: undefined }, count: 2001 })),
    ];
    expect(new Set(prints).size).toBe(prints.length);
    expect(printOf(fixedFactory().define('users', { shape: {} }))).toBe(prints[0]);
  });
});

describe('of documents a fingerprint', () => {
  const print = (doc: LooseSource): string => {
    const factory = looseFactory({ t: table({ id: 'integer not null serial', doc: 'json' }) });
    return printOf(factory.define('t', { shape: { doc } }));
  };

  it('has the order of their members, as databases keep it', () => {
    expect(print(json({ a: 1, b: 2 }))).not.toBe(print(json({ b: 2, a: 1 })));
    expect(print(() => ({ a: 1, b: 2 }))).not.toBe(print(() => ({ b: 2, a: 1 })));
    expect(print(json({ a: 1, b: 2 }))).toBe(print(json({ a: 1, b: 2 })));
  });

  it('has not that of a generator’s options', () => {
    expect(print(integer({ min: 1, max: 9 }))).toBe(print(integer({ max: 9, min: 1 })));
  });
});

describe('of functions a fingerprint', () => {
  const prints = (source: LooseSource, count = 1_000_000): string =>
    printOf(factoryWith(source, count));

  function factoryWith(source: LooseSource, count: number): LooseFactory {
    const factory = looseFactory({ t: table({ id: 'bigint not null serial', v: 'text' }) });
    return factory.define('t', { count, shape: { v: source } });
  }

  it('does not have how they are written', () => {
    const plain = prints(({ index }) => `row ${index % 7}`);
    // prettier-ignore
    const other = prints(function (context) {
      // The same, in other words.
      const   { index }=context; return "row " + (index%7);
    });
    expect(other).toBe(plain);
    expect(prints(({ index }) => `Row ${index % 7}`)).not.toBe(plain);
  });

  it.each([
    ['alone', (inner: LooseSource) => inner],
    ['in a generator', (inner: LooseSource) => maybe('10%', inner)],
  ])('sees changes of one row in a hundred, %s', (_, wrap) => {
    const rare = (share: number): LooseSource =>
      wrap(({ faker }) => (faker.number.float() < share ? 'rare' : 'usual'));
    expect(prints(rare(0.01))).not.toBe(prints(rare(0)));
    expect(prints(rare(0.5))).not.toBe(prints(rare(0.51)));
  });

  it.each([10, 100, 128])('sees what happens every %d rows', (period) => {
    const at =
      (wanted: number): LooseSource =>
      ({ index }) =>
        index % period === wanted ? 'here' : 'not here';
    const seen = Array.from({ length: period }, (_, wanted) => prints(at(wanted), 4096 * period));
    expect(new Set(seen).size).toBe(period);
  });

  it('sees each change of a table of a few thousand rows', () => {
    const at =
      (wanted: number): LooseSource =>
      ({ index }) =>
        index === wanted ? 'here' : 'not here';
    const seen = [0, 1, 999, 2500, 4094, 4095].map((index) => prints(at(index), 4096));
    expect(new Set(seen).size).toBe(6);
  });

  it('sees what shapes that are one function give', () => {
    const shapes = (share: number): string => {
      const factory = looseFactory({
        t: table({ id: 'bigint not null serial', a: 'text', b: 'text' }),
      });
      factory.define('t', { count: 1_000_000, shape: { a: words() } });
      factory.define('t', {
        shape: ({ faker }) => ({ b: faker.number.float() < share ? 'rare' : 'usual' }),
      });
      return printOf(factory);
    };
    expect(shapes(0.01)).not.toBe(shapes(0));
    expect(shapes(0.01)).toBe(shapes(0.01));
  });
});

describe('in a process of its own a fingerprint', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gen-factories-print-'));
  const programs = { plain: join(folder, 'plain.mjs'), minified: join(folder, 'minified.mjs') };
  const here = `${printOf(fixedFactory())} ${printOf(fixedFactory(), 'scenario', { scenario: 'large-org' })}`;

  beforeAll(async () => {
    for (const [name, outfile] of Object.entries(programs)) {
      await build({
        stdin: {
          contents: `
            import { fixedFactory } from './test/golden/fixed-schema.ts';
            import { printOf } from './test/runtime/support/random-definitions.ts';
            process.stdout.write(printOf(fixedFactory()) + ' ' +
              printOf(fixedFactory(), 'scenario', { scenario: 'large-org' }));`,
          resolveDir: join(import.meta.dirname, '../..'),
        },
        outfile,
        bundle: true,
        platform: 'node',
        format: 'esm',
        logLevel: 'error',
        // As far from the source as functions get: other names, other quotes, other syntax.
        minify: name === 'minified',
        banner: {
          js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`,
        },
      });
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each<
    [where: string, program: keyof typeof programs, env: Record<string, string>, flags?: string[]]
  >([
    ['as it is', 'plain', {}],
    ['minified', 'minified', {}],
    ['in Auckland', 'plain', { TZ: 'Pacific/Auckland' }],
    ['in Danish', 'plain', { LC_ALL: 'da_DK.UTF-8', LANG: 'da_DK.UTF-8' }],
    ['in seven years', 'plain', {}, ['--import', CLOCK]],
  ])('is the same %s', async (_, program, env, flags = []) => {
    const { stdout } = await run(process.execPath, [...flags, programs[program]], {
      env: { PATH: process.env['PATH'], ...env },
    });
    expect(stdout).toBe(here);
  });
});
