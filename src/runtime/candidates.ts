import type { ReferencePlan } from './reference-plan.ts';

/** Rows that a reference may lead to, numbered. */
export interface Candidates {
  readonly size: number;
  /** The place of a row by its number, from 0 to `size − 1`. */
  at(number: number): number;
  /** The number of a place; −1 where the row is not among them. */
  numberOf(place: number): number;
}

/** Rows that lie together. */
export function run(start: number, size: number): Candidates {
  return {
    size,
    at: (number) => start + number,
    numberOf: (place) => (place >= start && place < start + size ? place - start : -1),
  };
}

/** Rows in the order of their places. */
export function listed(places: readonly number[]): Candidates {
  return {
    size: places.length,
    at: (number) => places[number]!,
    numberOf: (place) => places.indexOf(place),
  };
}

/**
 * The same rows without some of them.
 *
 * @param places - of those to leave out, whether they are among the rows or not
 */
export function withoutPlaces(rows: Candidates, places: readonly number[]): Candidates {
  const left = [...new Set(places.map((place) => rows.numberOf(place)))]
    .filter((number) => number >= 0)
    .sort((a, b) => a - b);
  if (left.length === 0) return rows;
  return {
    size: rows.size - left.length,
    at: (number) => rows.at(left.reduce((at, out) => (at >= out ? at + 1 : at), number)),
    numberOf(place) {
      const number = rows.numberOf(place);
      return left.includes(number) ? -1 : number - left.filter((out) => out < number).length;
    },
  };
}

/** The base rows that lead to a row by one reference, for any such row. */
export class Siblings {
  readonly #reference: ReferencePlan;
  #grouped: Grouped | undefined;

  /** @param reference - of the rows, to what they have in common */
  constructor(reference: ReferencePlan) {
    this.#reference = reference;
  }

  /** The rows that lead to a row of the base. */
  of(parent: number): Candidates {
    const { dealt, taken, target } = this.#reference;
    if (parent < 0 || parent >= target.baseCount) return run(0, 0);
    if (!dealt || taken !== null) return this.#group().of(parent);
    const { dealer } = this.#reference;
    return {
      size: dealer.countOf(parent),
      at: (number) => dealer.childOf(parent, number),
      numberOf: (place) =>
        place < dealer.children && dealer.parentOf(place) === parent
          ? dealer.positionOf(place)
          : -1,
    };
  }

  /** Where other columns decide who leads where, there is no arithmetic: rows are gone through once. */
  #group(): Grouped {
    return (this.#grouped ??= new Grouped(this.#reference));
  }
}

/** Base rows sorted by the row they lead to: one number a row. */
class Grouped {
  readonly #starts: Uint32Array;
  readonly #places: Uint32Array;

  constructor(reference: ReferencePlan) {
    const { table, target } = reference;
    const parents = new Int32Array(table.baseCount);
    const starts = new Uint32Array(target.baseCount + 1);
    const view = table.newView();
    for (let place = 0; place < table.baseCount; place++) {
      const parent = reference.parentPlace(view.moveTo(place));
      parents[place] = parent;
      if (parent >= 0) starts[parent + 1]!++;
    }
    for (let parent = 0; parent < target.baseCount; parent++)
      starts[parent + 1]! += starts[parent]!;
    const next = starts.slice();
    this.#places = new Uint32Array(starts[target.baseCount]!);
    for (const [place, parent] of parents.entries()) {
      if (parent >= 0) this.#places[next[parent]!++] = place;
    }
    this.#starts = starts;
  }

  of(parent: number): Candidates {
    const places = this.#places.subarray(this.#starts[parent], this.#starts[parent + 1]);
    return {
      size: places.length,
      at: (number) => places[number]!,
      numberOf: (place) => places.indexOf(place),
    };
  }
}
