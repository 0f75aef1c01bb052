import type { Faker } from '@faker-js/faker';
import type { TimeSpan } from '../../generators/duration.ts';
import type { CountOf, Position } from '../../generators/family.ts';
import type { Generator } from '../../generators/generator.ts';
import type { Instant } from '../../generators/moment.ts';
import type { Ref, RefOptions } from '../../generators/reference.ts';

/**
 * What a generated `schema.ts` says of a table in types. `Schema` is an interface of these, by the
 * name that definitions use for the table.
 */
export interface TableTypes {
  /** Every column that a factory can fill, as `factory.row` gives it. */
  row: object;
  /** The parent table of each reference column. */
  references: object;
}

/** Constrains a schema's type without asking for an index signature, which interfaces lack. */
export type SchemaTypes<S> = { [T in keyof S]: TableTypes };

export type TableKey<S> = keyof S & string;
export type RowOf<S extends SchemaTypes<S>, T extends keyof S> = S[T]['row'];
type ReferencesOf<S extends SchemaTypes<S>, T extends keyof S> = S[T]['references'];

/** A day as rows have it: `2026-01-31`. */
type Day = `${number}-${number}-${number}`;

/** What may be written where a row has `V`. */
export type Writable<V> = V extends Date | Day
  ? Date | string
  : V extends bigint
    ? bigint | number
    : V extends number
      ? number | bigint
      : V extends readonly (infer Element)[]
        ? readonly Writable<Element>[]
        : V;

/** What the column's type gives a form, as generators make it. */
type Shaped<V> = V extends Date | Day
  ? Instant
  : string extends V
    ? Instant | TimeSpan
    : number extends V
      ? Instant | TimeSpan
      : bigint extends V
        ? Instant | TimeSpan
        : never;

/** What a generator may make where a row has `V`. */
type Made<V> = V extends NoDocument
  ? V extends readonly (infer Element)[]
    ? readonly Made<Element>[]
    : Writable<V> | Shaped<V>
  : V extends object
    ? { readonly [F in keyof V]: Made<V[F]> }
    : Writable<V> | Shaped<V>;

type RefFor<S extends SchemaTypes<S>, T extends keyof S, C> = C extends keyof ReferencesOf<S, T>
  ? Ref<ReferencesOf<S, T>[C] & string>
  : never;

/** Counters of any table's reference, whichever table it leads to: of one schema there is one such type. */
type AnyCount<S extends SchemaTypes<S>> = {
  [Child in TableKey<S>]: CountOf<Child, keyof ReferencesOf<S, Child> & string>;
}[TableKey<S>];

type FamilyValue<S extends SchemaTypes<S>, T extends keyof S, V> = number extends V
  ? AnyCount<S> | Position<keyof ReferencesOf<S, T> & string>
  : never;

/** Values that are no documents, although they are objects. */
type NoDocument = Date | Uint8Array | readonly unknown[] | ((...parameters: never[]) => unknown);

/** The fields of a document, each as a column of its own: `{ street: streetAddress() }`. */
type NestedShape<S extends SchemaTypes<S>, T extends keyof S, Path extends string, V> = [
  V,
] extends [object]
  ? V extends NoDocument
    ? never
    : {
        readonly [F in keyof V]?: FieldSource<
          S,
          T,
          `${Path}.${F & string}`,
          Exclude<V[F], undefined>
        >;
      }
  : never;

type FieldSource<S extends SchemaTypes<S>, T extends keyof S, Path extends string, V> =
  | Writable<V>
  | Generator<Made<V> | RefFor<S, T, Path> | undefined>
  | RefFor<S, T, Path>
  | FamilyValue<S, T, NonNullable<V>>
  | NestedShape<S, T, Path, NonNullable<V>>
  | ((context: Context<S, T>) => Writable<V> | RefFor<S, T, Path> | undefined);

/** The fields of a row by their paths, those in documents among them: `address.street`. */
export type FieldPath<Row> = {
  [F in keyof Row & string]:
    | F
    | (NonNullable<Row[F]> extends infer V
        ? [V] extends [object]
          ? V extends NoDocument
            ? never
            : `${F}.${FieldPath<V>}`
          : never
        : never);
}[keyof Row & string];

/** A column's value in a definition: a constant, a generator, or a function of the row's context. */
export type ColumnSource<S extends SchemaTypes<S>, T extends keyof S, C extends keyof RowOf<S, T>> =
  | Writable<RowOf<S, T>[C]>
  | Generator<Made<RowOf<S, T>[C]> | RefFor<S, T, C> | undefined>
  | RefFor<S, T, C>
  | FamilyValue<S, T, NonNullable<RowOf<S, T>[C]>>
  | NestedShape<S, T, C & string, NonNullable<RowOf<S, T>[C]>>
  | ColumnFunction<S, T, C>;

