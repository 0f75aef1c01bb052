import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  code,
  edge,
  email,
  integer,
  listOf,
  mapOf,
  maybe,
  mixed,
  objectId,
  oneOf,
  optional,
  pattern,
  record,
  recent,
  serial,
  title,
  unique,
  uuid,
  weighted,
  words,
} from '../../generators/catalog.ts';
import { branchType } from '../../generators/branch-type.ts';
import type { Bound, Generator, Row } from '../../generators/generator.ts';
import { partsOf } from '../../generators/parts.ts';
import { parseColumn } from '../../src/schema/facts.ts';
import { foldDocuments } from '../../src/schema/document-paths.ts';
import { thrown } from '../support/errors.ts';
import { bindTo, drawRows, fakeRow, FakeSite, type FakeSiteOptions } from '../support/fake-site.ts';

const MONGODB = { dialect: 'mongodb' } as const;

/** Rows of the base, then rows that a scenario adds: numbered on, with indexes of their own. */
function bothRows(make: () => Generator, type: string, options: FakeSiteOptions = {}): unknown[] {
  const half = (options.rowCount ?? 400) / 2;
  const base = bindTo(make(), type, options);
  const added = bindTo(make(), type, { ...options, scenario: 'more' });
  const row = (index: number): Row => ({ ...fakeRow(index), ordinal: half + index });
  return [
    ...drawRows(base, half),
    ...Array.from({ length: half }, (_, index) => added.draw(row(index))),
  ];
}

const repeated = (values: readonly unknown[]): number =>
  values.length - new Set(values.map((value) => JSON.stringify(value))).size;

describe('a list of elements that no other list has', () => {
  const sources: Readonly<Record<string, [() => Generator, string]>> = {
    words: [words, 'text[]'],
    'short text': [words, 'varchar(4)[]'],
    codes: [() => code({ length: 5 }), 'text[]'],
    'whole numbers': [() => integer({ max: 1_999 }), 'integer[]'],
    moments: [recent, 'timestamptz[]'],
    'ids by row': [uuid, 'uuid[]'],
    'a sequence': [serial, 'integer[]'],
    addresses: [email, 'text[]'],
    'a pattern': [() => pattern('[a-z]+@[a-z]+'), 'varchar(12)[]'],
    functions: [() => listed(({ index }) => `row ${index % 7}`), 'text[]'],
  };
  const listed = (source: (context: { index: number }) => string): never => source as never;

  test.each(Object.entries(sources))(
    'has none twice, in the base and in scenarios: %s',
    (_, [make, type]) => {
      const list = (): Generator => listOf(make(), { max: 5, unique: true });
      const lists = bothRows(list, type, { rowCount: 400 }) as unknown[][];
      expect(repeated(lists.flat())).toBe(0);
      expect(lists.every(({ length }) => length >= 1 && length <= 5)).toBe(true);
      expect(bindTo(list(), type, { rowCount: 400 }).distinct).toBe(true);
    },
  );

  test('holds for any bounds', () => {
    const bounds = fc.record({
      min: fc.integer({ min: 0, max: 5 }),
      more: fc.integer({ min: 0, max: 6 }),
      spare: fc.integer({ min: 0, max: 50 }),
    });
    fc.assert(
      fc.property(bounds, ({ min, more, spare }) => {
        const max = min + more;
        fc.pre(max > 0);
        const inner = integer({ min: 1, max: 60 * max + spare });
        const lists = bothRows(() => listOf(inner, { min, max, unique: true }), 'integer[]', {
          rowCount: 60,
        }) as unknown[][];
        expect(repeated(lists.flat())).toBe(0);
        expect(lists.every(({ length }) => length >= min && length <= max)).toBe(true);
      }),
    );
  });

  test('says so where there are fewer values than elements', () => {
    const error = thrown(() =>
      bindTo(listOf(integer({ max: 99 }), { max: 3, unique: true }), 'integer[]', { rowCount: 40 }),
    );
    expect(error.code).toBe('COUNT_OVER_CAPACITY');
    expect(error.message).toContain('40 rows of "users" with up to 3 values each are more than');
    expect(error.message).toContain(': 100');
    expect(error.room).toEqual({ table: 'users', rows: 33 });
  });

  test('says so where nothing makes values unique', () => {
    const bind = (source: Generator, type: string) => () =>
      bindTo(listOf(source, { unique: true }), type);
    expect(bind(listOf(1), 'integer[][]')).toThrow('unique() needs text');
    const records = listOf(record({ a: 1 }), { unique: true });
    expect(() => drawRows(bindTo(records, 'jsonb[]'), 1)).toThrow('unique() needs text');
    expect(bind(oneOf([true, false]), 'boolean[]')).toThrow('more than the unique values have');
  });

  test('stays so with its edge cases, but for the empty list', () => {
    const list = (rates: Readonly<Record<string, 0.2>>): Generator =>
      edge(listOf(words(), { max: 4, unique: true }), rates);
    const lists = bothRows(() => list({ single: 0.2, many: 0.2 }), 'text[]') as unknown[][];
    expect(repeated(lists.flat())).toBe(0);
    expect(lists.every(({ length }) => length <= 4)).toBe(true);
    expect(bindTo(list({ single: 0.2 }), 'text[]').distinct).toBe(true);
    expect(bindTo(list({ empty: 0.2 }), 'text[]').distinct).toBe(false);
  });

  test('keeps NULL, and numbers lists within lists', () => {
    const source = listOf(unique(maybe('50%', code())), { min: 4, max: 4 });
    const codes = drawRows(bindTo(source, 'text[]'), 100).flat();
    expect(codes.filter((each) => each === null).length).toBeCloseTo(200, -2);
    expect(repeated(codes.filter((each) => each !== null))).toBe(0);
    const nested = listOf(listOf(words(), { min: 1, max: 3, unique: true }), { min: 2, max: 2 });
    expect(repeated(drawRows(bindTo(nested, 'text[][]'), 100).flat(2))).toBe(0);
  });
});

