import type { ColumnType } from '../src/schema/column-type.ts';
import { Permutation } from '../src/random/permutation.ts';
import { deriveKey } from '../src/random/hash.ts';
import type { Bound, Element, Row, Site, Source } from './generator.ts';
import { bindPart, type PartOptions } from './inner-site.ts';

/** What elements of a list are: their type, how many there may be, and what tells them from others. */
export interface ElementOptions {
  readonly type: ColumnType;
  readonly label: string;
  /** How many a list has at most. */
  readonly most: number;
}

/** A source once for every place in a list, each with streams of its own. */
export class Elements<T> {
  readonly #site: Site;
  readonly #source: Source<T>;
  readonly #options: ElementOptions;
  readonly #bound: Bound<T>[] = [];

  constructor(site: Site, source: Source<T>, options: ElementOptions) {
    this.#site = site;
    this.#source = source;
    this.#options = options;
  }

  /** The elements of a row's list by their places; those whose references lead nowhere are left out. */
  draw(row: Row, count: number): T[] {
    const made: T[] = [];
    for (let place = 0; place < count; place++) {
      const bound = this.at(place);
      if (bound.missing?.(row)) continue;
      const value = bound.draw(row);
      if (value !== undefined) made.push(value);
    }
    return made;
  }

  /** The same, picked without repetition from values that are numbered; otherwise some may be there twice. */
  drawApart(row: Row, count: number): T[] {
    const { space, missing } = this.at(0);
    // References find rows of their own, no row twice.
    if (space === undefined || missing !== undefined) return this.draw(row, count);
    const own = this.#site.key(`${this.#options.label}s`);
    const order = new Permutation(space.size, deriveKey(own, row.index));
    const length = Math.min(count, space.size);
    return Array.from({ length }, (_, place) => space.at(order.apply(place)));
  }

  /** The source at a place of the list. Binding one tells of a wrong source before the first row is made. */
  at(place: number): Bound<T> {
    return (this.#bound[place] ??= bindPart(this.#site, this.#source, this.#partAt(place)));
  }

  #partAt(place: number): PartOptions {
    const { type, label } = this.#options;
    return {
      type,
      label: `${label} ${place}`,
      element: this.#elementAt(place),
      first: place === 0 ? undefined : this.#partAt(0),
    };
  }

  #elementAt(place: number): Element {
    const { label, most } = this.#options;
    const outer = this.#site.element;
    return {
      place,
      most: most * (outer?.most ?? 1),
      whole: true,
      key: (...labels) => this.#site.key(`${label}s`, ...labels),
      number: (row) => (outer === undefined ? row.ordinal : outer.number(row)) * most + place,
    };
  }
}
