import { followPath } from './ancestors.ts';
import { run, type Candidates } from './candidates.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { TableRows } from './table-rows.ts';

/** The rows of a table that lead to a row further up, by one reference or several, for any such row. */
export class Kin {
  readonly #table: TableRows;
  readonly #steps: readonly string[];
  #grouped: Grouped | undefined;
  #added: ReadonlyMap<number, readonly number[]> | undefined;

  /**
   * @param table - whose rows they are
   * @param steps - the references from there to what they have in common
   */
  constructor(table: TableRows, steps: readonly string[]) {
    this.#table = table;
    this.#steps = steps;
  }

  /** The base rows that lead to a row of the base. */
  of(ancestor: number): Candidates {
    if (ancestor < 0 || this.#table.baseCount === 0) return run(0, 0);
    const reference = this.#dealt();
    if (reference === null) return (this.#grouped ??= this.#group()).of(ancestor);
    if (ancestor >= reference.target.baseCount) return run(0, 0);
    const { dealer } = reference;
    return {
      size: dealer.countOf(ancestor),
      at: (number) => dealer.childOf(ancestor, number),
      numberOf: (place) =>
        place < dealer.children && dealer.parentOf(place) === ancestor
          ? dealer.positionOf(place)
          : -1,
    };
  }

  /** The rows that scenarios added, by their places. */
  added(ancestor: number): readonly number[] {
    if (this.#table.count === this.#table.baseCount) return [];
    return (this.#added ??= this.#collectAdded()).get(ancestor) ?? [];
  }

  /** A row's number among all rows of its ancestor, those of the base first; −1 where it is none of them. */
  numberOf(place: number, ancestor: number): number {
    const base = this.of(ancestor);
    if (place < this.#table.baseCount) return base.numberOf(place);
    const number = numberIn(this.added(ancestor), place);
    return number < 0 ? -1 : base.size + number;
  }

  /** The one reference that is the whole way, where parents are dealt by it. */
  #dealt(): ReferencePlan | null {
    const [only, more] = this.#steps;
    if (more !== undefined) return null;
    const reference = this.#table.references[this.#table.referenceOf(only!)]!;
    return reference.dealt && reference.taken === null ? reference : null;
  }

  /** Where other columns decide who leads where, there is no arithmetic: rows are gone through once. */
  #group(): Grouped {
    const view = this.#table.newView();
    const ancestors = new Int32Array(this.#table.baseCount);
    for (let place = 0; place < ancestors.length; place++) {
      ancestors[place] = followPath(view.moveTo(place), this.#steps);
    }
    return new Grouped(ancestors);
  }

  #collectAdded(): ReadonlyMap<number, readonly number[]> {
    const { baseCount, count } = this.#table;
    const view = this.#table.newView();
    const found = new Map<number, number[]>();
    for (let place = baseCount; place < count; place++) {
      const ancestor = followPath(view.moveTo(place), this.#steps);
      const places = found.get(ancestor);
      if (places === undefined) found.set(ancestor, [place]);
      else places.push(place);
    }
    return found;
  }
}

/** Base rows sorted by the row they lead to: one number a row. */
class Grouped {
  readonly #starts: Uint32Array;
  readonly #places: Uint32Array;

  /** @param ancestors - of each row; −1 where it has none */
  constructor(ancestors: Int32Array) {
    const size = ancestors.reduce((most, each) => Math.max(most, each + 1), 0);
    const starts = new Uint32Array(size + 1);
    for (const ancestor of ancestors) if (ancestor >= 0) starts[ancestor + 1]!++;
    for (let at = 0; at < size; at++) starts[at + 1]! += starts[at]!;
    const next = starts.slice();
    this.#places = new Uint32Array(starts[size]!);
    for (const [place, ancestor] of ancestors.entries()) {
      if (ancestor >= 0) this.#places[next[ancestor]!++] = place;
    }
    this.#starts = starts;
  }

  of(ancestor: number): Candidates {
    if (ancestor + 1 >= this.#starts.length) return run(0, 0);
    const places = this.#places.subarray(this.#starts[ancestor], this.#starts[ancestor + 1]);
    return {
      size: places.length,
      at: (number) => places[number]!,
      numberOf: (place) => numberIn(places, place),
    };
  }
}

/** Where a place is in a list in ascending order; −1 where it is not there. */
function numberIn(places: ArrayLike<number>, place: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (places[middle]! < place) low = middle + 1;
    else high = middle;
  }
  return places[low] === place ? low : -1;
}
