import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TableFacts } from '../../../src/schema/facts.ts';
import {
  createDatabase,
  forEachMysql,
  runMysql,
  type TestDatabase,
} from '../../support/servers.ts';
import { looseFactory, type LooseFactory } from '../support/loose-factory.ts';
import { COLUMNS, type Column, type Sample } from './support/columns.ts';
import { select, snapshot } from './support/database.ts';

/** Enough rows for LOAD DATA to be worth it. */
const MANY = 250;
const NULL_ROW = 30;

type Columns = readonly (readonly [string, Column])[];

function tableOf(columns: Columns): string {
  const lines = columns.map(([name, { ddl }]) => `${name} ${ddl}`);
  return `CREATE TABLE samples (id int PRIMARY KEY, ${lines.join(', ')})`;
}

function factsOf(columns: Columns): TableFacts {
  const lines = columns.map(([name, { ddl, facts }]) => [name, facts ?? ddl]);
  return {
    table: 'samples',
    columns: { id: 'int not null', ...Object.fromEntries(lines) },
    primaryKey: ['id'],
  };
}

function sampleAt({ samples }: Column, index: number): Sample {
  return index === NULL_ROW ? [null] : samples[index % samples.length]!;
}

function defineSamples(factory: LooseFactory, columns: Columns, count: number): void {
  factory.define('samples', {
    count,
    shape: Object.fromEntries(
      columns.map(([name, column]) => [
        name,
        ({ index }: { index: number }) => sampleAt(column, index)[0],
      ]),
    ) as never,
  });
}

/** Servers print JSON with other spaces. */
function comparable(column: Column, text: string | null): string | null {
  return column.ddl === 'json' && text !== null ? JSON.stringify(JSON.parse(text)) : text;
}

function expected(column: Column, index: number): string | null {
  const [value, text] = sampleAt(column, index);
  if (value === null) return null;
  if (text !== undefined) return text;
  return column.ddl === 'json' ? JSON.stringify(value) : String(value);
}

forEachMysql((server) => {
  const columns = Object.entries(COLUMNS).filter(
    ([, { only }]) => only === undefined || only === server.kind,
  );
  let database: TestDatabase;
  let url: string;

  beforeEach(async () => {
    database = await createDatabase(server, 'values');
    url = database.url;
  });
  afterEach(() => database.drop());

  it.each([
    ['LOAD DATA', MANY],
    ['INSERT', NULL_ROW + 1],
  ])('values of every type arrive as they are, by %s', async (_, count) => {
    await runMysql(url, tableOf(columns));
    const before = await snapshot(url);
    const factory = looseFactory({ samples: factsOf(columns) }, 'mysql');
    defineSamples(factory, columns, count);
    await factory.up({ url });
    for (const [name, column] of columns) {
      const read = column.read?.(name) ?? `CAST(${name} AS CHAR)`;
      const rows = await select<{ text: string | null }>(
        url,
        `SELECT ${read} AS text FROM samples ORDER BY id`,
      );
      expect([name, rows.map((row) => comparable(column, row.text))]).toEqual([
        name,
        rows.map((_row, index) => expected(column, index)),
      ]);
    }
    await factory.down({ url });
    expect(await snapshot(url)).toEqual(before);
  });

  it.each([
    ['LOAD DATA', 400],
    ['INSERT', 150],
  ])('any text, document and bytes, by %s', async (_, count) => {
    await runMysql(
      url,
      'CREATE TABLE t (id int PRIMARY KEY, a text COLLATE utf8mb4_bin, d json, e blob)',
    );
    const text = fc
      .string({ unit: 'binary', maxLength: 12 })
      .map((value) => value.toWellFormed().replaceAll('\0', ''));
    const samples = fc.sample(
      fc.record({
        a: text,
        d: fc
          .jsonValue()
          .filter(
            (value) =>
              value !== null &&
              !JSON.stringify(value).includes('\\u') &&
              !/-0\b|e|\d\.\d/.test(JSON.stringify(value)),
          ),
        e: fc.uint8Array(),
      }),
      { numRuns: count, seed: 20260101 },
    );
    const factory = looseFactory(
      {
        t: {
          table: 't',
          columns: { id: 'int not null', a: 'text binary', d: 'json', e: 'blob' },
          primaryKey: ['id'],
        },
      },
      'mysql',
    );
    const from =
      (key: 'a' | 'd' | 'e') =>
      ({ index }: { index: number }): never =>
        samples[index]![key] as never;
    factory.define('t', { count, shape: { a: from('a'), d: from('d'), e: from('e') } });
    await factory.up({ url });
    const rows = await select<Record<string, unknown>>(
      url,
      'SELECT a, CAST(d AS CHAR) AS d, e FROM t ORDER BY id',
    );
    expect(rows.map(({ a, d, e }) => ({ a, d: JSON.parse(String(d)) as unknown, e }))).toEqual(
      // JSON has no minus zero.
      samples.map(({ a, d, e }) => ({
        a,
        d: JSON.parse(JSON.stringify(d)) as unknown,
        e: Buffer.from(e),
      })),
    );
  });

  describe('sessions are ours', () => {
    it('whatever the server’s mode and zone are', async () => {
      await runMysql(
        url,
        'CREATE TABLE t (id int PRIMARY KEY, at timestamp NOT NULL, e varchar(3))',
      );
      const factory = looseFactory(
        {
          t: {
            table: 't',
            columns: { id: 'int not null', at: 'timestamp not null', e: 'varchar(3)' },
            primaryKey: ['id'],
          },
        },
        'mysql',
      );
      factory.define('t', {
        count: 2,
        shape: { at: new Date('2024-03-31T01:30:00Z'), e: 'abc' },
      });
      await runMysql(url, `SET GLOBAL sql_mode = '', GLOBAL time_zone = '+05:30'`);
      try {
        await factory.up({ url });
      } finally {
        await runMysql(url, `SET GLOBAL sql_mode = DEFAULT, GLOBAL time_zone = 'SYSTEM'`);
      }
      expect(await select(url, 'SELECT at FROM t')).toEqual([
        { at: '2024-03-31 01:30:00' },
        { at: '2024-03-31 01:30:00' },
      ]);
    });
  });
});
