import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TableFacts } from '../../src/schema/facts.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../support/servers.ts';
import { select, snapshot } from './support/database.ts';
import { looseFactory, type LooseFactory } from './support/loose-factory.ts';

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
  '\\.',
  '\\t',
  'NULL',
  'null',
  '{}',
  '{a,b}',
  '(a,b)',
  'a,b',
  ' spaced ',
  '$1',
  '%s',
  '--',
  '/*',
  'émile',
  '日本語',
  '👩‍👩‍👧',
  '\u202eright to left',
  '\u0001\u001f\u007f',
  '\u00a0',
  '\ufeff',
  'x'.repeat(70_000),
] as const;

/** A value, and what the server prints of it; the same text, if left out. */
type Sample = readonly [unknown, string?];

/** Columns of every kind, with the type's facts and samples. */
const COLUMNS: Readonly<
  Record<string, { ddl: string; facts?: string; samples: readonly Sample[] }>
> = {
  a_smallint: {
    ddl: 'smallint',
    samples: [
      [-32768, '-32768'],
      [32767, '32767'],
    ],
  },
  a_bigint: {
    ddl: 'bigint',
    samples: [
      [-9223372036854775808n, '-9223372036854775808'],
      [9223372036854775807n, '9223372036854775807'],
      [0, '0'],
    ],
  },
  a_numeric: {
    ddl: 'numeric',
    facts: 'decimal',
    samples: [
      ['123456789012345678901234567890.123456789'],
      [1e21, '1000000000000000000000'],
      [-0.1, '-0.1'],
      ['NaN'],
    ],
  },
  a_real: {
    ddl: 'real',
    samples: [
      [1.5, '1.5'],
      [3.4e38, '3.4e+38'],
    ],
  },
  a_double: {
    ddl: 'double precision',
    facts: 'double',
    samples: [
      [0.1, '0.1'],
      [-0, '-0'],
      [5e-324, '5e-324'],
      [Infinity, 'Infinity'],
      [-Infinity, '-Infinity'],
      [NaN, 'NaN'],
    ],
  },
  a_boolean: {
    ddl: 'boolean',
    samples: [
      [true, 'true'],
      [false, 'false'],
    ],
  },
  a_text: { ddl: 'text', samples: AWKWARD_TEXTS.map((text) => [text] as const) },
  a_char: { ddl: 'char(3)', samples: [['a'], ['日本語']] },
  a_uuid: { ddl: 'uuid', samples: [['5f0c91d2-a4be-4d1e-9c07-9ab3f3c0d7e1']] },
  a_date: {
    ddl: 'date',
    samples: [['infinity'], ['-infinity'], ['0044-03-15 BC'], ['9999-12-31'], ['2024-02-29']],
  },
  a_timestamp: {
    ddl: 'timestamp',
    samples: [[new Date('2024-02-29T23:59:59.999Z'), '2024-02-29 23:59:59.999'], ['infinity']],
  },
  a_timestamptz: {
    ddl: 'timestamptz',
    samples: [
      [new Date('2024-02-29T23:59:59.999Z'), '2024-02-29 23:59:59.999+00'],
      [new Date('0099-01-01T00:00:00Z'), '0099-01-01 00:00:00+00'],
      [new Date('-000043-03-15T12:00:00Z'), '0044-03-15 12:00:00+00 BC'],
      [new Date('0000-06-01T00:00:00Z'), '0001-06-01 00:00:00+00 BC'],
      [new Date('+012345-01-01T00:00:00Z'), '12345-01-01 00:00:00+00'],
      ['infinity'],
      ['-infinity'],
    ],
  },
  a_time: { ddl: 'time', samples: [['23:59:59.999999'], ['24:00:00']] },
  a_timetz: { ddl: 'timetz', samples: [['23:59:59+14:00', '23:59:59+14']] },
  an_interval: {
    ddl: 'interval',
    samples: [['1 year 2 mons -3 days -04:05:06.789'], ['00:00:00']],
  },
  a_json: {
    ddl: 'json',
    samples: [
      [{ a: [1, 'two\n', null] }, '{"a":[1,"two\\n",null]}'],
      ['text', '"text"'],
      [0, '0'],
    ],
  },
  a_jsonb: {
    ddl: 'jsonb',
    samples: [
      [{ 'k"\\': 'tab\t👩‍👩‍👧' }, '{"k\\"\\\\": "tab\\t👩‍👩‍👧"}'],
      [{ nul: 'a\0b', half: 'x\ud83dy' }, '{"nul": "ab", "half": "xy"}'],
      [{ escaped: '\\u0000 \\ud83d' }, '{"escaped": "\\\\u0000 \\\\ud83d"}'],
      [[], '[]'],
      [{ big: 2n ** 70n, small: 5n }, '{"big": "1180591620717411303424", "small": 5}'],
      ['', '""'],
    ],
  },
  a_bytea: {
    ddl: 'bytea',
    samples: [
      [new Uint8Array([0, 9, 10, 13, 92, 255]), '\\x00090a0d5cff'],
      [Buffer.alloc(0), '\\x'],
      [new Uint8Array([1, 2, 3, 4]).subarray(1, 3), '\\x0203'],
    ],
  },
  a_bit: { ddl: 'bit(3)', samples: [['101']] },
  a_varbit: { ddl: 'varbit', samples: [[''], ['10']] },
  an_enum: {
    ddl: 'mood',
    facts: `enum('so so','"ok"','it''s')`,
    samples: [['so so'], ['"ok"'], ["it's"]],
  },
  an_inet: { ddl: 'inet', samples: [['192.0.2.1/24'], ['2001:db8::1', '2001:db8::1/128']] },
  a_macaddr: { ddl: 'macaddr', samples: [['00:00:5e:00:53:01']] },
  a_point: { ddl: 'point', samples: [['(1,2.5)']] },
  a_polygon: { ddl: 'polygon', samples: [['((0,0),(1,1),(1,0))']] },
  a_tsvector: { ddl: 'tsvector', samples: [["'it''s' 'word':1A"]] },
  an_xml: { ddl: 'xml', samples: [['<a b="c">\\t</a>']] },
  money_amount: { ddl: 'money', facts: 'money', samples: [['-12.34', '-$12.34']] },
  a_range: { ddl: 'int4range', facts: 'range(integer)', samples: [['[1,5)'], ['empty'], ['(,)']] },
  a_multirange: {
    ddl: 'datemultirange',
    facts: 'multirange(date)',
    samples: [['{[2024-01-01,2024-02-01)}'], ['{}']],
  },
  a_domain: { ddl: 'short_text', facts: 'text domain public.short_text', samples: [["'\\"]] },
  ints: {
    ddl: 'integer[]',
    samples: [
      [[1, null, -3], '{1,NULL,-3}'],
      [[], '{}'],
      [
        [
          [1, 2],
          [3, 4],
        ],
        '{{1,2},{3,4}}',
      ],
    ],
  },
  booleans: { ddl: 'boolean[]', samples: [[[true, null, false], '{t,NULL,f}']] },
  dates: {
    ddl: 'timestamptz[]',
    samples: [[[new Date('2024-01-01T00:00:00Z')], '{"2024-01-01 00:00:00+00"}']],
  },
  byteas: { ddl: 'bytea[]', samples: [[[new Uint8Array([92]), null], '{"\\\\x5c",NULL}']] },
  boxes: { ddl: 'box[]', samples: [[['(2,2),(1,1)', '(4,4),(3,3)'], '{(2,2),(1,1);(4,4),(3,3)}']] },
  jsonbs: {
    ddl: 'jsonb[]',
    samples: [[[{ a: '"' }, [1, 2], null], '{"{\\"a\\": \\"\\\\\\"\\"}","[1, 2]",NULL}']],
  },
  a_row: {
    ddl: 'address',
    facts: 'row(street text, "House No" integer, tags text[])',
    samples: [
      [
        { street: 'a "b", \\c\n', 'House No': 5, tags: ['x', 'y "z"'] },
        '("a ""b"", \\\\c\n",5,"{x,""y \\\\""z\\\\""""}")',
      ],
      [{ street: '', 'House No': null }, '("",,)'],
    ],
  },
  rows: {
    ddl: 'address[]',
    facts: 'row(street text, "House No" integer, tags text[])[]',
    samples: [[[{ street: 'a,b', 'House No': 1, tags: [] }, null], '{"(\\"a,b\\",1,{})",NULL}']],
  },
};

