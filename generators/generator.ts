import type { Faker } from '@faker-js/faker';
import type { ColumnType } from '../src/schema/column-type.ts';
import type { Key } from '../src/random/hash.ts';
import type { Stream } from '../src/random/stream.ts';
import type { Ref } from './reference.ts';

/**
 * Makes the values of a column. A generator is plain configuration until the runtime binds it to a
 * column; bound, it draws a value for any row, in any order.
 *
 * Every `bind` is called once per column and run, so it may compute tables; every `draw` is called
 * once per row, so it must not allocate more than its value.
 */
export interface Generator<out T = unknown> {
  readonly [GENERATOR]: true;
  /** What it was made from: two generators of equal configuration make equal values. */
  readonly config: Config;
  bind(site: Site): Bound<T>;
  /** The sources that it was made from, for the runtime to find the references among them. */
  readonly inner?: readonly Inner[] | undefined;
  /** The fields of the document that it decides the presence of. */
  readonly nested?: Readonly<Record<string, unknown>> | undefined;
}

/** A source inside a generator. */
export interface Inner {
  readonly source: unknown;
  /**
   * Where its values are within the generator's: empty where they are the same, `[]` for the elements of a
   * list, `{}` for the keys of a map, `*` for what they lead to, otherwise the name of a field.
   */
  readonly step: string;
}

/**
 * A generator's name and what it was called with, generators and functions within it included. The order
 * of an object's members says nothing; what depends on an order is in a list.
 */
export type Config = readonly [name: string, ...options: readonly unknown[]];

/** Marks what {@link isGenerator} recognises, also across two copies of the package. */
const GENERATOR: unique symbol = Symbol.for('gen-factories.generator') as never;

/** What is fixed about a column before its first row. */
export interface Site {
  /** The table's name in the definitions: `users`, `billing.invoices`. */
  readonly table: string;
  readonly column: string;
  /** What the column stores, without domains. */
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** A field that may be absent from its document. */
  readonly optional?: boolean | undefined;
  /** The pinned present, in milliseconds since 1970. */
  readonly now: number;
  /** How many rows the table has, those of scenarios included. */
  readonly rowCount: number;
  /** Types of the table's other columns, and of what else is in the same document. */
  readonly columns: ReadonlyMap<string, ColumnType>;
  /** Which element of a list the value is, or is in. */
  readonly element?: Element | undefined;
  /**
   * The same column in the base's rows, and in the first element of a list: what no two may share is
   * numbered by it, whether a row is of the base or a scenario's.
   */
  readonly base: Site;
  /**
   * What is beside the value in a document of which a row may have many: a field, or something in it.
   *
   * @returns undefined where no field there has the path's first name
   */
  readonly beside?: ((path: string) => ((row: Row) => unknown) | undefined) | undefined;
  /**
   * Key material of this column's own: a function of seed, table, column and the labels. Two purposes
   * in one column (the value and whether it is NULL) take two labels.
   */
  key(...labels: readonly string[]): Key;
  /** A stream of this column's own. Seek it to the row before drawing from it. */
  stream(...labels: readonly string[]): Stream;
  /**
   * Faker, drawing from the column's own stream while `draw` runs.
   *
   * @param draw - called with Faker at the beginning of the row's numbers
   */
  withFaker<T>(draw: (faker: Faker, row: Row) => T, ...labels: readonly string[]): (row: Row) => T;
  /**
   * Binds what stands for values inside another generator: a generator, a function of the row's
   * context, or a constant.
   *
   * @param source - what was written
   * @param label - keeps its draws apart from the outer generator's
   */
  bind<T>(source: Source<T>, label: string): Bound<T>;
  /**
   * Binds a reference that is inside a value.
   *
   * @param ref - as it is written in the definition
   * @param at - its part of the value
   */
  bindReference(ref: Ref, at: Site): Bound;
}

/** An element of a list, or what a key of a map leads to. */
export interface Element {
  /** Its place in the list, from 0. */
  readonly place: number;
  /** How many there are at most in all lists of this kind that a row has. */
  readonly most: number;
  /** The value is the element itself, and not a part of it. */
  readonly whole: boolean;
  /** Key material that all elements of a list share. */
  key(...labels: readonly string[]): Key;
  /** Its number among the elements of all rows: no other has it. */
  number(row: Row): number;
}

/** One row while it is being made. Its other columns are computed when they are asked for. */
export interface Row {
  /** The row's place in its own index space (the base's, or a scenario's): what streams are keyed by. */
  readonly index: number;
  /** The row's number among all rows of the table, the base's first: what keys are made from. */
  readonly ordinal: number;
  /**
   * Another column of the row, as it will be stored; a field of a document in it, or a column of a row
   * that it leads to, by their path: `address.city`, `org_id.created_at`.
   *
   * @returns null too where a reference on the way is NULL, undefined where a document on the way is absent
   */
  get(path: string): unknown;
  /** The row a reference column leads to; null where it is NULL. */
  parent(column: string): Row | null;
}

