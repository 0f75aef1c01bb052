import { ListedFamilies, withinCapacity, type Families } from './families.ts';

/** Parents that have no more than so many children together. */
export interface GroupLimit {
  /** What a parent is one of; −1 where nothing. */
  readonly groupOf: (parent: number) => number;
  readonly capacity: (group: number) => number;
}

/** What bounds the children of parents, beside what was asked for. */
export interface Bounds {
  /** The most that any parent can have. */
  readonly cap: number;
  /** The most of each, where it differs from parent to parent. */
  readonly capacity: ((parent: number) => number) | null;
  readonly groups: readonly GroupLimit[];
  /** Parents to deal to before all others; null where any is as good. */
  readonly preferred: ((parent: number) => boolean) | null;
  /** Parents to deal to at all. */
  readonly possible: (parent: number) => boolean;
}

/**
 * Families cut to what their parents can hold, and given to those parents first that are preferred.
 *
 * @param curve - as they are asked for
 * @param parents - how many there are
 * @param parentAt - the parent at a rank
 * @returns the curve itself where nothing bounds it
 */
export function fitFamilies(
  curve: Families,
  parents: number,
  parentAt: (rank: number) => number,
  { cap, capacity, groups, preferred, possible }: Bounds,
): Families {
  const liked =
    preferred === null
      ? null
      : likedRanks(curve, parents, [
          (rank) => preferred(parentAt(rank)),
          (rank) => possible(parentAt(rank)),
        ]);
  const isLiked = (rank: number): boolean => liked === null || liked[rank] === 1;
  if (liked === null && capacity === null && groups.length === 0) return curve;
  const taken = new Float64Array(parents);
  const budgets = groups.map(() => new Map<number, number>());
  const room = (rank: number): number => {
    const parent = parentAt(rank);
    let most = Math.min(cap, capacity?.(parent) ?? Infinity);
    for (const [at, { groupOf, capacity: of }] of groups.entries()) {
      const group = groupOf(parent);
      most = Math.min(
        most,
        taken[rank]! + (group < 0 ? 0 : (budgets[at]!.get(group) ?? of(group))),
      );
    }
    return most;
  };
  const take = (rank: number, size: number): void => {
    taken[rank]! += size;
    for (const [at, { groupOf, capacity: of }] of groups.entries()) {
      const group = groupOf(parentAt(rank));
      if (group >= 0) budgets[at]!.set(group, (budgets[at]!.get(group) ?? of(group)) - size);
    }
  };
  withinCapacity(curve, parents, (rank) => (isLiked(rank) ? room(rank) : 0), take);
  const left = curve.places - sum(taken);
  if (left > 0) {
    const others = (rank: number): number =>
      isLiked(rank) || !possible(parentAt(rank)) ? 0 : room(rank);
    fillUp(left, taken, others, take);
  }
  return new ListedFamilies(taken);
}

/** Which ranks are liked, by the first that likes any; null where all that have children are, or none is. */
function likedRanks(
  curve: Families,
  parents: number,
  likings: readonly ((rank: number) => boolean)[],
): Uint8Array | null {
  for (const isLiked of likings) {
    const liked = Uint8Array.from({ length: parents }, (_, rank) => Number(isLiked(rank)));
    const isApart = (_: number, rank: number): boolean =>
      liked[rank] === 0 && curve.start(rank + 1) > curve.start(rank);
    if (liked.includes(1)) return liked.some(isApart) ? liked : null;
  }
  return null;
}

/** Gives what the preferred parents have no room for to the others, as evenly as there is room. */
function fillUp(
  rest: number,
  taken: Float64Array,
  room: (rank: number) => number,
  take: (rank: number, size: number) => void,
): void {
  let left = rest;
  for (let rank = 0; rank < taken.length && left > 0; rank++) {
    const share = Math.ceil(left / (taken.length - rank));
    const size = Math.max(0, Math.min(share, room(rank) - taken[rank]!));
    if (size > 0) take(rank, size);
    left -= size;
  }
  for (let rank = 0; rank < taken.length && left > 0; rank++) {
    const size = Math.max(0, Math.min(left, room(rank) - taken[rank]!));
    if (size > 0) take(rank, size);
    left -= size;
  }
}

function sum(sizes: Float64Array): number {
  return sizes.reduce((all, size) => all + size, 0);
}