const DDL = `
  CREATE TYPE mood AS ENUM ('so so', '"ok"', 'it''s');
  CREATE DOMAIN short_text AS text CHECK (length(VALUE) < 9);
  CREATE TYPE address AS (street text, "House No" integer, tags text[]);`;

const SAMPLES = Math.max(...Object.values(COLUMNS).map((column) => column.samples.length));
const NULL_ROW = SAMPLES;

function tableOf(name: string): string {
  const columns = Object.entries(COLUMNS).map(([column, { ddl }]) => `${column} ${ddl}`);
  return `CREATE TABLE ${name} (id integer PRIMARY KEY, ${columns.join(', ')});`;
}

function factsOf(name: string): TableFacts {
  const columns = Object.entries(COLUMNS).map(([column, { ddl, facts }]) => [column, facts ?? ddl]);
  return {
    table: `public.${name}`,
    columns: { id: 'integer not null', ...Object.fromEntries(columns) },
    primaryKey: ['id'],
  };
}

function defineSamples(factory: LooseFactory, name: string): void {
  factory.define(name, {
    count: SAMPLES + 1,
    shape: Object.fromEntries(
      Object.entries(COLUMNS).map(([column, { samples }]) => [
        column,
        ({ index }: { index: number }) =>
          index === NULL_ROW ? null : samples[index % samples.length]![0],
      ]),
    ) as never,
  });
}

