import { storageType } from '../schema/column-type.ts';
import type { ColumnStates } from './column-state.ts';
import type { Demand } from './read-checks.ts';
import { factsOf } from './requirement.ts';
import type { KeptRelation, KeptOrder } from './solve-relations.ts';

/**
 * Orders as they are best drawn. What follows from others is left out: of `a <= b`, `b <= c` and `a <= c` the
 * last, where b is never NULL. Where it may be, and c is after a by itself, b is drawn between the two.
 *
 * @param kept - all relations
 * @param states - what each column may hold by itself
 * @param demands - what is asked for besides
 */
export function settleOrders(
  kept: readonly KeptRelation[],
  states: ColumnStates,
  demands: readonly Demand[],
): readonly KeptRelation[] {
  const orders = kept.filter(isOrder);
  const left = orders.filter((order) => !isImplied(order, orders, states));
  const bounded = new Set(
    demands.flatMap(({ requirement }) =>
      factsOf(requirement).flatMap((fact) => (fact.kind === 'within' ? [fact.column] : [])),
    ),
  );
  return kept.flatMap((each): readonly KeptRelation[] => {
    if (!isOrder(each)) return [each];
    if (!left.includes(each)) return [];
    const isFree = !bounded.has(each.relation.earlier);
    return isFree && isBetween(each, left, states)
      ? [{ ...each, relation: { ...each.relation, below: true } }]
      : [each];
  });
}

function isOrder(kept: KeptRelation): kept is KeptOrder {
  return kept.relation.kind === 'order';
}

/** Whether `a <= c` is so because of `a <= b` and `b <= c`. */
function isImplied(
  { relation }: KeptOrder,
  orders: readonly KeptOrder[],
  states: ColumnStates,
): boolean {
  if (!isPlain(relation)) return false;
  return orders.some(({ relation: first }) => {
    const middle = states.get(first.later);
    if (first.earlier !== relation.earlier || middle === undefined || middle.mayBeNull)
      return false;
    return orders.some(
      ({ relation: second }) =>
        second.earlier === first.later &&
        second.later === relation.later &&
        (!relation.strict || first.strict || second.strict),
    );
  });
}

/** Whether the earlier column of an order is a time that is drawn last, below the later one. */
function isBetween(
  { relation }: KeptOrder,
  orders: readonly KeptOrder[],
  states: ColumnStates,
): boolean {
  const middle = states.get(relation.earlier);
  if (middle === undefined || !isPlain(relation) || relation.strict) return false;
  const { kind } = storageType(middle.type);
  const bounds = Object.keys(middle.facets).filter((facet) => facet !== 'max');
  if ((kind !== 'timestamp' && kind !== 'date') || bounds.length > 0) return false;
  const above = orders.filter((each) => each.relation.later === relation.earlier);
  const below = orders.filter((each) => each.relation.earlier === relation.earlier);
  const [only] = above;
  if (only === undefined || above.length > 1 || below.length > 1) return false;
  if (!isPlain(only.relation) || only.relation.strict) return false;
  return orders.some(
    (each) =>
      each.relation.earlier === only.relation.earlier && each.relation.later === relation.later,
  );
}

/** An order without a length of time. */
function isPlain({ least, most }: KeptOrder['relation']): boolean {
  return least === undefined && most === undefined;
}
