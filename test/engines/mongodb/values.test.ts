import fc from 'fast-check';
import { BSON, type Document } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  bytes,
  decimal,
  edge,
  float,
  integer,
  listOf,
  paragraph,
  recent,
  shape,
} from '../../../generators/catalog.ts';
import { typeEdgeNames } from '../../../generators/edges.ts';
import type { Generator } from '../../../generators/generator.ts';
import { geoJsonOf } from '../../../src/engines/mongodb/geo-json.ts';
import { parseColumn, type TableFacts } from '../../../src/schema/facts.ts';
import {
  createDatabase,
  forEachMongodb,
  withMongodb,
  type TestDatabase,
} from '../../support/servers.ts';
import { looseFactory, type LooseFactory } from '../support/loose-factory.ts';

/** What a definition says, and what is stored for it, as MongoDB Extended JSON. */
type Sample = readonly [value: unknown, stored: unknown];

/** Minimum, maximum and odd values of every type, by its line in the facts. */
const TYPES: Readonly<Record<string, readonly Sample[]>> = {
  int: [
    [-2_147_483_648, { $numberInt: '-2147483648' }],
    [2_147_483_647, { $numberInt: '2147483647' }],
    [0, { $numberInt: '0' }],
    ['7', { $numberInt: '7' }],
  ],
  long: [
    [-9_223_372_036_854_775_808n, { $numberLong: '-9223372036854775808' }],
    [9_223_372_036_854_775_807n, { $numberLong: '9223372036854775807' }],
    [5, { $numberLong: '5' }],
    [Number.MAX_SAFE_INTEGER, { $numberLong: '9007199254740991' }],
  ],
  double: [
    [5, { $numberDouble: '5.0' }],
    [Number.MAX_VALUE, { $numberDouble: '1.7976931348623157e+308' }],
    [5e-324, { $numberDouble: '5e-324' }],
    [-0.1, { $numberDouble: '-0.1' }],
  ],
  decimal: [
    ['0.10', { $numberDecimal: '0.10' }],
    [12.5, { $numberDecimal: '12.5' }],
    [
      '9.999999999999999999999999999999999E+6144',
      { $numberDecimal: '9.999999999999999999999999999999999E+6144' },
    ],
    ['-1E-6176', { $numberDecimal: '-1E-6176' }],
  ],
  bool: [
    [true, true],
    [false, false],
  ],
  date: [
    [new Date('0001-01-01T00:00:00Z'), { $date: { $numberLong: '-62135596800000' } }],
    [new Date('9999-12-31T23:59:59.999Z'), { $date: { $numberLong: '253402300799999' } }],
    ['2024-02-29T12:00:00Z', { $date: { $numberLong: '1709208000000' } }],
  ],
  day: [['2024-02-29', { $date: { $numberLong: '1709164800000' } }]],
  string: [
    ['', ''],
    ["O'Brien 🎉 \u2028\t\n", "O'Brien 🎉 \u2028\t\n"],
    ['x'.repeat(100_000), 'x'.repeat(100_000)],
  ],
  objectId: [
    ['000000000000000000000000', { $oid: '000000000000000000000000' }],
    ['ffffffffffffffffffffffff', { $oid: 'ffffffffffffffffffffffff' }],
  ],
  uuid: [
    [
      '00000000-0000-4000-8000-000000000001',
      { $binary: { base64: 'AAAAAAAAQACAAAAAAAAAAQ==', subType: '04' } },
    ],
  ],
  binData: [
    [new Uint8Array(), { $binary: { base64: '', subType: '00' } }],
    [new Uint8Array([0, 127, 128, 255]), { $binary: { base64: 'AH+A/w==', subType: '00' } }],
  ],
  json: [
    [
      { a: [1, { b: null }], 'dotted.key': true },
      { a: [{ $numberInt: '1' }, { b: null }], 'dotted.key': true },
    ],
    [{}, {}],
    [[], []],
    [1.5, { $numberDouble: '1.5' }],
  ],
  'string[]': [
    [[], []],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
  ],
  'long[]': [
    [
      [1, null],
      [{ $numberLong: '1' }, null],
    ],
  ],
  'int[][]': [
    [
      [[1], []],
      [[{ $numberInt: '1' }], []],
    ],
  ],
  'map(double)': [
    [
      { de: 1, en: 2 },
      { de: { $numberDouble: '1.0' }, en: { $numberDouble: '2.0' } },
    ],
  ],
  'union(int, string, objectId, bool)': [
    [1, { $numberInt: '1' }],
    ['one', 'one'],
    ['0123456789abcdef01234567', { $oid: '0123456789abcdef01234567' }],
    [true, true],
  ],
  geoPoint: [
    [
      'POINT(12.5 -41.25)',
      { type: 'Point', coordinates: [{ $numberDouble: '12.5' }, { $numberDouble: '-41.25' }] },
    ],
  ],
  regex: [['^a.*z$', { $regularExpression: { pattern: '^a.*z$', options: '' } }]],
  javascript: [['function () {}', { $code: 'function () {}' }]],
  timestamp: [[1_700_000_000, { $timestamp: { t: 1_700_000_000, i: 1 } }]],
  minKey: [[0, { $minKey: 1 }]],
  maxKey: [[0, { $maxKey: 1 }]],
};

/** FerretDB keeps no such values. */
const NOT_EVERYWHERE = /^(?:javascript|minKey|maxKey)$/;