forEachServer((server) => {
  let database: TestDatabase;
  let url: string;

  beforeEach(async () => {
    database = await createDatabase(server, 'values');
    url = database.url;
    await runSql(
      url,
      `${DDL} ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET lc_monetary = 'C'`,
    );
    // What the app's sessions are set to must not matter.
    await runSql(
      url,
      `ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET TimeZone = 'Asia/Kolkata';
       ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET DateStyle = 'SQL, DMY';
       ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET standard_conforming_strings = off`,
    );
  });
  afterEach(() => database.drop());

  describe('values of every type arrive as they are', () => {
    it.each(['COPY', 'INSERT'])('by %s', async (way) => {
      await runSql(url, tableOf('samples'));
      if (way === 'INSERT')
        await runSql(url, 'CREATE RULE looked_at AS ON INSERT TO samples DO ALSO NOTHING');
      const before = await snapshot(url);
      const factory = looseFactory({ samples: factsOf('samples') });
      defineSamples(factory, 'samples');
      await factory.up({ url });
      await runSql(url, `ALTER DATABASE "${new URL(url).pathname.slice(1)}" RESET ALL`);
      await runSql(url, `ALTER DATABASE "${new URL(url).pathname.slice(1)}" SET TimeZone = 'UTC'`);
      const found: Record<string, unknown> = {};
      const expected: Record<string, unknown> = {};
      for (const [column, { samples }] of Object.entries(COLUMNS)) {
        const rows = await select<{ text: string | null }>(
          url,
          `SELECT ${column}::text AS text FROM samples ORDER BY id`,
        );
        found[column] = rows.map((row) => row.text);
        expected[column] = rows.map((_, index) => {
          const [value, text] = samples[index % samples.length]!;
          return index === NULL_ROW ? null : (text ?? value);
        });
      }
      expect(found).toEqual(expected);
      await factory.down({ url });
      await runSql(url, `ALTER DATABASE "${new URL(url).pathname.slice(1)}" RESET ALL`);
      expect(await snapshot(url)).toEqual(before);
    });
  });

  it('any text, in a column, an array, a row and a document', async () => {
    await runSql(
      url,
      'CREATE TABLE t (id integer PRIMARY KEY, a text, b text[], c address, d jsonb, e bytea)',
    );
    const text = fc
      .string({ unit: 'binary', maxLength: 12 })
      .map((value) => value.toWellFormed().replaceAll('\0', ''));
    const samples = fc.sample(
      fc.record({
        a: text,
        b: fc.array(fc.option(text)),
        c: fc.record({ street: text, 'House No': fc.integer({ max: 99 }), tags: fc.array(text) }),
        d: fc
          .jsonValue()
          .filter(
            (value) =>
              value !== null &&
              !JSON.stringify(value).includes('\\u') &&
              !/[^e]-0\b|e/.test(JSON.stringify(value)),
          ),
        e: fc.uint8Array(),
      }),
      { numRuns: 400, seed: 20260101 },
    );
    const factory = looseFactory({
      t: {
        table: 'public.t',
        columns: {
          id: 'integer not null',
          a: 'text',
          b: 'text[]',
          c: 'row(street text, "House No" integer, tags text[])',
          d: 'jsonb',
          e: 'bytea',
        },
        primaryKey: ['id'],
      },
    });
    const from =
      (key: 'a' | 'b' | 'c' | 'd' | 'e') =>
      ({ index }: { index: number }): never =>
        samples[index]![key] as never;
    factory.define('t', {
      count: samples.length,
      shape: { a: from('a'), b: from('b'), c: from('c'), d: from('d'), e: from('e') },
    });
    await factory.up({ url });
    const rows = await select<Record<string, unknown>>(
      url,
      `SELECT a, b, (c).street, (c)."House No" AS number, (c).tags, d, e FROM t ORDER BY id`,
    );
    expect(rows).toEqual(
      samples.map(({ a, b, c, d, e }) => ({
        a,
        b,
        street: c.street,
        number: c['House No'],
        tags: c.tags,
        d,
        e: Buffer.from(e),
      })),
    );
  });
});
