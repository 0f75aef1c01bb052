import type { ServerKind } from '../../../support/servers.ts';

const AWKWARD_TEXTS = [
  '',
  ' ',
  'plain',
  "it's",
  '"quoted"',
  'tab\there',
  'line\nbreak',
  'return\rhere',
  '\r\n',
  'back\\slash',
  '\\N',
  '\\',
  'NULL',
  '@variable',
  '?',
  '%s',
  '--',
  '/*',
  'émile',
  '日本語',
  '👩‍👩‍👧',
  '\u202eright to left',
  '\u0001\u001f\u007f\u001a',
  '\ufeff',
  'x'.repeat(20_000),
] as const;

/** A value, and what the server says it has; the value's text, if left out. */
export type Sample = readonly [unknown, string?];

export interface Column {
  readonly ddl: string;
  /** How generated files spell the type, where that is not its DDL. */
  readonly facts?: string;
  readonly samples: readonly Sample[];
  /** How to read it back as text. */
  readonly read?: (name: string) => string;
  readonly only?: ServerKind;
}

const asHex = (name: string): string => `HEX(${name})`;
const asShape = (name: string): string => `ST_AsText(${name})`;

/** Columns of every kind, with the type's facts, its least and greatest values, and what is between. */
export const COLUMNS: Readonly<Record<string, Column>> = {
  a_tinyint: { ddl: 'tinyint', samples: [[-128], [127], [0]] },
  a_tinyint_unsigned: { ddl: 'tinyint unsigned', samples: [[0], [255]] },
  a_flag: {
    ddl: 'tinyint(1)',
    facts: 'boolean',
    samples: [
      [true, '1'],
      [false, '0'],
    ],
  },
  a_smallint: { ddl: 'smallint', samples: [[-32_768], [32_767]] },
  a_smallint_unsigned: { ddl: 'smallint unsigned', samples: [[0], [65_535]] },
  a_mediumint: { ddl: 'mediumint', samples: [[-8_388_608], [8_388_607]] },
  a_mediumint_unsigned: { ddl: 'mediumint unsigned', samples: [[16_777_215]] },
  an_int: { ddl: 'int', samples: [[-2_147_483_648], [2_147_483_647]] },
  an_int_unsigned: { ddl: 'int unsigned', samples: [[4_294_967_295]] },
  a_bigint: {
    ddl: 'bigint',
    samples: [[-9_223_372_036_854_775_808n], [9_223_372_036_854_775_807n], [0]],
  },
  a_bigint_unsigned: { ddl: 'bigint unsigned', samples: [[18_446_744_073_709_551_615n], [0]] },
  a_decimal: { ddl: 'decimal(10,2)', samples: [[-99_999_999.99], [99_999_999.99], [0.1, '0.10']] },
  a_large_decimal: {
    ddl: 'decimal(65,30)',
    samples: [
      [`${'9'.repeat(35)}.${'9'.repeat(30)}`],
      [`-${'9'.repeat(35)}.${'9'.repeat(30)}`],
      [1e21, `1${'0'.repeat(21)}.${'0'.repeat(30)}`],
    ],
  },
  a_positive_decimal: { ddl: 'decimal(5,3) unsigned', samples: [[0, '0.000'], [99.999]] },
  a_float: {
    ddl: 'float',
    samples: [
      [1.5],
      [3.4028234663852886e38, '3.40282e38'],
      [-3.4028234663852886e38, '-3.40282e38'],
      [1.1754943508222875e-38, '1.17549e-38'],
    ],
  },
  a_small_float: { ddl: 'float(7,4)', samples: [[999.9999], [-999.9999], [0.12346, '0.1235']] },
  a_double: {
    ddl: 'double',
    samples: [
      [0.1],
      [1.7976931348623157e308, '1.7976931348623157e308'],
      [-1.7976931348623157e308, '-1.7976931348623157e308'],
      [2.2250738585072014e-308, '2.2250738585072014e-308'],
    ],
  },
  a_bit: { ddl: 'bit(1)', samples: [['0', '0'], ['1']], read: (name) => `BIN(${name})` },
  some_bits: {
    ddl: 'bit(64)',
    samples: [['1'.repeat(64)], ['0'.repeat(64), '0'], [`1${'0'.repeat(63)}`]],
    read: (name) => `BIN(${name})`,
  },
  a_year: { ddl: 'year', samples: [[1901], [2155], [2024]] },
  a_char: { ddl: 'char(3)', samples: [['abc'], ['日本語'], ['👩‍👩']] },
  a_varchar: { ddl: 'varchar(255)', samples: AWKWARD_TEXTS.slice(0, -1).map((text) => [text]) },
  a_tinytext: { ddl: 'tinytext', samples: [['x'.repeat(255)], ['é'.repeat(127)], ['']] },
  a_text: { ddl: 'text', samples: AWKWARD_TEXTS.map((text) => [text]) },
  a_mediumtext: { ddl: 'mediumtext', samples: [['x'.repeat(70_000)], ['']] },
  a_longtext: { ddl: 'longtext', samples: [['日'.repeat(30_000)]] },
  a_latin_text: {
    ddl: 'varchar(40) character set latin1',
    samples: [['Zoë'], ['naïve – “€”'], ['']],
  },
  a_basic_text: { ddl: 'varchar(40) character set utf8mb3', samples: [['山田太郎'], ['Ω≈ç']] },
  a_binary: {
    ddl: 'binary(3)',
    samples: [
      [new Uint8Array([0, 255, 10]), '00FF0A'],
      [new Uint8Array([9]), '090000'],
    ],
    read: asHex,
  },
  a_varbinary: {
    ddl: 'varbinary(20)',
    samples: [
      [new Uint8Array([0, 9, 10, 13, 92, 255]), '00090A0D5CFF'],
      [Buffer.alloc(0), ''],
      [new Uint8Array([1, 2, 3, 4]).subarray(1, 3), '0203'],
    ],
    read: asHex,
  },
  a_blob: {
    ddl: 'blob',
    samples: [[new Uint8Array(65_535).fill(7), '07'.repeat(65_535)]],
    read: asHex,
  },
  a_longblob: {
    ddl: 'longblob',
    samples: [[new Uint8Array(70_000), '00'.repeat(70_000)]],
    read: asHex,
  },
  an_enum: {
    ddl: `enum('so so','"ok"','it''s','a,b','back\\\\slash')`,
    facts: `enum('so so','"ok"','it''s','a,b','back\\slash')`,
    samples: [['so so'], ['"ok"'], ["it's"], ['a,b'], ['back\\slash']],
  },
  a_set: {
    ddl: `set('ham','it''s hot','olives')`,
    samples: [
      [[], ''],
      [['olives', 'ham'], 'ham,olives'],
      [['ham', "it's hot", 'olives'], "ham,it's hot,olives"],
    ],
  },
  a_json: {
    ddl: 'json',
    samples: [
      [{ a: [1, 'two\n', null] }, '{"a":[1,"two\\n",null]}'],
      [{ 'k"\\': 'tab\t👩‍👩‍👧' }],
      [{ half: 'x\ud83dy' }, '{"half":"xy"}'],
      ['text', '"text"'],
      [0, '0'],
      [[], '[]'],
      [{ big: 2n ** 70n, small: 5n }, '{"big":"1180591620717411303424","small":5}'],
    ],
  },
  a_date: { ddl: 'date', samples: [['1000-01-01'], ['9999-12-31'], ['2024-02-29']] },
  a_time: { ddl: 'time', samples: [['-838:59:59'], ['838:59:59'], ['23:59:59']] },
  a_precise_time: { ddl: 'time(6)', samples: [['23:59:59.999999'], ['00:00:00.000000']] },
  a_datetime: {
    ddl: 'datetime',
    samples: [
      [new Date('1000-01-01T00:00:00Z'), '1000-01-01 00:00:00'],
      [new Date('9999-12-31T23:59:59Z'), '9999-12-31 23:59:59'],
      // A second that this column has no thousandths of.
      [new Date('2024-02-29T23:59:59.999Z'), '2024-02-29 23:59:59'],
    ],
  },
  a_precise_datetime: {
    ddl: 'datetime(3)',
    samples: [[new Date('2024-02-29T23:59:59.999Z'), '2024-02-29 23:59:59.999']],
  },
  a_timestamp: {
    ddl: 'timestamp NULL',
    facts: 'timestamp',
    samples: [
      [new Date('1970-01-01T00:00:01Z'), '1970-01-01 00:00:01'],
      [new Date('2038-01-19T03:14:07Z'), '2038-01-19 03:14:07'],
      // Clocks in the zone of this database's sessions skip that hour, which must not matter.
      [new Date('2024-03-31T01:30:00Z'), '2024-03-31 01:30:00'],
    ],
  },
  a_precise_timestamp: {
    ddl: 'timestamp(6) NULL',
    facts: 'timestamp(6)',
    samples: [[new Date('2024-02-29T23:59:59.999Z'), '2024-02-29 23:59:59.999000']],
  },
  a_geometry: { ddl: 'geometry', samples: [['POINT(1 2)']], read: asShape },
  a_point: { ddl: 'point', samples: [['POINT(-180 90)'], ['POINT(0.5 -0.25)']], read: asShape },
  a_linestring: { ddl: 'linestring', samples: [['LINESTRING(0 0,1 1)']], read: asShape },
  a_polygon: { ddl: 'polygon', samples: [['POLYGON((0 0,1 0,1 1,0 1,0 0))']], read: asShape },
  a_multipoint: {
    ddl: 'multipoint',
    samples: [['MULTIPOINT(0 0,1 1)']],
    read: (name) =>
      `REPLACE(REPLACE(REPLACE(ST_AsText(${name}), '((', '('), '))', ')'), '),(', ',')`,
  },
  a_multilinestring: {
    ddl: 'multilinestring',
    samples: [['MULTILINESTRING((0 0,1 1),(2 2,3 3))']],
    read: asShape,
  },
  a_multipolygon: {
    ddl: 'multipolygon',
    samples: [['MULTIPOLYGON(((0 0,1 0,1 1,0 0)))']],
    read: asShape,
  },
  a_geometrycollection: {
    ddl: 'geometrycollection',
    samples: [['GEOMETRYCOLLECTION(POINT(0 0),LINESTRING(0 0,1 1))']],
    read: asShape,
  },
  a_place: {
    ddl: 'point SRID 4326',
    facts: 'point srid 4326',
    samples: [['POINT(-73.9857 40.7484)']],
    read: (name) => `ST_AsText(${name}, 'axis-order=long-lat')`,
    only: 'mysql',
  },
  a_vector: {
    ddl: 'vector(3)',
    samples: [['[1,-2.5,3]', '[1.00000e+00,-2.50000e+00,3.00000e+00]']],
    read: (name) => `FROM_VECTOR(${name})`,
    only: 'mysql',
  },
  a_uuid: { ddl: 'uuid', samples: [['5f0c91d2-a4be-4d1e-9c07-9ab3f3c0d7e1']], only: 'mariadb' },
  an_inet6: { ddl: 'inet6', samples: [['2001:db8::1'], ['::']], only: 'mariadb' },
  an_inet4: { ddl: 'inet4', samples: [['198.51.100.7'], ['255.255.255.255']], only: 'mariadb' },
};
