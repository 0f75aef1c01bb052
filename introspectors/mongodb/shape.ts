import type { ColumnType } from '../../src/schema/column-type.ts';
import type { Inferred } from '../../src/schema/schema.ts';
import type { BsonType } from './bson.ts';

/**
 * What is known of a value, whoever says it: a validator what may be there, documents what is. Null
 * stands for "nothing is said".
 */
export interface Shape {
  readonly types: ReadonlySet<BsonType> | null;
  /** Types that rules point to without asking for them: a bound that is a number, a text's pattern. */
  readonly hints: ReadonlySet<BsonType> | null;
  /** The only texts there are. */
  readonly labels: readonly string[] | null;
  /** Of a text, in characters. */
  readonly maxLength: number | null;
  /** Of a document, in their order. */
  readonly fields: ReadonlyMap<string, Field> | null;
  /** A document takes no other fields. */
  readonly closed: boolean;
  /** Of a document whose keys are data: what is under each. */
  readonly values: Shape | null;
  /** What those keys look like. */
  readonly key: ColumnType | null;
  /** Of a list: each of its elements. */
  readonly items: Shape | null;
  readonly comment: string | null;
  /** Documents tell of it, and nothing else. */
  readonly inferred: Inferred | null;
}

export interface Field {
  readonly shape: Shape;
  /** Never absent. */
  readonly required: boolean;
}

/** Nothing is known. */
export const ANYTHING: Shape = {
  types: null,
  hints: null,
  labels: null,
  maxLength: null,
  fields: null,
  closed: false,
  values: null,
  key: null,
  items: null,
  comment: null,
  inferred: null,
};

/** A shape of which only some is known. */
export function shapeOf(known: Partial<Shape>): Shape {
  return { ...ANYTHING, ...known };
}

/** A document with fields, of which those that are required are always there. */
export function documentOf(fields: Iterable<readonly [string, Field]>): Shape {
  return shapeOf({ hints: new Set<BsonType>(['object']), fields: new Map(fields) });
}

/** What is known of a value of which both are true. */
export function meet(a: Shape, b: Shape): Shape {
  return {
    types: both(a.types, b.types, intersection),
    hints: a.hints ?? b.hints,
    labels: both(a.labels, b.labels, (x, y) => x.filter((label) => y.includes(label))),
    maxLength: both(a.maxLength, b.maxLength, Math.min),
    fields: both(a.fields, b.fields, meetFields),
    closed: a.closed || b.closed,
    values: both(a.values, b.values, meet),
    key: a.key ?? b.key,
    items: both(a.items, b.items, meet),
    comment: a.comment ?? b.comment,
    inferred: a.inferred ?? b.inferred,
  };
}

/** What is known of a value of which one or the other is true. */
export function join(a: Shape, b: Shape): Shape {
  return {
    types: a.types === null || b.types === null ? null : union(a.types, b.types),
    hints: both(a.hints, b.hints, union),
    labels: joinLabels(a, b),
    maxLength: joinLengths(a, b),
    fields: both(a.fields, b.fields, joinFields, optionalFields),
    closed: a.closed && b.closed,
    values: both(a.values, b.values, join),
    key: a.key ?? b.key,
    items: both(a.items, b.items, join),
    comment: a.comment ?? b.comment,
    inferred: a.inferred ?? b.inferred,
  };
}

function both<T>(
  a: T | null,
  b: T | null,
  combine: (a: T, b: T) => T,
  alone: (only: T) => T = (only) => only,
): T | null {
  if (a === null) return b === null ? null : alone(b);
  return b === null ? alone(a) : combine(a, b);
}

/** Of types that exclude each other nothing is left; then the first say at least something. */
function intersection(a: ReadonlySet<BsonType>, b: ReadonlySet<BsonType>): ReadonlySet<BsonType> {
  const shared = [...a].filter((type) => b.has(type));
  return shared.length === 0 ? a : new Set(shared);
}

function union(a: ReadonlySet<BsonType>, b: ReadonlySet<BsonType>): ReadonlySet<BsonType> {
  return new Set([...a, ...b]);
}

function meetFields(
  a: ReadonlyMap<string, Field>,
  b: ReadonlyMap<string, Field>,
): ReadonlyMap<string, Field> {
  const met = new Map(a);
  for (const [name, field] of b) {
    const own = met.get(name);
    met.set(
      name,
      own === undefined
        ? field
        : { shape: meet(own.shape, field.shape), required: own.required || field.required },
    );
  }
  return met;
}

function joinFields(
  a: ReadonlyMap<string, Field>,
  b: ReadonlyMap<string, Field>,
): ReadonlyMap<string, Field> {
  const joined = new Map(optionalFields(a));
  for (const [name, field] of b) {
    const own = a.get(name);
    joined.set(
      name,
      own === undefined
        ? { ...field, required: false }
        : { shape: join(own.shape, field.shape), required: own.required && field.required },
    );
  }
  return joined;
}

function optionalFields(fields: ReadonlyMap<string, Field>): ReadonlyMap<string, Field> {
  return new Map([...fields].map(([name, field]) => [name, { ...field, required: false }]));
}

/** Texts are few only where both say so, or one of them is no text. */
function joinLabels(a: Shape, b: Shape): readonly string[] | null {
  if (!mayBeText(a)) return b.labels;
  if (!mayBeText(b)) return a.labels;
  if (a.labels === null || b.labels === null) return null;
  return [...new Set([...a.labels, ...b.labels])];
}

function joinLengths(a: Shape, b: Shape): number | null {
  if (!mayBeText(a)) return b.maxLength;
  if (!mayBeText(b)) return a.maxLength;
  return a.maxLength === null || b.maxLength === null ? null : Math.max(a.maxLength, b.maxLength);
}

function mayBeText({ types }: Shape): boolean {
  return types === null || types.has('string');
}
