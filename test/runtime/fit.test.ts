import { describe, expect, it } from 'vitest';
import { thrown } from '../support/errors.ts';
import { looseFactory, table } from './support/loose-factory.ts';

/** What a column of a type holds where a definition gives a value. */
function stored(type: string, value: unknown): unknown {
  const factory = looseFactory({ t: table({ id: 'integer not null serial', c: type }) });
  return factory.define('t', { count: 1, shape: { c: () => value } }).row('t', 0)['c'];
}

describe('a value is what the column stores', () => {
  it.each<[type: string, value: unknown, stored: unknown]>([
    ['varchar(3)', 'Annabel', 'Ann'],
    ['varchar(2)', '🦊🦊🦊', '🦊🦊'],
    ['text', 'a\0b\ud800', 'ab\ufffd'],
    ['text', 42, '42'],
    ['text', undefined, null],
    ['smallint', 41.6, 42],
    ['bigint', 2n ** 62n, 2n ** 62n],
    ['bigint', '9007199254740993', 9007199254740993n],
    ['integer', 5n, 5],
    ['decimal(5,2)', 1.239, 1.24],
    ['boolean', false, false],
    ['date', new Date('2026-01-31T23:59:59Z'), '2026-01-31'],
    ['date', '0044-03-15 BC', '0044-03-15 BC'],
    ['timestamptz', '2026-01-31 10:00:00', new Date('2026-01-31T10:00:00Z')],
    ['timestamptz', '2026-01-31T10:00:00+02:00', new Date('2026-01-31T08:00:00Z')],
    ['timestamptz', '2026-01-31', new Date('2026-01-31T00:00:00Z')],
    ['timestamptz', '31 Jan 2026', new Date('2026-01-31T00:00:00Z')],
    ['timestamptz', 'infinity', 'infinity'],
    ['timestamptz', '0044-03-15 00:00:00+00 BC', '0044-03-15 00:00:00+00 BC'],
    ['timestamp(0)', new Date('2026-01-31T10:00:00.999Z'), new Date('2026-01-31T10:00:00Z')],
    ["enum('a','b')", 'b', 'b'],
    ['integer[]', [1.4, null], [1, null]],
    ['uuid', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'],
  ])('%s takes %o as %o', (type, value, wanted) => {
    expect(stored(type, value)).toEqual(wanted);
  });
});

describe('a value that does not fit', () => {
  it.each<[type: string, value: unknown]>([
    ['smallint', 32_768],
    ['smallint', Number.NaN],
    ['smallint', 'many'],
    ['integer', true],
    ['integer unsigned', -1],
    ['bigint', 2n ** 63n],
    ['decimal(5,2)', 1000],
    ['decimal(5,2)', 1000n],
    ['decimal(5,2)', Number.POSITIVE_INFINITY],
    ['decimal', 'much'],
    ['double', true],
    ['boolean', 'yes'],
    ['date', 'tomorrow'],
    ['date', new Date(Number.NaN)],
    ['timestamptz', 'tomorrow'],
    ['timestamptz', new Date(Number.NaN)],
    ['timestamptz', {}],
    ["enum('a','b')", 'c'],
    ['integer[]', [1, 'x']],
    ['uuid', '42'],
    ['integer not null', null],
    ['integer not null', undefined],
  ])('into %s, such as %o, is named with its column and row', (type, value) => {
    const error = thrown(() => stored(type, value));
    expect([error.code, error.where]).toEqual(['VALUE_INVALID', 't.c, row 0']);
  });
});
