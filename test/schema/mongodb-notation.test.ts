import { describe, expect, it } from 'vitest';
import type { ColumnType } from '../../src/schema/column-type.ts';
import { formatType, parseType } from '../../src/schema/type-notation.ts';

const TEXT: ColumnType = { kind: 'text', length: null, fixed: false, caseless: false };

describe("BSON's types", () => {
  it.each<[string, ColumnType]>([
    ['int', { kind: 'integer', bits: 32, unsigned: false }],
    ['long', { kind: 'integer', bits: 64, unsigned: false }],
    ['double', { kind: 'float', bits: 64 }],
    ['decimal', { kind: 'decimal', precision: null, scale: null }],
    ['string', TEXT],
    ['string caseless', { ...TEXT, caseless: true }],
    ['string(20) caseless[]', { kind: 'array', element: { ...TEXT, length: 20, caseless: true } }],
    ['date', { kind: 'timestamp', precision: 3, zoned: true }],
    ['uuid', { kind: 'uuid' }],
    ['json', { kind: 'json', binary: false }],
    ['timestamp', { kind: 'other', name: 'timestamp' }],
    ['regex', { kind: 'other', name: 'regex' }],
    ['null', { kind: 'other', name: 'null' }],
    ['geoPoint', { kind: 'spatial', shape: 'point', srid: 4326 }],
    ['geoJson', { kind: 'spatial', shape: 'geometry', srid: 4326 }],
    ['map(string)', { kind: 'map', value: TEXT }],
    [
      'map(day, object[])',
      map({ kind: 'date' }, { kind: 'array', element: { kind: 'document', fields: [] } }),
    ],
    [
      'map(objectId, map(int))',
      map(
        { kind: 'objectid' },
        { kind: 'map', value: { kind: 'integer', bits: 32, unsigned: false } },
      ),
    ],
    [
      'union(string, objectId, object)',
      { kind: 'union', of: [TEXT, { kind: 'objectid' }, { kind: 'document', fields: [] }] },
    ],
  ])('%s is spelled so, and read back', (text, type) => {
    expect(formatType(type, 'mongodb')).toBe(text);
    expect(parseType(`${text} not null`, 'mongodb')).toEqual({ type, rest: 'not null' });
  });
});

function map(key: ColumnType, value: ColumnType): ColumnType {
  return { kind: 'map', value, key };
}
