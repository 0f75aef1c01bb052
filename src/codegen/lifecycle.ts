import type { TableSolution } from '../checks/solution.ts';
import { storageType } from '../schema/column-type.ts';
import type { Column } from '../schema/schema.ts';
import type { ColumnView } from './column-view.ts';
import { snakeCase } from './names.ts';
import { ENDS } from './rules/type-rules.ts';

/** The states of a row in which something has happened, and the column that says so. */
export interface Lifecycle {
  readonly column: string;
  readonly states: readonly string[];
}

/** Words for one and the same event. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['completed', 'finished', 'done', 'succeeded', 'success', 'resolved', 'closed'],
  ['canceled', 'cancelled'],
  ['sent', 'delivered'],
  ['started', 'running', 'in_progress'],
];

/**
 * The states that a time goes with: `shipped_at` with a status of `shipped`, and `delivered`, which comes
 * later.
 *
 * @param view - the column of the time
 * @param solution - what CHECKs leave of the column of the states
 * @returns undefined where no other column tells
 */
export function findLifecycle(view: ColumnView, solution: TableSolution): Lifecycle | undefined {
  const event = /^(.+)_(?:at|on|date|time)$/.exec(view.name)?.[1];
  if (event === undefined || !view.column.nullable) return undefined;
  for (const [name, column] of view.siblings) {
    if (!/(?:^|_)(?:status|state|phase|stage)$/.test(name) || column.nullable) continue;
    const labels = labelsOf(column, solution);
    const first = labels.find((label) => isSame(snakeCase(label), event));
    if (first === undefined) continue;
    // What is over can come after anything; other states follow each other.
    const later = ENDS.test(first) ? [] : labels.slice(labels.indexOf(first) + 1);
    return { column: column.name, states: [first, ...later.filter((label) => !ENDS.test(label))] };
  }
  return undefined;
}

function labelsOf(column: Column, solution: TableSolution): readonly string[] {
  const type = storageType(column.type);
  if (type.kind === 'enum') return type.labels;
  const values = solution.columns.get(column.name)?.values ?? [];
  return values.filter((value) => typeof value === 'string');
}

function isSame(state: string, event: string): boolean {
  return (
    state === event || (SYNONYMS.find((words) => words.includes(event))?.includes(state) ?? false)
  );
}