describe('a list that begins with given elements', () => {
  const lists = (options: object): string[][] => {
    const source = listOf(oneOf(['a', 'b', 'c', 'd']), { with: ['a', 'x'], ...options });
    return drawRows(bindTo(source, 'text[]'), 200);
  };

  test('has them first, and others after them', () => {
    const made = lists({ max: 4 });
    expect(made.every(([first, second]) => first === 'a' && second === 'x')).toBe(true);
    expect(new Set(made.map(({ length }) => length))).toEqual(new Set([2, 3, 4]));
    expect(new Set(made.flatMap((list) => list.slice(2)))).toEqual(new Set(['a', 'b', 'c', 'd']));
  });

  test('has none twice where it is to have distinct ones', () => {
    const made = lists({ max: 4, distinct: true });
    expect(made.every((list) => new Set(list).size === list.length)).toBe(true);
    expect(made.every((list) => list.length >= 2 && list.length <= 4)).toBe(true);
  });

  test('has room for them', () => {
    expect(() => listOf(words(), { with: ['a', 'b'], max: 1 })).toThrow('not 1 to 1');
    expect(() => listOf(words(), { with: ['a'], unique: true })).toThrow('only one is to have');
  });
});

describe('a unique field of documents in a list', () => {
  test.each([
    ['code', code],
    ['text', title],
    ['id', objectId],
  ])('is in no other document: %s', (_, make) => {
    const list = (): Generator => listOf(record({ sku: unique(make()), n: integer() }), { max: 4 });
    const lists = bothRows(list, 'object[]', MONGODB) as { sku: string }[][];
    expect(repeated(lists.flat().map(({ sku }) => sku))).toBe(0);
    expect(lists.flat().length).toBeGreaterThan(300);
  });
});

describe('elements that are undefined', () => {
  test('are left out', () => {
    const lists = drawRows(
      bindTo(listOf(optional('50%', words()), { min: 4, max: 4 }), 'text[]'),
      100,
    );
    expect(lists.flat().every((each) => typeof each === 'string')).toBe(true);
    expect(lists.flat().length).toBeCloseTo(200, -2);
  });
});

