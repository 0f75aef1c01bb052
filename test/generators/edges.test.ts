import { describe, expect, test } from 'vitest';
import {
  edge,
  email,
  fullName,
  integer,
  listOf,
  oneOf,
  recent,
  weighted,
} from '../../generators/catalog.ts';
import { typeEdge, typeEdgeNames } from '../../generators/edges.ts';
import { countCharacters } from '../../generators/fit-text.ts';
import type { Row } from '../../generators/generator.ts';
import type { ColumnType } from '../../src/schema/column-type.ts';
import { bindTo, drawRows, fakeRow, FakeSite, NOW } from '../support/fake-site.ts';

const ORDINARY: Readonly<Record<string, unknown>> = {
  text: 'Rosalie Langworth 🦊',
  array: ['a', 'b'],
  integer: 7,
};

function drawEdge(name: string, type: string, ordinary?: unknown): unknown {
  const site = new FakeSite(type);
  const fallback = ordinary ?? ORDINARY[site.type.kind] ?? null;
  return typeEdge(name, site)?.(fakeRow(3), () => fallback);
}

const TYPES = [
  'text',
  'varchar(255)',
  'char(3)',
  'smallint',
  'integer',
  'bigint',
  'integer unsigned',
  'bigint unsigned',
  'decimal',
  'decimal(5,2)',
  'decimal(3,3)',
  'decimal(38,10)',
  'decimal(4,-2)',
  'real',
  'double',
  'money',
  'date',
  'timestamp',
  'timestamptz(0)',
  'timestamp(3)',
  'time',
  'timetz(0)',
  'interval',
  'jsonb',
  'json',
  'xml',
  'bytea',
  'bytea(4)',
  'bit(5)',
  'varbit(9)',
  'inet',
  'cidr',
  'macaddr',
  'point',
  'line',
  'circle',
  'box',
  'tsvector',
  'tsquery',
  "enum('a','b')",
  'text[]',
  'range(integer)',
  'multirange(date)',
  'row(a integer)',
];

describe.each(TYPES)('edge cases of %s', (type) => {
  const site = new FakeSite(type);

  test('are valid for it', () => {
    for (const name of typeEdgeNames(site.type)) {
      expect(problemOf(site.type, drawEdge(name, type)), name).toBeNull();
    }
  });

  test('are the same however often they are drawn', () => {
    for (const name of typeEdgeNames(site.type)) {
      expect(drawEdge(name, type)).toEqual(drawEdge(name, type));
    }
  });
});

test.each(Array.from({ length: 60 }, (_, place) => place + 1))(
  'texts fit %i characters',
  (length) => {
    for (const type of [`varchar(${length})`, `char(${length})`]) {
      const { type: column } = new FakeSite(type);
      for (const name of typeEdgeNames(column)) {
        for (const ordinary of ['', 'x', 'Rosalie Langworth', '🦊🦊🦊🦊🦊🦊', 'a b']) {
          const value = drawEdge(name, type, ordinary);
          expect(problemOf(column, value), `${name} of "${ordinary}"`).toBeNull();
          if (name === 'longest') expect(countCharacters(String(value))).toBe(length);
        }
      }
    }
  },
);

describe('text', () => {
  test('has up to 47 emojis behind the beginning of the ordinary value', () => {
    const made = String(drawEdge('emoji', 'text'));
    expect(made.startsWith('Rosalie Langworth')).toBe(true);
    expect(countCharacters(made.slice('Rosalie Langworth 🦊 '.length))).toBe(47);
    const short = String(drawEdge('emoji', 'varchar(20)'));
    expect(short).toMatch(/^Rosalie La/);
    expect(countCharacters(short)).toBe(20);
  });

  test('is 800 characters long where nothing bounds it', () => {
    const made = String(drawEdge('longest', 'text', '12 Elm Street'));
    expect(made).toMatch(/^12 Elm Street [A-Z][a-z ]+\..*\.$/s);
    expect(made.length).toBe(800);
  });

  test('has one character at least', () => {
    expect(drawEdge('shortest', 'text', '')).toBe('A');
    expect(drawEdge('shortest', 'text', '🦊x')).toBe('🦊');
  });
});

describe('dates', () => {
  const expected = {
    leapDay: '2024-02-29',
    endOfMonth: '2025-02-28',
    newYear: '2026-01-01',
    endOfYear: '2025-12-31',
    epoch: '1970-01-01',
  };
  test.each(Object.entries(expected))('%s is the latest that is past', (name, day) => {
    expect(drawEdge(name, 'date')).toBe(day);
  });

  test('clocks change in the second week of March and on the last Sunday of October', () => {
    expect(drawEdge('dst', 'timestamptz')).toEqual(new Date('2025-03-09T07:00:00Z'));
    expect(drawEdge('dstEnd', 'timestamptz')).toEqual(new Date('2025-11-02T06:00:00Z'));
    expect(drawEdge('dstEurope', 'timestamptz')).toEqual(new Date('2025-03-30T01:00:00Z'));
    expect(drawEdge('dstEuropeEnd', 'timestamptz')).toEqual(new Date('2025-10-26T01:00:00Z'));
  });

  test('keep to the column before them', () => {
    const created = new Date(NOW - 1000);
    const source = recent({ after: 'created_at' });
    const site = new FakeSite('timestamptz', { columns: { created_at: 'timestamptz' } });
    const row = fakeRow(0, { created_at: created });
    const { edge: own } = source as unknown as OwnEdges<Date>;
    expect(own('epoch', site)!(row, () => created)).toEqual(created);
    expect(own('farFuture', site)!(row, () => created)).toEqual(new Date('2099-12-31T23:59:59Z'));
  });
});

