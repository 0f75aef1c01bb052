import type { Faker } from '@faker-js/faker';
import type { ColumnType } from '../src/schema/column-type.ts';
import type { Key } from '../src/random/hash.ts';
import type { Stream } from '../src/random/stream.ts';
import { isRef, type Ref } from './reference.ts';

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
  /** References among the values, for the runtime to plan: `given('kind', { user: ref('users') }, null)`. */
  readonly references?: readonly Ref[] | undefined;
  /** The fields of the document that it decides the presence of. */
  readonly nested?: Readonly<Record<string, unknown>> | undefined;
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
  /** The pinned present, in milliseconds since 1970. */
  readonly now: number;
  /** Types of the table's other columns. */
  readonly columns: ReadonlyMap<string, ColumnType>;
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
}

/** One row while it is being made. Its other columns are computed when they are asked for. */
export interface Row {
  /** The row's place in its own index space (the base's, or a scenario's): what streams are keyed by. */
  readonly index: number;
  /** The row's number among all rows of the table, the base's first: what keys are made from. */
  readonly ordinal: number;
  /** Another column of the row, as it will be stored. */
  get(column: string): unknown;
  /** The row a reference column leads to; null where it is NULL. */
  parent(column: string): Row | null;
}

/** A generator at its column. */
export interface Bound<out T = unknown> {
  draw(row: Row): T;
  /** No two rows of the table get the same value. */
  readonly distinct?: boolean | undefined;
  /** The values have a form that a suffix would break: unique ones have to come from {@link space}. */
  readonly formed?: boolean | undefined;
  /** Some rows are NULL by intent; where values have to be unique, others may be so too. */
  readonly nulls?: boolean | undefined;
  /** All values, numbered: what unique values are unranked from. */
  readonly space?: Space<T> | undefined;
  /** The edge cases among the values, in the order they are tried. */
  readonly edges?: readonly EdgeInfo[] | undefined;
  /** The edge case a row carries; null for an ordinary value. */
  readonly edgeAt?: ((index: number) => string | null) | undefined;
}

/** The values a generator can make, as a list too long to hold. */
export interface Space<out T = unknown> {
  readonly size: number;
  /** The value of a number from 0 to `size − 1`; different numbers give different stored values. */
  at(number: number): T;
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
 * @param edges - edge cases of the generator's own, for `edge(…)` to name
 */
export function generator<T>(
  config: Config,
  bind: (site: Site) => Bound<T>,
  edges?: EdgeSource<T>,
): Generator<T> & Partial<EdgeSource<T>> {
  return { [GENERATOR]: true, config, bind, ...edges };
}

export function isGenerator(value: unknown): value is Generator & Partial<EdgeSource<unknown>> {
  return typeof value === 'object' && value !== null && GENERATOR in value;
}

/** Anything that may stand for a column's values inside another generator. */
export type Source<T> = Generator<T> | ((context: SourceContext) => T) | T;

/**
 * The references among the values of sources.
 *
 * @param sources - what was written inside another generator
 * @returns undefined where there are none
 */
export function referencesIn(...sources: readonly unknown[]): readonly Ref[] | undefined {
  const found = sources.flatMap((source) =>
    isRef(source) ? [source] : isGenerator(source) ? (source.references ?? []) : [],
  );
  return found.length === 0 ? undefined : found;
}

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
