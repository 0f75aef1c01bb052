import { storageType } from '../schema/column-type.ts';
import type { Exclusion, Table } from '../schema/schema.ts';

/** How the exclusion constraints of a table are kept. */
export interface ExclusionPlan {
  /** Range columns whose values are slots that do not touch. */
  readonly slots: ReadonlySet<string>;
  /** Columns that no two rows have the same of, which no constraint asks for but keeps it. */
  readonly keys: readonly ExclusionKey[];
  /** Columns of constraints that nothing keeps, and why. */
  readonly unsolved: ReadonlyMap<string, string>;
}

export interface ExclusionKey {
  readonly columns: readonly string[];
  /** The constraint in words: `room WITH =, day WITH =`. */
  readonly on: string;
}

export function planExclusions(table: Table): ExclusionPlan {
  const slots = new Set<string>();
  const keys: ExclusionKey[] = [];
  const unsolved = new Map<string, string>();
  for (const exclusion of table.exclusions) {
    const slot = slotOf(table, exclusion);
    const equal = exclusion.elements.flatMap(({ part, operator }) =>
      part.kind === 'column' && isEquality(operator) ? [part.column] : [],
    );
    if (slot !== undefined) slots.add(slot);
    else if (equal.length > 0) keys.push({ columns: equal, on: exclusionText(exclusion) });
    else
      for (const column of columnsOf(table, exclusion)) unsolved.set(column, reasonOf(exclusion));
  }
  return { slots, keys, unsolved };
}

/** The elements of an exclusion constraint, as its facts state them. */
export function exclusionText(exclusion: Exclusion): string {
  return exclusion.elements
    .map(
      ({ part, operator }) => `${part.kind === 'column' ? part.column : part.sql} WITH ${operator}`,
    )
    .join(', ');
}

/** A range that overlaps none of the other rows' keeps the constraint, whatever else is in it. */
function slotOf(table: Table, exclusion: Exclusion): string | undefined {
  for (const { part, operator } of exclusion.elements) {
    if (part.kind !== 'column' || !operator.endsWith('&&')) continue;
    const column = table.columns.find((each) => each.name === part.column)!;
    if (storageType(column.type).kind === 'range') return column.name;
  }
  return undefined;
}

/** `=`, also as `OPERATOR(public.=)`. */
function isEquality(operator: string): boolean {
  return /^(?:OPERATOR\(.*\.)?=\)?$/i.test(operator);
}

/** One column that may be NULL is enough: then the row is outside the constraint. */
function columnsOf(table: Table, exclusion: Exclusion): readonly string[] {
  const named = exclusion.elements.flatMap(({ part }) =>
    part.kind === 'column' ? [part.column] : part.columns,
  );
  const optional = named.find((name) => table.columns.find((each) => each.name === name)!.nullable);
  return optional === undefined ? named.slice(0, 1) : [optional];
}

function reasonOf(exclusion: Exclusion): string {
  return `EXCLUDE ${exclusion.name}: ${exclusionText(exclusion)}`;
}