describe('generators with edges of their own', () => {
  test('integer() keeps to its range', () => {
    const bound = bindTo(
      edge(integer({ min: 1, max: 10 }), { min: '1%', max: '1%', zero: '1%', negative: '1%' }),
      'integer',
    );
    const made = bound.edges!.map(({ name, index }) => [name, bound.draw(fakeRow(index))]);
    expect(made).toEqual([
      ['min', 1],
      ['max', 10],
      ['zero', 1],
      ['negative', 1],
    ]);
  });

  test('integer() without bounds goes to the ends of the column', () => {
    const bound = bindTo(edge(integer(), { min: '1%', max: '1%', negative: '1%' }), 'bigint');
    const made = bound.edges!.map(({ index }) => bound.draw(fakeRow(index)));
    expect(made).toEqual([-(2n ** 63n), 2n ** 63n - 1n, -1]);
  });

  test('email() stays an address', () => {
    for (const name of ['apostrophe', 'plus', 'hyphen', 'shortest', 'subdomain', 'longest']) {
      for (const length of [24, 30, 60, 100, 254, 320]) {
        const { edge: own } = email() as unknown as OwnEdges<string>;
        const made = own(name, new FakeSite(`varchar(${length})`))!(fakeRow(42), () => '');
        expect(made).toMatch(/^[a-z0-9.+'-]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*\.test$/);
        expect(made).toContain('42');
        expect(made.length).toBeLessThanOrEqual(Math.min(length, 254));
        if (name === 'longest' && length >= 254) expect(made.length).toBe(254);
      }
    }
  });
});

test('an edge case is in its share of the rows, and at its row', () => {
  const bound = bindTo(edge(fullName(), { emoji: '5%', apostrophe: '1%' }), 'varchar(80)');
  const made = Array.from({ length: 10_000 }, (_, index) => bound.edgeAt!(index));
  expect(Math.abs(made.filter((name) => name === 'emoji').length - 500)).toBeLessThanOrEqual(5);
  for (const { name, index } of bound.edges!) expect(bound.edgeAt!(index)).toBe(name);
});

test('an unknown edge case names those there are', () => {
  expect(() => bindTo(edge(fullName(), { emojis: '5%' }), 'text')).toThrow(
    /"emojis".*emoji, longest/,
  );
});

test('lists of edge cases and choices still fit together', () => {
  const source = listOf(edge(weighted({ a: 1, b: 2 }), { longest: '50%' }), { min: 1, max: 3 });
  expect(
    drawRows(bindTo(source, 'varchar(12)[]'), 50)
      .flat()
      .some((each) => each.length === 12),
  ).toBe(true);
  const roles = listOf(oneOf(['a', 'b', 'c']), { min: 3, max: 3, distinct: true });
  for (const made of drawRows(bindTo(roles, 'text[]'), 50)) {
    expect(made.toSorted()).toEqual(['a', 'b', 'c']);
  }
});

interface OwnEdges<T> {
  edge(name: string, site: FakeSite): ((row: Row, ordinary: () => T) => T) | undefined;
}

/** Why a column does not store a value; null where it does. */
function problemOf(type: ColumnType, value: unknown): string | null {
  switch (type.kind) {
    case 'text': {
      if (typeof value !== 'string' || !value.isWellFormed() || value.includes('\0'))
        return 'not storable';
      return countCharacters(value) <= (type.length ?? Infinity) ? null : 'too long';
    }
    case 'integer': {
      const span = 2n ** BigInt(type.bits);
      const min = type.unsigned ? 0n : -span / 2n;
      const whole = BigInt(value as number | bigint);
      return whole >= min && whole < min + span ? null : 'out of range';
    }
    case 'decimal': {
      const [whole = '', fraction = ''] = String(value).replace('-', '').split('.');
      if (/e/.test(String(value))) return 'an exponent';
      const digits = whole.replace(/^0+/, '').length;
      if (type.precision !== null && digits > type.precision - (type.scale ?? 0))
        return 'too large';
      return fraction.length <= Math.max(0, type.scale ?? 2) ? null : 'too precise';
    }
    case 'float':
      return type.bits === 64 || Math.fround(value as number) === value ? null : 'not a single';
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? null : 'not a day';
    case 'time':
      return /^\d\d:\d\d:\d\d(\.\d{1,3})?(\+00)?$/.test(String(value)) &&
        (type.precision > 0 || !String(value).includes('.'))
        ? null
        : 'not a time';
    case 'timestamp': {
      const time = (value as Date).getTime();
      const unit = type.precision === 0 ? 1000 : 1;
      return Number.isFinite(time) && time % unit === 0 ? null : 'not of its precision';
    }
    case 'json':
      return JSON.stringify(value) === undefined ? 'not JSON' : null;
    case 'bytes':
      return (value as Uint8Array).length <= (type.length ?? Infinity) ? null : 'too long';
    case 'bits':
      return String(value).length === (type.length ?? 1) ? null : 'another length';
    case 'enum':
      return type.labels.includes(String(value)) ? null : 'not a label';
    default:
      return value === undefined ? 'undefined' : null;
  }
}
