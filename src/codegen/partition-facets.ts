import type { Facets } from '../checks/facets.ts';
import type { Partitioning, Table } from '../schema/schema.ts';

/**
 * What a partition key has to be for a row to find a partition that exists: within the longest run of
 * ranges that touch, or one of the values listed.
 *
 * @param table - partitioned or not
 * @param column - one of its columns
 * @returns undefined where any value has a partition
 */
export function partitionFacets(table: Table, column: string): Facets | undefined {
  const { partitioning } = table;
  if (partitioning === null || partitioning.key.length !== 1) return undefined;
  const [part] = partitioning.key;
  if (part?.kind !== 'column' || part.column !== column) return undefined;
  const bounds = partitioning.partitions.map((partition) => partition.bound);
  if (partitioning.strategy === 'hash' || bounds.some((bound) => /^DEFAULT$/i.test(bound))) return undefined;
  return partitioning.strategy === 'list' ? listFacets(bounds) : rangeFacets(partitioning);
}

function listFacets(bounds: readonly string[]): Facets {
  const values = bounds.flatMap((bound) => literals(/IN \((.*)\)$/is.exec(bound)?.[1] ?? ''));
  return { values };
}

interface Run {
  from: string | null;
  to: string | null;
  parts: number;
}

/** Ranges that touch are one; of several runs, the one of the most partitions. */
function rangeFacets(partitioning: Partitioning): Facets | undefined {
  const ranges = partitioning.partitions.flatMap(({ bound }) => {
    const found = /FROM \((.*)\) TO \((.*)\)$/is.exec(bound);
    return found === null ? [] : [{ from: end(found[1]!), to: end(found[2]!) }];
  });
  ranges.sort((a, b) => compareEnds(a.from, b.from));
  const runs: Run[] = [];
  for (const range of ranges) {
    const last = runs.at(-1);
    if (last !== undefined && last.to !== null && last.to === range.from) {
      last.to = range.to;
      last.parts++;
    } else {
      runs.push({ ...range, parts: 1 });
    }
  }
  const longest = runs.sort((a, b) => b.parts - a.parts)[0];
  if (longest === undefined) return undefined;
  return {
    ...(longest.from !== null && { min: { value: longest.from, inclusive: true } }),
    ...(longest.to !== null && { max: { value: longest.to, inclusive: false } }),
  };
}

/** A bound's value; null for MINVALUE and MAXVALUE. */
function end(text: string): string | null {
  if (/^(?:MINVALUE|MAXVALUE)$/i.test(text.trim())) return null;
  return literals(text)[0] ?? text.trim();
}

function compareEnds(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  const [x, y] = [Number(a), Number(b)];
  if (Number.isFinite(x) && Number.isFinite(y)) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The texts and numbers of a list of SQL literals. */
function literals(list: string): string[] {
  return [...list.matchAll(/'((?:[^']|'')*)'|(-?\d+(?:\.\d+)?)/g)].map(([, text, number]) =>
    text === undefined ? number! : text.replaceAll("''", "'"),
  );
}
