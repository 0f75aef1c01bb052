import type { Column, KeyPart, Partition, Partitioning } from '../../src/schema/schema.ts';
import type { PartitionRow } from './catalog/queries.ts';
import { columnsIn, readExpression, type Spelling } from './read-expression.ts';

/**
 * Reads how a table is partitioned. Bounds are spelled as PostgreSQL spells them, so that one reader
 * does for both. Subpartitions are always by hash, which leaves no row out.
 *
 * @param rows - of one table, in order
 * @param columns - of the table
 */
export function readPartitioning(
  rows: readonly PartitionRow[],
  columns: readonly Column[],
  spelling: Spelling,
): Partitioning | null {
  const [first] = rows;
  if (first === undefined || /SYSTEM_TIME/i.test(first.method)) return null;
  const key = readKey(first, columns, spelling);
  const partitions = rows.filter(
    (row, place) => rows.findIndex((each) => each.name === row.name) === place,
  );
  const method = first.method.toUpperCase();
  if (method.startsWith('RANGE')) return { strategy: 'range', ...ranges(partitions, key) };
  if (method.startsWith('LIST')) {
    return {
      strategy: 'list',
      key: key.parts,
      partitions: partitions.map((row) => partition(row, listBound(row))),
    };
  }
  return {
    strategy: 'hash',
    key: key.parts,
    partitions: partitions.map((row, place) =>
      partition(row, `FOR VALUES WITH (modulus ${partitions.length}, remainder ${place})`),
    ),
  };
}

interface PartitionKey {
  readonly parts: readonly KeyPart[];
  /** A bound on the expression, as the same bound on its column. */
  readonly onColumn: (bound: string) => string;
}

/** Functions that keep the order of what they are called with: a bound on one is a bound on its column. */
const MONOTONE: Readonly<Record<string, (bound: number) => string>> = {
  year: (year) => `'${String(year).padStart(4, '0')}-01-01'`,
  to_days: (day) => `'${isoDay((day - DAYS_TO_1970) * 86_400_000)}'`,
  unix_timestamp: (second) =>
    `'${new Date(second * 1000).toISOString().slice(0, 19)}'`.replace('T', ' '),
};
/** What MySQL's TO_DAYS() gives for the first of January 1970. */
const DAYS_TO_1970 = 719_528;

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function readKey(
  { expression }: PartitionRow,
  columns: readonly Column[],
  spelling: Spelling,
): PartitionKey {
  const sql = readExpression(expression ?? '', spelling);
  const names = columns.map((column) => column.name);
  const known = columnsIn(sql, names);
  const plain = sql.split(',').map((part) => part.trim().replaceAll('`', ''));
  if (plain.every((name) => names.includes(name))) {
    return {
      parts: plain.map((column) => ({ kind: 'column', column })),
      onColumn: (bound) => bound,
    };
  }
  const [, called = '', column] = /^(\w+)\(`?(\w+)`?\)$/.exec(sql) ?? [];
  const monotone = MONOTONE[called.toLowerCase()];
  if (monotone !== undefined && column !== undefined && names.includes(column)) {
    return {
      parts: [{ kind: 'column', column }],
      onColumn: (bound) => (/^\d+$/.test(bound) ? monotone(Number(bound)) : bound),
    };
  }
  return { parts: [{ kind: 'expression', sql, columns: known }], onColumn: (bound) => bound };
}

function ranges(
  rows: readonly PartitionRow[],
  { parts, onColumn }: PartitionKey,
): Omit<Partitioning, 'strategy'> {
  let from = parts.map(() => 'MINVALUE').join(', ');
  const partitions = rows.map((row) => {
    const to = onColumn(row.description ?? 'MAXVALUE');
    const bound = `FOR VALUES FROM (${from}) TO (${to})`;
    from = to;
    return partition(row, bound);
  });
  return { key: parts, partitions };
}

function listBound({ description }: PartitionRow): string {
  return description === null || /^DEFAULT$/i.test(description)
    ? 'DEFAULT'
    : `FOR VALUES IN (${description})`;
}

function partition(row: PartitionRow, bound: string): Partition {
  return { schema: '', name: row.name, bound, partitioning: null };
}
