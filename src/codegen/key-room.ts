import type { TableSolution } from '../checks/solution.ts';
import { storageType } from '../schema/column-type.ts';
import type { Table } from '../schema/schema.ts';
import type { Choice, ColumnView } from './column-view.ts';
import type { ExclusionKey } from './exclusions.ts';
import { call, literal, object, type Expression } from './expression.ts';

/** What has to be unique in a table, and which columns see to it. */
export interface KeyPlan {
  /** Columns that need as many values as there are rows. */
  readonly carriers: ReadonlySet<string>;
  /** Columns of keys that nothing makes unique, and why. */
  readonly unsolved: ReadonlyMap<string, string>;
}

/** The sorts of columns that are made unique best: unseen before visible. */
const CARRIERS = ['uuid', 'text', 'timestamp', 'integer', 'decimal', 'float', 'money', 'date', 'time', 'bits', 'network', 'range'];
const FINITE = ['boolean', 'enum'];

/**
 * Finds a column for each key that can be made different in every row.
 *
 * @param table - of the schema
 * @param solution - what its checks leave
 * @param exclusionKeys - keys that exclusion constraints ask for
 */
export function planKeyRoom(
  table: Table,
  solution: TableSolution,
  exclusionKeys: readonly ExclusionKey[],
): KeyPlan {
  const carriers = new Set<string>();
  const unsolved = new Map<string, string>();
  for (const key of [...keysOf(table), ...exclusionKeys.map((each) => each.columns)]) {
    const columns = key.map((name) => table.columns.find((each) => each.name === name)!);
    if (columns.some((column) => column.generated !== null || column.identity !== null || column.sequence !== null)) continue;
    const free = columns.filter((column) => !isReference(table, column.name));
    const ranked = free
      .filter((column) => solution.columns.get(column.name)?.values === undefined)
      .map((column) => ({ column, rank: CARRIERS.indexOf(storageType(column.type).kind) }))
      .filter(({ rank }) => rank >= 0)
      .sort((a, b) => a.rank - b.rank);
    const [best] = ranked;
    if (best !== undefined) {
      // Beside references, a number counts the children of their rows or is one of a few.
      const counted = free.length < columns.length && storageType(best.column.type).kind === 'integer';
      if (!counted) carriers.add(best.column.name);
      continue;
    }
    const [loose] = free.filter((column) => !isFinite(column, solution));
    if (loose === undefined) continue;
    const optional = free.find((column) => column.nullable) ?? loose;
    unsolved.set(optional.name, `no generator makes different values for each row of (${key.join(', ')})`);
  }
  return { carriers, unsolved };
}

function isFinite(column: Table['columns'][number], solution: TableSolution): boolean {
  return (
    FINITE.includes(storageType(column.type).kind) ||
    solution.columns.get(column.name)?.values !== undefined
  );
}

export function isReference(table: Table, column: string): boolean {
  return table.references.some((reference) => reference.columns.includes(column));
}

/** The columns of the primary key and of every unique key. */
export function keysOf(table: Table): (readonly string[])[] {
  const uniques = table.uniques.map((unique) => [
    ...new Set(unique.parts.flatMap((part) => (part.kind === 'column' ? [part.column] : part.columns))),
  ]);
  return [...(table.primaryKey === null ? [] : [table.primaryKey.columns]), ...uniques];
}

/** Values enough for a column that has to differ from row to row. */
export function roomyChoice(view: ColumnView, choice: Choice | undefined): Choice | undefined {
  const expression = roomyExpression(view);
  return expression === undefined ? choice : { expression };
}

function roomyExpression({ type }: ColumnView): Expression | undefined {
  switch (type.kind) {
    case 'integer':
      return upTo('integer', 1, type.bits >= 32 ? 1_000_000 : 2 ** (type.bits - 1) - 1);
    case 'decimal': {
      const digits = type.precision === null ? 6 : type.precision - (type.scale ?? 0);
      return upTo('decimal', 0, digits <= 0 ? 10 ** digits : Math.min(10 ** digits - 1, 1_000_000));
    }
    case 'float':
    case 'money':
      return upTo('integer', 1, 1_000_000);
    case 'date':
      return call('recent', object({ within: literal('30y') }));
    case 'timestamp':
      return call('recent', object({ within: literal('3y') }));
    case 'network':
      return type.name === 'inet' ? call('ipv6') : undefined;
    case 'range':
      return call('disjointRange');
    default:
      return undefined;
  }
}

function upTo(name: string, min: number, max: number): Expression {
  return call(name, object({ min: literal(min), max: literal(max) }));
}