/** A generator at its column. */
export interface Bound<out T = unknown> {
  draw(row: Row): T;
  /** A reference that the value cannot do without leads nowhere: a list leaves the element out. */
  readonly missing?: ((row: Row) => boolean) | undefined;
  /** No two rows of the table get the same value. */
  readonly distinct?: boolean | undefined;
  /** The values have a form that a suffix would break: unique ones have to come from {@link space}. */
  readonly formed?: boolean | undefined;
  /** The most characters of its texts, numbers that make them unique included, where the type takes more. */
  readonly room?: number | undefined;
  /** Some rows are NULL by intent; where values have to be unique, others may be so too. */
  readonly nulls?: boolean | undefined;
  /** All values, numbered: what unique values are unranked from. */
  readonly space?: Space<T> | undefined;
  /** Unique values where {@link space} cannot tell them: which of them a row may have depends on the row. */
  readonly numbered?: NumberedByRow<T> | undefined;
  /**
   * The same without the values that will not do; null where it is not sure to have others. For those that
   * {@link space} does not tell: see within.ts.
   */
  readonly within?: ((accepts: Accepts) => Bound<T> | null) | undefined;
  /** The edge cases among the values, in the order they are tried. */
  readonly edges?: readonly EdgeInfo[] | undefined;
  /** The edge case a row carries; null for an ordinary value. */
  readonly edgeAt?: ((index: number) => string | null) | undefined;
}

/** Whether a value will do. */
export interface Accepts {
  (value: unknown): boolean;
  /** Whether any value will do that is not NULL and that nobody named. */
  readonly others: boolean;
}

/** The values a generator can make, as a list too long to hold. */
export interface Space<out T = unknown> {
  readonly size: number;
  /** The value of a number from 0 to `size − 1`; different numbers give different stored values. */
  at(number: number): T;
  /** Of texts that are alike: how all of them begin, and how long they are. */
  readonly texts?: { readonly start: string; readonly length: number };
}

/** Values by the number of their row, of which no two are equal. */
export interface NumberedByRow<out T = unknown> {
  readonly size: number;
  at(number: number, row: Row): T;
}

export interface EdgeInfo {
  readonly name: string;
  /** Share of rows, 0 to 1. */
  readonly rate: number;
  /** The row that carries it whatever the draws say. */
  readonly index: number;
}

/** Edge cases a generator offers by name, beyond those every value of its type has. */
export interface EdgeSource<T> {
  /** The edge's values; undefined where this column has no such value. */
  edge(name: string, site: Site): ((row: Row, ordinary: () => T) => T) | undefined;
  /** Rows of a distinct generator stay distinct, whichever of these edge cases they carry. */
  readonly distinctEdges?: true;
}

/**
 * Makes a generator from its `bind`.
 *
 * @param config - its name and everything it was called with
 * @param bind - called once per column and run
 * @param more - edge cases of the generator's own, for `edge(…)` to name, and the sources inside
 */
export function generator<T>(
  config: Config,
  bind: (site: Site) => Bound<T>,
  more?: Partial<EdgeSource<T>> & Pick<Generator, 'inner' | 'nested'>,
): Generator<T> & Partial<EdgeSource<T>> {
  return { [GENERATOR]: true, config, bind, ...more };
}

/**
 * Makes a generator of other sources' values: changed, mixed, or left out in some rows.
 *
 * @param config - as of {@link generator}
 * @param sources - whose values they are
 * @param bind - called once per column and run
 */
export function wrapper<T>(
  config: Config,
  sources: readonly unknown[],
  bind: (site: Site) => Bound<T>,
): Generator<T> {
  return generator(config, bind, { inner: sources.map((source) => ({ source, step: '' })) });
}

/** The room of values that come from one of several: what fits the narrowest fits all. */
export function leastRoom(bounds: Iterable<Bound>): number | undefined {
  const rooms = [...bounds].flatMap(({ room }) => room ?? []);
  return rooms.length === 0 ? undefined : Math.min(...rooms);
}

export function isGenerator(value: unknown): value is Generator & Partial<EdgeSource<unknown>> {
  return typeof value === 'object' && value !== null && GENERATOR in value;
}

/** Anything that may stand for a column's values inside another generator. */
export type Source<T> = Generator<T> | ((context: SourceContext) => T) | T;

/** What a function inside a generator is called with. */
export interface SourceContext {
  /** Draws from the cell's own stream; its dates are relative to {@link now}. */
  readonly faker: Faker;
  readonly index: number;
  /** The row's other columns, computed when they are read. */
  // A row is typed by its table where a definition's column is a function; inside a generator the table is not known.
  readonly row: Readonly<Record<string, never>>;
  /** The pinned present. */
  readonly now: Date;
  readonly seed: string;
}
