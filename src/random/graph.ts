/**
 * Groups of nodes that lead to each other, in an order in which every group comes after the groups
 * it leads to. A group of one is a node on no cycle, unless it leads to itself.
 *
 * Robert Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM J. Comput. 1(2), 1972, without
 * recursion: a schema may be a chain of thousands of tables.
 *
 * @param nodes - every node, in the order that breaks ties
 * @param next - where a node leads, in a stable order; only nodes of `nodes` count
 * @example
 * ```ts
 * components(['tasks', 'users'], (table) => (table === 'tasks' ? ['users'] : []));
 * // [['users'], ['tasks']]
 * ```
 */
export function components<T>(nodes: readonly T[], next: (node: T) => readonly T[]): T[][] {
  const state = new Map<T, Visit<T>>();
  for (const node of nodes) state.set(node, { node, order: -1, low: -1, open: false, targets: [] });
  const groups: T[][] = [];
  const open: Visit<T>[] = [];
  let clock = 0;

  const enter = (visit: Visit<T>): void => {
    visit.order = visit.low = clock++;
    visit.open = true;
    visit.targets = next(visit.node).flatMap((target) => state.get(target) ?? []);
    open.push(visit);
  };
  for (const root of nodes) {
    const first = state.get(root)!;
    if (first.order >= 0) continue;
    enter(first);
    const path = [{ visit: first, at: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { visit } = top;
      const target = visit.targets[top.at++];
      if (target === undefined) {
        path.pop();
        const above = path.at(-1);
        if (above !== undefined) above.visit.low = Math.min(above.visit.low, visit.low);
        if (visit.low === visit.order) groups.push(closeGroup(open, visit));
      } else if (target.order < 0) {
        enter(target);
        path.push({ visit: target, at: 0 });
      } else if (target.open) {
        visit.low = Math.min(visit.low, target.order);
      }
    }
  }
  const position = new Map(nodes.map((node, index) => [node, index]));
  for (const group of groups) group.sort((a, b) => position.get(a)! - position.get(b)!);
  return groups;
}

interface Visit<T> {
  readonly node: T;
  order: number;
  low: number;
  open: boolean;
  targets: readonly Visit<T>[];
}

function closeGroup<T>(open: Visit<T>[], root: Visit<T>): T[] {
  const group: T[] = [];
  for (;;) {
    const visit = open.pop()!;
    visit.open = false;
    group.push(visit.node);
    if (visit === root) return group;
  }
}
