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
  { cap, capacity, groups, preferred }: Bounds,
): Families {
  const liked = preferred === null ? null : likedRanks(curve, parents, parentAt, preferred);
  if (liked === null && capacity === null && groups.length === 0) return curve;
  const taken = new Float64Array(parents);
  const left = groups.map(() => new Map<number, number>());
  const room = (rank: number): number => {
    const parent = parentAt(rank);
    let most = Math.min(cap, capacity?.(parent) ?? Infinity);
    for (const [at, { groupOf, capacity: of }] of groups.entries()) {
      const group = groupOf(parent);
      most = Math.min(most, taken[rank]! + (group < 0 ? 0 : (left[at]!.get(group) ?? of(group))));
    }
    return most;
  };
  const take = (rank: number, size: number): void => {
    taken[rank]! += size;
    for (const [at, { groupOf, capacity: of }] of groups.entries()) {
      const group = groupOf(parentAt(rank));
      if (group >= 0) left[at]!.set(group, (left[at]!.get(group) ?? of(group)) - size);
    }
  };
  const first = (rank: number): number => (liked === null || liked(rank) ? room(rank) : 0);
  withinCapacity(curve, parents, first, take);
  if (liked !== null) fillUp(curve.places - sum(taken), taken, room, take);
  return new ListedFamilies(taken);
}

/** Which ranks are preferred; null where all that have children are, or none is. */
function likedRanks(
  curve: Families,
  parents: number,
  parentAt: (rank: number) => number,
  preferred: (parent: number) => boolean,
): ((rank: number) => boolean) | null {
  const liked = Uint8Array.from({ length: parents }, (_, rank) => Number(preferred(parentAt(rank))));
  const isApart = (_: number, rank: number): boolean =>
    liked[rank] === 0 && curve.start(rank + 1) > curve.start(rank);
  if (!liked.includes(1) || !liked.some(isApart)) return null;
  return (rank) => liked[rank] === 1;
}

/** Gives what the preferred parents have no room for to all, as evenly as there is room. */
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
