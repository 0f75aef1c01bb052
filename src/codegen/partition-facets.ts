import type { LiteralValue } from '../checks/expression.ts';
import type { Facets } from '../checks/facets.ts';
import type { Nulls } from '../checks/solution.ts';
import { tableKey } from '../schema/build-schema.ts';
import { storageType, type ColumnType } from '../schema/column-type.ts';
import { columnsOfParts } from '../schema/key-columns.ts';
import type { Partition, Partitioning, Table } from '../schema/schema.ts';

/** What partitions ask of a row's columns, so that there is one for it. */
export interface PartitionDemands {
  /** By column; columns that are not here may hold anything. */
  readonly columns: ReadonlyMap<string, ColumnDemand>;
  /** Columns of a key that nothing is known to satisfy. */
  readonly unsolved: readonly string[];
}

export interface ColumnDemand {
  readonly facets: Facets;
  readonly nulls: Nulls;
}

/**
 * What a row has to be like to find a partition: within the longest run of ranges that touch, or one of
 * the values listed; where partitions are partitioned again, of both keys.
 *
 * @param table - partitioned or not
 * @param refused - partitions to keep out of, by {@link tableKey}
 */
export function partitionDemands(table: Table, refused: ReadonlySet<string>): PartitionDemands {
  if (table.partitioning === null) return FREE;
  const types = new Map(table.columns.map((column) => [column.name, storageType(column.type)]));
  return demandsOf(usablePartitions(table.partitioning, refused), types);
}

const FREE: PartitionDemands = { columns: new Map(), unsolved: [] };

/** Partitions, at every depth, that rows can go into. */
export function usablePartitions(
  partitioning: Partitioning,
  refused: ReadonlySet<string>,
): Partitioning {
  const partitions = partitioning.partitions.flatMap((each): Partition[] => {
    if (refused.has(tableKey(each))) return [];
    if (each.partitioning === null) return [each];
    const inner = usablePartitions(each.partitioning, refused);
    return inner.partitions.length === 0 ? [] : [{ ...each, partitioning: inner }];
  });
  return { ...partitioning, partitions };
}

type Types = ReadonlyMap<string, ColumnType>;

/** Partitions that ask the same of their rows are taken together; of several sorts the largest. */
function demandsOf(partitioning: Partitioning, types: Types): PartitionDemands {
  const sorts = new Map<string, { inner: PartitionDemands; partitions: Partition[] }>();
  for (const partition of partitioning.partitions) {
    const inner = partition.partitioning === null ? FREE : demandsOf(partition.partitioning, types);
    const name = JSON.stringify([[...inner.columns], inner.unsolved]);
    const sort = sorts.get(name) ?? { inner, partitions: [] };
    sort.partitions.push(partition);
    sorts.set(name, sort);
  }
  const [largest] = [...sorts.values()].sort((a, b) => b.partitions.length - a.partitions.length);
  if (largest === undefined) return FREE;
  const whole = largest.partitions.length === partitioning.partitions.length;
  const own = levelDemands({ ...partitioning, partitions: largest.partitions }, types, whole);
  return {
    columns: new Map([...largest.inner.columns, ...own.columns]),
    unsolved: [...largest.inner.unsolved, ...own.unsolved],
  };
}

/** @param whole - no partition was left aside, so that a default one takes whatever is left */
function levelDemands(partitioning: Partitioning, types: Types, whole: boolean): PartitionDemands {
  const { strategy, key } = partitioning;
  const bounds = partitioning.partitions.map((partition) => partition.bound);
  if (whole && bounds.some(isDefault)) return FREE;
  if (strategy === 'hash') return whole && isFull(bounds) ? FREE : unsolved(key);
  const known = bounds.filter((bound) => !isDefault(bound));
  const [first] = key;
  if (first?.kind !== 'column' || known.length === 0) return unsolved(key);
  const type = types.get(first.column)!;
  const demand = strategy === 'list' ? listDemand(known, type) : rangeDemand(known, key.length);
  return demand === undefined
    ? unsolved(key)
    : { columns: new Map([[first.column, demand]]), unsolved: [] };
}

function unsolved(key: Partitioning['key']): PartitionDemands {
  return { columns: new Map(), unsolved: [...new Set(columnsOfParts(key))] };
}

function isDefault(bound: string): boolean {
  return /^DEFAULT$/i.test(bound);
}

/** Whether hash partitions leave no remainder out. */
function isFull(bounds: readonly string[]): boolean {
  const shares = bounds.map((bound) => 1 / Number(/modulus (\d+)/i.exec(bound)?.[1] ?? Infinity));
  return Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9;
}

function listDemand(bounds: readonly string[], type: ColumnType): ColumnDemand {
  const listed = bounds.flatMap((bound) => literals(/IN \((.*)\)$/is.exec(bound)?.[1] ?? ''));
  const values = listed.flatMap((text) => (text === null ? [] : [valueOf(text, type)]));
  return values.length === 0
    ? { facets: {}, nulls: 'always' }
    : { facets: { values }, nulls: 'never' };
}

function valueOf(text: string, type: ColumnType): LiteralValue {
  if (type.kind === 'boolean') return text === 'true';
  const number = Number(text);
  const numeric = ['integer', 'decimal', 'float'].includes(type.kind);
  return numeric && Number.isFinite(number) ? number : text;
}

interface Run {
  /** Bounds as they are printed, of every column of the key. */
  readonly from: string;
  to: string;
  parts: number;
}

/** Ranges that touch are one; of several runs, the one of the most partitions. */
function rangeDemand(bounds: readonly string[], columns: number): ColumnDemand | undefined {
  const ranges = bounds.flatMap((bound) => {
    const found = /FROM \((.*)\) TO \((.*)\)$/is.exec(bound);
    return found === null ? [] : [{ from: found[1]!, to: found[2]! }];
  });
  ranges.sort((a, b) => compareEnds(end(a.from), end(b.from)));
  const runs: Run[] = [];
  for (const range of ranges) {
    const last = runs.at(-1);
    if (last !== undefined && last.to === range.from) {
      last.to = range.to;
      last.parts++;
    } else {
      runs.push({ ...range, parts: 1 });
    }
  }
  const longest = runs.sort((a, b) => b.parts - a.parts)[0];
  if (longest === undefined) return undefined;
  const [from, to] = [end(longest.from), end(longest.to)];
  // At the ends of a run the key's other columns would decide.
  const alone = columns === 1;
  const facets: Facets = {
    ...(from !== null && { min: { value: from, inclusive: alone } }),
    ...(to !== null && { max: { value: to, inclusive: false } }),
  };
  return { facets, nulls: 'never' };
}

/** A bound's first value; null for MINVALUE and MAXVALUE. */
function end(text: string): string | null {
  if (/^(?:MINVALUE|MAXVALUE)\b/i.test(text.trim())) return null;
  return literals(text)[0] ?? text.trim();
}

function compareEnds(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const [x, y] = [Number(a), Number(b)];
  if (Number.isFinite(x) && Number.isFinite(y)) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The values of a list of SQL literals, as text; null for NULL. */
function literals(list: string): (string | null)[] {
  return [...list.matchAll(/'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)|(true|false)|(NULL)/gi)].map(
    ([, text, number, truth]) =>
      text?.replaceAll("''", "'") ?? number ?? truth?.toLowerCase() ?? null,
  );
}
