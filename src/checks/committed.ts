import type { ColumnStates } from './column-state.ts';
import { columnsOf, type Comparison } from './expression.ts';
import { formulasOf, type Formula } from './formula.ts';
import type { Relation } from './requirement.ts';

/** Relations that every row keeps, and the columns' states with room for them. */
export interface Committed {
  readonly relations: readonly Relation[];
  readonly states: ColumnStates;
}

/** Whether a relation that was taken on is one that is asked for. */
export function isSame(a: Relation, b: Relation): boolean {
  if (a.kind === 'order') {
    return (
      b.kind === 'order' &&
      a.earlier === b.earlier &&
      a.later === b.later &&
      a.strict === b.strict &&
      a.least === b.least &&
      a.most === b.most
    );
  }
  if (a.kind === 'formula') {
    const chosen = JSON.stringify(a.ways[0]);
    return b.kind === 'formula' && b.ways.some((way) => JSON.stringify(way) === chosen);
  }
  if (b.kind !== 'differs') return false;
  return (a.left === b.left && a.right === b.right) || (a.left === b.right && a.right === b.left);
}

/** Whether a comparison is one that was taken on. */
export function isKnown(comparison: Comparison, { relations }: Committed): boolean {
  const ways = formulasOf(comparison);
  return relations.some(
    (other) => isSame(other, { kind: 'formula', ways }) || ways.some((way) => isOrder(other, way)),
  );
}

/** Whether an order says what a formula of two columns does. */
function isOrder(relation: Relation, { column, operator, value }: Formula): boolean {
  return (
    relation.kind === 'order' &&
    value.kind === 'column' &&
    operator.startsWith('<') &&
    relation.earlier === column &&
    relation.later === value.name &&
    (relation.strict || operator === '<=')
  );
}

/** The formula of a relation that was taken on: of its ways, the one that was chosen. */
export function chosenWay(relation: Relation): Formula | undefined {
  return relation.kind === 'formula' ? relation.ways[0] : undefined;
}

/** Whether one column is told by another, directly or through others: then it cannot tell that one. */
export function leadsTo(relations: readonly Relation[], from: string, to: string): boolean {
  const seen = new Set([from]);
  for (const column of seen) {
    for (const next of relations.flatMap((relation) => toldBy(relation, column))) seen.add(next);
  }
  return seen.has(to);
}

/** The columns that a relation draws after one. */
function toldBy(relation: Relation, column: string): readonly string[] {
  switch (relation.kind) {
    case 'order':
      return relation.earlier === column ? [relation.later] : [];
    case 'differs':
      return [];
    case 'formula':
      return relation.ways.flatMap((way) =>
        columnsOf(way.value).includes(column) ? [way.column] : [],
      );
  }
}
