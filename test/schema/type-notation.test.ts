import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INTERVAL_FIELDS, storageType, type ColumnType } from '../../src/schema/column-type.ts';
import { formatType, parseType } from '../../src/schema/type-notation.ts';
import { rejection } from '../support/errors.ts';

describe('type notation', () => {
  it.each<[string, ColumnType]>([
    ['bigint unsigned', { kind: 'integer', bits: 64, unsigned: true }],
    ['decimal(5,-2)', { kind: 'decimal', precision: 5, scale: -2 }],
    ['varchar(40)[]', { kind: 'array', element: text({ length: 40 }) }],
    ['citext', text({ caseless: true })],
    ['char(3) caseless', text({ length: 3, fixed: true, caseless: true })],
    ['bpchar', text({ fixed: true })],
    ['bpchar caseless', text({ fixed: true, caseless: true })],
    ['bit', { kind: 'bits', length: null, varying: false }],
    ['bit(1)', { kind: 'bits', length: 1, varying: false }],
    ['interval(3)', { kind: 'interval', precision: 3 }],
    ['interval year to month', { kind: 'interval', precision: null, fields: 'year to month' }],
    ['interval day to second(3)', { kind: 'interval', precision: 3, fields: 'day to second' }],
    [
      'interval hour[]',
      { kind: 'array', element: { kind: 'interval', precision: null, fields: 'hour' } },
    ],
    ['timestamptz(3)', { kind: 'timestamp', precision: 3, zoned: true }],
    ["enum('a','it''s, (')", { kind: 'enum', labels: ['a', "it's, ("] }],
    ['multirange(date)', { kind: 'range', element: { kind: 'date' }, multi: true }],
    [
      'row(street text, "House No" integer)',
      {
        kind: 'composite',
        fields: [
          { name: 'street', type: text({}) },
          { name: 'House No', type: { kind: 'integer', bits: 32, unsigned: false } },
        ],
      },
    ],
    ['vector(3)', { kind: 'other', name: 'vector(3)' }],
    ['public."Odd Type"', { kind: 'other', name: 'public."Odd Type"' }],
    ['"char"', { kind: 'other', name: '"char"' }],
  ])('%s', (notation, type) => {
    expect(formatType(type)).toBe(notation);
    expect(parseType(`${notation} not null`)).toEqual({ type, rest: 'not null' });
  });

  it('reads every type back as it was', () => {
    fc.assert(
      fc.property(anyType, (type) => {
        const notation = formatType(type);
        expect(parseType(notation)).toEqual({ type: storageType(type), rest: '' });
        expect(parseType(`${notation} not null`).rest).toBe('not null');
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['', '(', 'enum(a)', "enum('a", 'range()', 'varchar(x)', 'row(a)'])(
    'refuses %j',
    async (notation) => {
      const error = await rejection(Promise.resolve().then(() => parseType(notation)));
      expect(error.code).toBe('DEFINITION_INVALID');
    },
  );
});

describe('storageType', () => {
  it('leaves no domain, however deep', () => {
    fc.assert(
      fc.property(anyType, (type) => {
        expect(JSON.stringify(storageType(type))).not.toContain('"kind":"domain"');
      }),
    );
  });
});

function text(more: { length?: number; fixed?: boolean; caseless?: boolean }): ColumnType {
  return { kind: 'text', length: null, fixed: false, caseless: false, ...more };
}

const length = fc.integer({ min: 1, max: 10_000 });
/** A length, or null for none. */
const bound = fc.option(length);
const digits = fc.integer({ min: 0, max: 6 });
const OTHER_NAMES = [
  'ltree',
  'hstore',
  'pg_lsn',
  'vector(3)',
  'geometry(Point,4326)',
  '"char"',
  'public.thing',
  '"Sales Team"."Odd ""Type"""',
];

const leaf: fc.Arbitrary<ColumnType> = fc.oneof(
  fc.record({
    kind: fc.constant('integer' as const),
    bits: fc.constantFrom(8 as const, 16 as const, 24 as const, 32 as const, 64 as const),
    unsigned: fc.boolean(),
  }),
  fc.oneof(
    fc.constant({ kind: 'decimal' as const, precision: null, scale: null }),
    fc.record({
      kind: fc.constant('decimal' as const),
      precision: fc.integer({ min: 1, max: 1000 }),
      scale: fc.integer({ min: -1000, max: 1000 }),
    }),
  ),
  fc.record({
    kind: fc.constant('float' as const),
    bits: fc.constantFrom(32 as const, 64 as const),
  }),
  fc.record({
    kind: fc.constant('text' as const),
    length: bound,
    fixed: fc.boolean(),
    caseless: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom('timestamp' as const, 'time' as const),
    precision: digits,
    zoned: fc.boolean(),
  }),
  fc.oneof(
    fc.record({ kind: fc.constant('interval' as const), precision: fc.option(digits) }),
    fc.record({
      kind: fc.constant('interval' as const),
      precision: fc.option(digits),
      fields: fc.constantFrom(...INTERVAL_FIELDS),
    }),
  ),
  fc.record({ kind: fc.constant('json' as const), binary: fc.boolean() }),
  fc.record({ kind: fc.constant('bytes' as const), length: bound }),
  fc.record({ kind: fc.constant('bits' as const), length: bound, varying: fc.boolean() }),
  fc.record({
    kind: fc.constant('enum' as const),
    labels: fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('network' as const),
    name: fc.constantFrom(
      'inet' as const,
      'cidr' as const,
      'macaddr' as const,
      'macaddr8' as const,
    ),
  }),
  fc.record({
    kind: fc.constant('geometric' as const),
    name: fc.constantFrom(
      ...(['point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle'] as const),
    ),
  }),
  fc.record({
    kind: fc.constant('search' as const),
    name: fc.constantFrom('tsvector' as const, 'tsquery' as const),
  }),
  fc.constantFrom<ColumnType>(
    { kind: 'boolean' },
    { kind: 'money' },
    { kind: 'uuid' },
    { kind: 'date' },
    { kind: 'xml' },
  ),
  fc.record({ kind: fc.constant('other' as const), name: fc.constantFrom(...OTHER_NAMES) }),
);

const { type: anyType } = fc.letrec<{ type: ColumnType }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({ kind: fc.constant('array' as const), element: tie('type') }),
    fc.record({ kind: fc.constant('range' as const), element: tie('type'), multi: fc.boolean() }),
    fc.record({
      kind: fc.constant('composite' as const),
      fields: fc.array(
        fc.record({ name: fc.string({ unit: 'binary', minLength: 1 }), type: tie('type') }),
        { maxLength: 3 },
      ),
    }),
    fc.record({
      kind: fc.constant('domain' as const),
      schema: fc.string(),
      name: fc.string(),
      base: tie('type'),
      notNull: fc.boolean(),
      checks: fc.constant([]),
    }),
  ),
}));