function factoryFor(columns: Readonly<Record<string, string>>): LooseFactory {
  const facts: TableFacts = {
    table: 'samples',
    columns: { _id: 'int not null', ...columns },
    primaryKey: ['_id'],
  };
  return looseFactory({ samples: facts }, 'mongodb');
}

forEachMongodb((server) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase(server, 'values');
  });
  afterEach(() => database.drop());

  /** Documents as they are stored, every type named. */
  async function stored(): Promise<readonly Document[]> {
    return withMongodb(database.url, async (client) => {
      const found = client.db().collection('samples').find({}, { promoteValues: false });
      const documents = await found.sort({ _id: 1 }).toArray();
      return documents.map(
        (each) => JSON.parse(BSON.EJSON.stringify(each, { relaxed: false })) as Document,
      );
    });
  }

  const types = Object.entries(TYPES).filter(
    ([type]) => !server.name.startsWith('FerretDB') || !NOT_EVERYWHERE.test(type),
  );

  it.each(types)('%s: the least, the greatest and odd values', async (type, samples) => {
    const factory = factoryFor({ value: type });
    factory.define('samples', {
      count: samples.length + 1,
      shape: { value: ({ index }) => (samples[index]?.[0] ?? null) as never },
    });
    await factory.up({ url: database.url });
    const values = (await stored()).map((document) => document['value'] as unknown);
    expect(values).toEqual([...samples.map(([, value]) => value), null]);
    await factory.down({ url: database.url });
    expect(await stored()).toEqual([]);
  });

  it('every edge case of every type is taken, and every value of its generators', async () => {
    const generators = {
      'int not null': integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      'long not null': integer(),
      'double not null': float(),
      'decimal not null': decimal({ scale: 2 }),
      'string not null': paragraph(),
      'string(40) not null': paragraph(),
      'date not null': recent(),
      'day not null': recent(),
      'binData not null': bytes(),
      'string[] not null': listOf(paragraph()),
      'geoPolygon not null': shape(),
      'geoMultiPolygon not null': shape(),
      'geoGeometryCollection not null': shape(),
    };
    const columns = Object.keys(generators).map((line, place) => [`c${place}`, line] as const);
    const factory = factoryFor(Object.fromEntries(columns));
    const shapes = Object.entries(generators).map(([line, generator], place) => {
      const names = typeEdgeNames(parseColumn('c', line, 'mongodb').type);
      const rates = Object.fromEntries(names.map((name) => [name, '4%' as const]));
      return [
        `c${place}`,
        names.length === 0 ? generator : edge(generator as Generator, rates),
      ] as const;
    });
    factory.define('samples', { count: 500, shape: Object.fromEntries(shapes) as never });
    await factory.up({ url: database.url });
    const documents = await stored();
    expect(documents).toHaveLength(500);
    for (const [name, line] of columns) {
      expect([line, kindsOf(documents.map((each) => each[name] as unknown))]).toEqual([
        line,
        [
          line.startsWith('string ') || line.startsWith('string(')
            ? 'string'
            : (KINDS[line.split(' ')[0]!] ?? 'object'),
        ],
      ]);
    }
  });

  it('any document of JSON arrives as it is', async () => {
    const samples = fc.sample(
      fc.dictionary(
        fc
          .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
          .map((key) => key.replaceAll(/[.$\0]/g, '_')),
        fc.jsonValue({ noUnicodeString: false }),
      ),
      { numRuns: 200, seed: 20260101 },
    );
    // Keys of BSON end at a NUL.
    const plain = samples.map(
      (each) => JSON.parse(JSON.stringify(each).replaceAll('\\u0000', '')) as object,
    );
    const factory = factoryFor({ value: 'json not null' });
    factory.define('samples', {
      count: plain.length,
      shape: { value: ({ index }) => plain[index] as never },
    });
    await factory.up({ url: database.url });
    const found = await withMongodb(database.url, (client) =>
      client.db().collection('samples').find({}).sort({ _id: 1 }).toArray(),
    );
    expect(found.map(({ value }) => value as unknown)).toEqual(plain);
  });
});

/** What Extended JSON calls a value of a type. */
const KINDS: Readonly<Record<string, string>> = {
  int: '$numberInt',
  long: '$numberLong',
  double: '$numberDouble',
  decimal: '$numberDecimal',
  date: '$date',
  day: '$date',
  binData: '$binary',
};

function kindsOf(values: readonly unknown[]): readonly string[] {
  const kinds = values.map((value) => {
    if (typeof value !== 'object' || value === null) return typeof value;
    const [first = ''] = Object.keys(value);
    return first.startsWith('$') ? first : 'object';
  });
  return [...new Set(kinds)];
}

describe('GeoJSON', () => {
  it.each([
    ['POINT(1 2)', { type: 'Point', coordinates: [1, 2] }],
    [
      'LINESTRING(1 2,3.5 -4)',
      {
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3.5, -4],
        ],
      },
    ],
    [
      'POLYGON((0 0,1 0,1 1,0 0))',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
    ],
    [
      'MULTIPOINT(1 2,3 4)',
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      'GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(1 2,3 4))',
      {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Point', coordinates: [1, 2] },
          {
            type: 'LineString',
            coordinates: [
              [1, 2],
              [3, 4],
            ],
          },
        ],
      },
    ],
    ['CIRCLE(1 2)', undefined],
    ['POINT(one two)', undefined],
    ['POINT()', undefined],
  ])('of %s', (text, expected) => {
    expect(geoJsonOf(text)).toEqual(expected);
  });
});