describe('mapOf()', () => {
  const keysOf = (value: unknown): string[] => Object.keys(value as object);

  test.each([
    ['words', words()],
    ['few words', oneOf(['a.b', '$a', 'a_b', ''])],
    ['ids', uuid()],
    ['a sequence', serial()],
    ['moments', recent()],
    ['numbers', integer({ max: 9 })],
  ])('has as many keys as it is to have, which MongoDB takes: %s', (_, key) => {
    const maps = drawRows(
      bindTo(mapOf(key, integer(), { min: 2, max: 4 }), 'map(int)', MONGODB),
      200,
    );
    for (const keys of maps.map(keysOf)) {
      expect(keys.length).toBeGreaterThanOrEqual(2);
      expect(keys.length).toBeLessThanOrEqual(4);
      expect(keys.every((each) => /^[^.$][^.]*$/.test(each))).toBe(true);
    }
    expect(new Set(maps.map((each) => keysOf(each).length))).toContain(3);
  });

  test('has keys of the type that they look like, and values of theirs', () => {
    const days = drawRows(bindTo(mapOf(recent(), recent()), 'map(day, date)', MONGODB), 50);
    for (const entries of days) {
      for (const [key, value] of Object.entries(entries)) {
        expect(key).toMatch(/^\d{4}-\d\d-\d\d$/);
        expect(value).toBeInstanceOf(Date);
      }
    }
  });

  test('is JSON in a column of JSON, with documents as values', () => {
    const map = mapOf(
      words(),
      { at: recent(), big: 2n ** 60n, none: undefined },
      { min: 1, max: 2 },
    );
    for (const made of drawRows(bindTo(map, 'jsonb'), 20)) {
      for (const value of Object.values(made)) {
        expect(JSON.parse(JSON.stringify(value))).toEqual(value);
        expect(value).toEqual({ at: expect.any(String) as string, big: String(2n ** 60n) });
      }
    }
  });

  test.each(['map(int)', 'jsonb'])('has edge cases in a column of %s', (type) => {
    const rates = { empty: 0.2, single: 0.2, many: 0.2 };
    const maps = drawRows(bindTo(edge(mapOf(words(), 1), rates), type), 100);
    const sizes = maps.map((each) => keysOf(each).length);
    expect(Math.max(...sizes)).toBe(100);
    expect(sizes.filter((size) => size === 0).length).toBeGreaterThan(19);
  });

  test('refuses bounds that no document meets', () => {
    expect(() => mapOf(words(), 1, { min: 3, max: 2 })).toThrow('not 3 to 2');
    expect(() => mapOf(words(), 1, { max: 1001 })).toThrow('0 to 1000 entries');
  });

  test('leaves no edge case of a map to functions', () => {
    const rates = { single: 0.1, many: 0.1, empty: 0.1 };
    const maps = drawRows(bindTo(edge((() => ({ a: 1, b: 2 })) as never, rates), 'map(int)'), 100);
    const sizes = new Set(maps.map((each) => keysOf(each).length));
    expect(sizes).toEqual(new Set([0, 1, 2, 100]));
  });
});

