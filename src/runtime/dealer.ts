import { Permutation } from '../random/permutation.ts';
import type { Key } from '../random/hash.ts';
import type { Families } from './families.ts';

/**
 * Deals children to parents, both ways in constant time: "which parent has child i", "how many
 * children has parent j", "which is its m-th child".
 *
 * Children are shuffled into places by one permutation, places belong to families by a cumulative
 * curve, families belong to parents by another permutation. The order of parents is the same for all
 * their children's tables: who has most members has most projects too.
 */
export class Dealer {
  readonly children: number;
  readonly parents: number;
  readonly #families: Families;
  readonly #deal: Permutation;
  readonly #rank: Permutation;

  /**
   * @param children - how many children there are, with or without a parent
   * @param parents - how many parents there are
   * @param families - sizes by rank; children beyond `families.places` have no parent
   * @param keys - `deal` of the child's reference, `rank` of the parent table
   */
  constructor(
    children: number,
    parents: number,
    families: Families,
    keys: { readonly deal: Key; readonly rank: Key },
  ) {
    this.children = children;
    this.parents = parents;
    this.#families = families;
    this.#deal = new Permutation(children, keys.deal);
    this.#rank = new Permutation(parents, keys.rank);
  }

  /** The parent of a child; −1 where it has none. */
  parentOf(child: number): number {
    const place = this.#deal.apply(child);
    if (place >= this.#families.places) return -1;
    return this.#rank.invert(this.#families.rankOf(place));
  }

  /** The child's number among its parent's children, from 0; −1 where it has no parent. */
  positionOf(child: number): number {
    const place = this.#deal.apply(child);
    if (place >= this.#families.places) return -1;
    return place - this.#families.start(this.#families.rankOf(place));
  }

  /** How many children a parent has. */
  countOf(parent: number): number {
    const rank = this.#rank.apply(parent);
    return this.#families.start(rank + 1) - this.#families.start(rank);
  }

  /** A parent's child by its number, from 0 to `countOf(parent) − 1`. */
  childOf(parent: number, position: number): number {
    return this.#deal.invert(this.#families.start(this.#rank.apply(parent)) + position);
  }

  /** The parent by its place in the order of family sizes: 0 has the most children. */
  parentAtRank(rank: number): number {
    return this.#rank.invert(rank);
  }

  /** The rank that has most children: the first, but for families cut to what each can hold. */
  get largestRank(): number {
    return this.#families.largest;
  }

  /** The rank of a parent without children, by its number, from 0; beyond the last rank where there are no more. */
  spareRank(number: number): number {
    return this.#families.spare(number);
  }
}
