import { OrderedFamilies, placeIn } from './ordered-families.ts';
import type { ReferencePlan, Strategy } from './reference-plan.ts';
import type { SameAncestor } from './same-ancestor.ts';

/**
 * A tree over the rows: the first rows below the roots form one chain of the depth asked for, the others
 * fill the levels from the top, `breadth` to a parent. Both are bounds: where the rows are more than fit
 * below the roots, there are more roots. Under `same` there is a tree for each ancestor's rows.
 */
export function treeStrategy(plan: ReferencePlan, same: SameAncestor | null): Strategy {
  const { fanout, nulls = 0 } = plan.options;
  const options = fanout?.kind === 'tree' ? fanout : undefined;
  const { breadth = 5, depth = 8 } = options ?? {};
  const room = roomBelowRoot(breadth, depth);
  const shapeOf = (rows: number): TreeShape => {
    const share = plan.required ? 0 : nulls;
    const wanted = options?.roots ?? Math.round(share * rows);
    return { breadth, depth, roots: Math.max(1, wanted, Math.ceil(rows / room)) };
  };
  const root = (own: number): number => (plan.nullable ? -1 : own);
  if (same === null) {
    return ({ index, place }) => {
      const shape = shapeOf(plan.table.baseCount);
      return index < shape.roots ? root(place) : treeParent(index, shape);
    };
  }
  let families: OrderedFamilies | undefined;
  return (view) => {
    const ancestor = same.of(view);
    if (ancestor < 0) return root(view.place);
    // In the order of who was dealt to it, a parent might come after its child.
    families ??= new OrderedFamilies(plan.table.kin(same.own));
    const family = families.of(ancestor);
    const number = placeIn(family, view.place);
    const shape = shapeOf(family.length);
    return number < shape.roots ? root(view.place) : family[treeParent(number, shape)]!;
  };
}

interface TreeShape {
  /** The most children of a row. */
  readonly breadth: number;
  /** Rows on the longest chain, its root included. */
  readonly depth: number;
  /** Enough of them for all rows to fit below. */
  readonly roots: number;
}

/** How many rows a tree of one root holds, the root included; `Infinity` where that is no number. */
function roomBelowRoot(breadth: number, depth: number): number {
  if (breadth === 1) return depth;
  let [room, level] = [0, 1];
  for (let at = 0; at < depth && room < Number.MAX_SAFE_INTEGER; at++, level *= breadth) {
    room += level;
  }
  return room < Number.MAX_SAFE_INTEGER ? room : Infinity;
}

/**
 * The parent's number of a number from `roots` on: always below it. The nodes of a level are numbered;
 * node 0 is on the chain, and node n hangs below node ⌊n / breadth⌋ of the level above.
 */
function treeParent(index: number, { breadth, depth, roots }: TreeShape): number {
  if (index < roots + depth - 1) return index === roots ? 0 : index - 1;
  if (breadth === 1) {
    const [rest, beside] = [index - (roots + depth - 1), roots - 1];
    return rest < beside ? 1 + rest : index - beside;
  }
  // The index of node 1, of this level and of the one above: node 0 was there before.
  let [first, firstAbove] = [roots + depth - 1, 1];
  let [size, level] = [roots * breadth, 2];
  while (index >= first + size - 1) {
    [first, firstAbove] = [first + size - 1, first];
    [size, level] = [size * breadth, level + 1];
  }
  const parent = Math.floor((index - first + 1) / breadth);
  if (parent > 0) return firstAbove + parent - 1;
  return level === 2 ? 0 : roots + level - 3;
}