describe('mixed()', () => {
  const bind = (source: Generator, type = 'union(string, int, date, object)'): Bound =>
    bindTo(source, type, MONGODB);

  test('keeps its shares, in any first rows', () => {
    const made = drawRows(
      bind(mixed([0.6, words()], ['30%', integer()], [0.1, { deep: { at: recent() } }])),
      1000,
    );
    for (const count of [100, 300, 1000]) {
      const first = made.slice(0, count);
      const share = (kind: string): number => first.filter((each) => typeof each === kind).length;
      expect(Math.abs(share('string') - 0.6 * count)).toBeLessThanOrEqual(2);
      expect(Math.abs(share('number') - 0.3 * count)).toBeLessThanOrEqual(2);
      expect(Math.abs(share('object') - 0.1 * count)).toBeLessThanOrEqual(2);
    }
  });

  test('need not sum to 1, and may be none', () => {
    const made = drawRows(bind(mixed([0.2, 'a'], [0.2, 'b'], [0, 'c'])), 100);
    expect(made.filter((each) => each === 'a')).toHaveLength(50);
    expect(made.filter((each) => each === 'b')).toHaveLength(50);
    expect(() => mixed([0, 'a'])).toThrow('at least one of them above 0');
    expect(() => mixed([2, 'a'])).toThrow('A rate is between 0 and 1');
  });

  test('sees the type that suits each', () => {
    const made = drawRows(bind(mixed([0.5, recent()], [0.5, integer()])), 40);
    expect(made.some((each) => each instanceof Date)).toBe(true);
    expect(made.every((each) => each instanceof Date || typeof each === 'number')).toBe(true);
  });

  test.each<[string, unknown, string]>([
    ['int, string', words(), 'text'],
    ['int, string', maybe('10%', edge(words(), {})), 'text'],
    ['string, int', integer(), 'integer'],
    ['string, double', integer(), 'float'],
    ['string, date', recent(), 'timestamp'],
    ['string, objectId', objectId(), 'objectid'],
    ['string, bool', oneOf([true, false]), 'boolean'],
    ['int, string', weighted({ a: 1 }), 'text'],
    ['int, object', record({ a: 1 }), 'document'],
    ['int, object', { a: words() }, 'document'],
    ['object, map(int)', mapOf(words(), 1), 'map'],
    ['int, string', 7, 'integer'],
    ['int, double', 7.5, 'float'],
    ['int, date', new Date(0), 'timestamp'],
    ['int, string', () => 7, 'union'],
    ['int, bool', words(), 'union'],
    ['int, bool', null, 'union'],
  ])('of union(%s)', (types, source, kind) => {
    expect(branchType(new FakeSite(`union(${types})`, MONGODB).type, source).kind).toBe(kind);
  });

  test('tells lists by their elements, and documents by their fields', () => {
    const { type } = new FakeSite('union(int[], string[])', MONGODB);
    expect(branchType(type, listOf(words()))).toMatchObject({ element: { kind: 'text' } });
    expect(branchType(type, listOf(integer()))).toMatchObject({ element: { kind: 'integer' } });
    expect(branchType(type, ['a'])).toMatchObject({ element: { kind: 'text' } });
    const field = (name: string) => ({
      name,
      type: { kind: 'boolean' } as const,
      nullable: false,
      optional: false,
    });
    const documents = {
      kind: 'union',
      of: [
        { kind: 'document', fields: [field('a')] },
        { kind: 'document', fields: [field('b'), field('c')] },
      ],
    } as const;
    expect(branchType(documents, record({ c: 1, b: 2 }))).toBe(documents.of[1]);
    expect(branchType(documents, record({ a: 1, b: 2 }))).toBe(documents.of[0]);
  });
});

describe('record()', () => {
  /** The type of a column whose documents have fields, as facts list them. */
  const fieldsOf = (columns: Readonly<Record<string, string>>): FakeSite => {
    const facts = Object.entries(columns).map(
      ([name, line]) => [name, parseColumn(name, line, 'mongodb')] as const,
    );
    const [column] = foldDocuments(new Map(facts)).values();
    return Object.assign(new FakeSite('int'), { type: column!.type });
  };

  test('knows the types of fields, in lists, maps and mixtures of types', () => {
    const columns = { at: 'date not null', text: 'string(3) not null' };
    for (const [outer, prefix, wrap] of [
      ['object[]', 'v', (made: Generator) => listOf(made, { min: 1 })],
      ['map(object)', 'v.*', (made: Generator) => mapOf(words(), made, { min: 1 })],
      ['union(int, object)', 'v', (made: Generator) => made],
      ['object', 'v', (made: Generator) => made],
    ] as const) {
      const site = fieldsOf({
        v: outer,
        ...Object.fromEntries(
          Object.entries(columns).map(([name, line]) => [`${prefix}.${name}`, line]),
        ),
      });
      const bound = wrap(record({ at: recent(), text: words() })).bind(site);
      for (const value of drawRows(bound, 20)) {
        const documents = (
          Object.hasOwn(value as object, 'at') ? [value] : Object.values(value as object)
        ) as { at: unknown; text: string }[];
        for (const { at, text } of documents) {
          expect(at).toBeInstanceOf(Date);
          expect(text.length).toBeLessThanOrEqual(3);
        }
      }
    }
  });

  test('leaves out fields that are undefined', () => {
    const made = drawRows(bindTo(record({ a: optional('50%', 1), b: 2 }), 'jsonb'), 100);
    expect(made.filter((each) => !('a' in each))).toHaveLength(50);
    expect(made.every((each) => each.b === 2)).toBe(true);
  });
});

test('what is inside a source is found by its path', () => {
  const source = optional('10%', listOf(record({ a: words(), b: mapOf(code(), { c: 1 }) })));
  expect(partsOf(source).map(({ path }) => path)).toEqual([
    '',
    '',
    '[]',
    '[].a',
    '[].b',
    '[].b{}',
    '[].b.*',
    '[].b.*.c',
  ]);
});