export type ColumnFunction<
  S extends SchemaTypes<S>,
  T extends keyof S,
  C extends keyof RowOf<S, T>,
> = (
  context: Context<S, T>,
) => Writable<RowOf<S, T>[C]> | RefFor<S, T, C> | Generator<Made<RowOf<S, T>[C]>> | undefined;

export type ColumnShape<S extends SchemaTypes<S>, T extends keyof S> = {
  readonly [C in keyof RowOf<S, T>]?: ColumnSource<S, T, C>;
};

/** What a shape that is one function returns: plain values, references, or nothing for a column. */
export type RowShape<S extends SchemaTypes<S>, T extends keyof S> = {
  readonly [C in keyof RowOf<S, T>]?: Writable<RowOf<S, T>[C]> | RefFor<S, T, C> | undefined;
};

/** Refuses members that the table has no column for, which a function's result would let through. */
type Only<R, Columns> = R & { readonly [C in Exclude<keyof R, keyof Columns>]: never };

export interface Definition<
  S extends SchemaTypes<S>,
  T extends keyof S,
  R extends RowShape<S, T> = RowShape<S, T>,
> {
  /** How many rows; a later definition's count replaces an earlier one's. */
  readonly count?: number;
  /** Values by column, or one function of the context that returns them all. */
  readonly shape?: ColumnShape<S, T> | ((context: Context<S, T>) => Only<R, RowOf<S, T>>);
  /** Named sets of overrides, for scenarios to apply. */
  readonly traits?: Readonly<Record<string, ColumnShape<S, T>>>;
  /**
   * Columns whose hand-written values are scrambled before they are stored: a list adds to what earlier
   * definitions list, `{ email: false }` takes a column off it. What a scenario writes as a constant
   * stays as it is written.
   */
  readonly anonymize?:
    readonly FieldPath<RowOf<S, T>>[] | { readonly [C in FieldPath<RowOf<S, T>>]?: boolean };
}

/** What a function in a definition is called with. */
export interface Context<S extends SchemaTypes<S>, T extends keyof S> {
  /** Faker, drawing from a stream of this cell's own; its dates are relative to {@link now}. */
  readonly faker: Faker;
  /** The row's index: 0 is the first. */
  readonly index: number;
  /** The row's other columns, each computed when it is read. */
  readonly row: Readonly<RowOf<S, T>>;
  /** The pinned present. */
  readonly now: Date;
  readonly seed: string;
  /** A reference to a row of another table. */
  ref<const Parent extends string>(table: Parent, options?: RefOptions): Ref<Parent>;
  /** The row that a reference column leads to; null where it is NULL. */
  parent<C extends keyof ReferencesOf<S, T> & string>(
    column: C,
  ): Readonly<ParentRow<S, ReferencesOf<S, T>[C]>> | null;
}

type ParentRow<S extends SchemaTypes<S>, Parent> = Parent extends keyof S
  ? RowOf<S, Parent>
  : never;

/** Stands for the rows that one `add` of a scenario makes; give it as a reference to a later one. */
export interface Added<T extends string = string> {
  readonly table: T;
  /** The scenario's own number for this `add`. */
  readonly group: number;
  readonly count: number;
}

/** One mapped type, no intersection: of that TypeScript 5.4 gives a function no type for its parameter. */
export type AddOverrides<S extends SchemaTypes<S>, T extends keyof S> = {
  readonly [C in keyof RowOf<S, T> | 'traits']?: C extends 'traits'
    ? readonly string[]
    : C extends keyof RowOf<S, T>
      ? ColumnSource<S, T, C> | AddedFor<ReferencesOf<S, T>, C>
      : never;
};

type AddedFor<References, C> = C extends keyof References ? Added<References[C] & string> : never;

export interface ScenarioBuilder<S extends SchemaTypes<S>> {
  /**
   * Adds rows to a table, in an index space of the scenario's own.
   *
   * @param table - which table
   * @param count - how many rows; 1 if left out
   * @param overrides - values, traits, and earlier results of `add` for references
   */
  readonly add: Add<S>;
}

interface Add<S extends SchemaTypes<S>> {
  <T extends TableKey<S>>(table: T, overrides?: AddOverrides<S, T>): Added<T>;
  <T extends TableKey<S>>(table: T, count: number, overrides?: AddOverrides<S, T>): Added<T>;
}
