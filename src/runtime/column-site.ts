import type { Faker } from '@faker-js/faker';
import {
  isGenerator,
  type Bound,
  type Row,
  type Site,
  type Source,
} from '../../generators/generator.ts';
import { isRef, type Ref } from '../../generators/reference.ts';
import { scramble } from '../../generators/scramble.ts';
import { hashPath, type Key } from '../random/hash.ts';
import { Stream } from '../random/stream.ts';
import type { ColumnFacts } from '../schema/facts.ts';
import type { ColumnType } from '../schema/column-type.ts';
import type { Randomness } from './randomness.ts';
import type { RowView } from './row-view.ts';

/** What all tables of a plan share. */
export interface Shared {
  readonly seed: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly random: Randomness;
}

/**
 * Which of the values that a person wrote are scrambled: none, all, or what functions give. Constants of a
 * scenario are meant as they are written: a test looks for them.
 */
export type Anonymize = 'nothing' | 'everything' | 'functions';

/** What a column's site is made from. */
export interface ColumnSiteOptions {
  readonly table: string;
  readonly column: ColumnFacts;
  readonly columns: ReadonlyMap<string, ColumnType>;
  /** Rows of the table, those of scenarios included. */
  readonly rowCount: number;
  /** Names the scenario whose rows these are; empty for the base's. */
  readonly space: readonly string[];
  readonly anonymize: Anonymize;
  /** The key of the row that a reference at the column leads to. */
  readonly keyOf: (ref: Ref) => (row: Row) => unknown;
  /** The keys that a reference inside the column's values leads to. */
  readonly bindReference: (ref: Ref, at: Site) => Bound;
}

/** A column as its generator sees it. */
export class ColumnSite implements Site {
  readonly table: string;
  readonly column: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly optional: boolean;
  readonly now: number;
  readonly rowCount: number;
  readonly columns: ReadonlyMap<string, ColumnType>;
  readonly #shared: Shared;
  readonly #options: ColumnSiteOptions;
  readonly #anonymize: Anonymize;
  readonly #labels: readonly string[];
  readonly #path: readonly string[];
  readonly #keys = new Map<string, Key>();

  constructor(shared: Shared, options: ColumnSiteOptions, labels: readonly string[] = []) {
    this.table = options.table;
    this.column = options.column.name;
    this.type = options.column.type;
    this.nullable = options.column.nullable;
    this.optional = options.column.optional;
    this.columns = options.columns;
    this.rowCount = options.rowCount;
    this.now = shared.now;
    this.#shared = shared;
    this.#anonymize = options.anonymize;
    this.#options = options;
    this.#path = [shared.seed, options.table, this.column, ...options.space, ...labels];
    this.#labels = labels;
  }

  get base(): ColumnSite {
    if (this.#options.space.length === 0) return this;
    return new ColumnSite(this.#shared, { ...this.#options, space: [] }, this.#labels);
  }

  key(...labels: readonly string[]): Key {
    const [label = '', ...more] = labels;
    if (more.length > 0 || labels.length === 0) return hashPath(...this.#path, ...labels);
    // A function that gives another generator for each row asks for the same keys for each.
    let key = this.#keys.get(label);
    if (key === undefined) this.#keys.set(label, (key = hashPath(...this.#path, label)));
    return key;
  }

  stream(...labels: readonly string[]): Stream {
    return new Stream(this.key('stream', ...labels));
  }

  withFaker<T>(draw: (faker: Faker, row: Row) => T, ...labels: readonly string[]): (row: Row) => T {
    const { faker } = this.#shared.random;
    return this.#shared.random.bind(this.key('faker', ...labels), (row: Row) => draw(faker, row));
  }

  bind<T>(source: Source<T>, label: string): Bound<T> {
    // Ordinary values draw as they would alone, so that an edge case more, or NULL, changes no other row.
    return (label === 'value' ? this : this.#inner(label)).bindSource(source);
  }

  bindReference(ref: Ref, at: Site): Bound {
    return this.#options.bindReference(ref, at);
  }

  #inner(label: string): ColumnSite {
    return new ColumnSite(this.#shared, this.#options, [...this.#labels, label]);
  }

  /** Binds what stands for the column itself. */
  bindSource<T>(source: Source<T>): Bound<T> {
    if (isGenerator(source)) return source.bind(this) as Bound<T>;
    if (isRef(source)) return { draw: this.#options.keyOf(source) as (row: Row) => T };
    if (typeof source === 'function') {
      const draw = this.handWritten(this.#bindFunction(source as (context: unknown) => T));
      // Nothing is known of what it gives.
      return { draw, within: () => null };
    }
    const draw = (): T => source as T;
    if (this.#anonymize === 'everything')
      return { draw: this.#scrambled(draw), within: () => null };
    const bound: Bound<T> = { draw, within: (accepts) => (accepts(source) ? bound : null) };
    return bound;
  }

  /** Marks what a person's function gives: it is scrambled where the column is to be anonymised. */
  handWritten<T>(draw: (row: Row) => T): (row: Row) => T {
    return this.#anonymize === 'nothing' ? draw : this.#scrambled(draw);
  }

  #bindFunction<T>(call: (context: unknown) => T): (row: Row) => T {
    let returned: ColumnSite | undefined;
    // Every row the runtime hands to a generator is a view.
    return this.#shared.random.bind(this.key('function'), (row: Row) => {
      const made = call((row as RowView).context);
      if (!isGenerator(made)) return made;
      returned ??= this.#inner('returned');
      return returned.bindSource<T>(made).draw(row);
    });
  }

  /** Values a person wrote may hold a person's data; a generator's cannot. */
  #scrambled<T>(draw: (row: Row) => T): (row: Row) => T {
    const key = hashPath(this.#shared.seed, 'anonymize');
    const length = this.type.kind === 'text' ? this.type.length : null;
    return (row) => {
      const value = draw(row);
      return isRef(value) ? value : (scramble(value, key, length) as T);
    };
  }
}
