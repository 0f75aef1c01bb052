import type { SameAncestor } from './ancestors.ts';
import type { ReferencePlan, Strategy } from './reference-plan.ts';

/**
 * A tree over the rows: the first rows form one chain of the depth asked for, the rest hang below
 * earlier rows, `breadth` to each. Under `same` there is a tree for each ancestor's rows.
 */
export function treeStrategy(plan: ReferencePlan, same: SameAncestor | null): Strategy {
  const { fanout, nulls = 0 } = plan.options;
  const options = fanout?.kind === 'tree' ? fanout : undefined;
  const breadth = Math.max(1, options?.breadth ?? 5);
  const depth = Math.max(2, options?.depth ?? 8);
  const shapeOf = (rows: number): TreeShape => {
    const share = plan.required ? 0 : nulls;
    return { breadth, depth, roots: Math.max(1, options?.roots ?? Math.round(share * rows)) };
  };
  const root = (own: number): number => (plan.nullable ? -1 : own);
  if (same === null) {
    return ({ index, place }) => {
      const shape = shapeOf(plan.table.baseCount);
      return index < shape.roots ? root(place) : treeParent(index, shape);
    };
  }
  return (view) => {
    const siblings = plan.table.references[plan.table.referenceOf(same.column)]!;
    if (!siblings.dealt) return root(view.place);
    const { dealer } = siblings;
    const ancestor = dealer.parentOf(view.index);
    if (ancestor < 0) return root(view.place);
    const position = dealer.positionOf(view.index);
    const shape = shapeOf(dealer.countOf(ancestor));
    if (position < shape.roots) return root(view.place);
    return dealer.childOf(ancestor, treeParent(position, shape));
  };
}

export interface TreeShape {
  readonly breadth: number;
  /** Rows on the longest chain, its root included; at least 2. */
  readonly depth: number;
  readonly roots: number;
}

/** The parent's number of a number from `roots` on: always below it. */
export function treeParent(index: number, shape: TreeShape): number {
  return treePlace(index, shape).parent;
}

interface TreePlace {
  /** −1 for a root. */
  readonly parent: number;
  readonly depth: number;
}

function treePlace(index: number, shape: TreeShape): TreePlace {
  const { breadth, depth, roots } = shape;
  if (index < roots) return { parent: -1, depth: 1 };
  if (index < roots + depth - 1) return { parent: index - 1, depth: index - roots + 2 };
  const parent = Math.floor((index - roots) / breadth);
  const above = treePlace(parent, shape);
  // Nothing hangs below the deepest rows: beside them, then.
  return above.depth < depth ? { parent, depth: above.depth + 1 } : { parent: above.parent, depth };
}
