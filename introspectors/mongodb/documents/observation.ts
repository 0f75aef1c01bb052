import { bsonTypeOf, tagOf, type BsonType } from '../bson.ts';

/**
 * What values at one place of some documents were like: counts of types and of fields. Values themselves
 * are not kept, but for the names of fields, of which map-keys.ts decides whether they are data.
 */
export interface Observation {
  /** How many values there were. */
  count: number;
  readonly types: Map<BsonType, number>;
  /** Of documents: what was in each field, in the order of their first coming. */
  readonly fields: Map<string, Observation>;
  /** How many fields documents had together, those without a place in `fields` too. */
  fieldCount: number;
  /** How many fields documents had, by how many of them had so many. */
  readonly sizes: Map<number, number>;
  /** Of lists: their elements. */
  elements: Observation | null;
  /** How many elements lists had, by how many of them had so many. */
  readonly lengths: Map<number, number>;
  /** Collections that references of the driver's kind, of a `$ref` and an `$id`, lead to. */
  readonly targets: Set<string>;
}

/** Keys beyond so many are data; the first of them tell enough of what is under all. */
const MOST_FIELDS = 1000;

/** Documents in documents beyond this depth are looked at as a whole. */
const DEEPEST = 12;

export function newObservation(): Observation {
  return {
    count: 0,
    types: new Map(),
    fields: new Map(),
    fieldCount: 0,
    sizes: new Map(),
    elements: null,
    lengths: new Map(),
    targets: new Set(),
  };
}

/**
 * Adds one value to what was observed.
 *
 * @param observation - of the place that the value is at; it is changed
 * @param value - as the driver reads it where it promotes nothing
 */
export function observe(observation: Observation, value: unknown, depth = 0): void {
  const type = bsonTypeOf(value);
  observation.count += 1;
  increase(observation.types, type);
  if (depth >= DEEPEST) return;
  if (type === 'array') observeList(observation, value as readonly unknown[], depth);
  if (type === 'object')
    observeMembers(observation, membersOf(value as object, observation), depth);
}

function observeList(observation: Observation, list: readonly unknown[], depth: number): void {
  increase(observation.lengths, list.length);
  for (const element of list) {
    observation.elements ??= newObservation();
    observe(observation.elements, element, depth + 1);
  }
}

function observeMembers(
  observation: Observation,
  members: readonly (readonly [string, unknown])[],
  depth: number,
): void {
  increase(observation.sizes, members.length);
  observation.fieldCount += members.length;
  for (const [name, member] of members) {
    let field = observation.fields.get(name);
    if (field === undefined) {
      if (observation.fields.size >= MOST_FIELDS) continue;
      field = newObservation();
      observation.fields.set(name, field);
    }
    observe(field, member, depth + 1);
  }
}

/** The driver makes an object of its own of a reference to another collection. */
function membersOf(
  value: object,
  { targets }: Observation,
): readonly (readonly [string, unknown])[] {
  if (tagOf(value) !== 'DBRef') return Object.entries(value);
  const { collection, oid } = value as { readonly collection: unknown; readonly oid: unknown };
  targets.add(String(collection));
  return [
    ['$ref', collection],
    ['$id', oid],
  ];
}

/** What was observed at several places, as if it had been one. */
export function mergeObservations(all: Iterable<Observation>): Observation {
  const merged = newObservation();
  for (const one of all) mergeInto(merged, one);
  return merged;
}

function mergeInto(merged: Observation, one: Observation): void {
  merged.count += one.count;
  merged.fieldCount += one.fieldCount;
  for (const [type, count] of one.types) increase(merged.types, type, count);
  for (const [length, count] of one.lengths) increase(merged.lengths, length, count);
  for (const [size, count] of one.sizes) increase(merged.sizes, size, count);
  for (const target of one.targets) merged.targets.add(target);
  for (const [name, field] of one.fields) {
    const own = merged.fields.get(name) ?? newObservation();
    if (!merged.fields.has(name) && merged.fields.size >= MOST_FIELDS) continue;
    merged.fields.set(name, own);
    mergeInto(own, field);
  }
  if (one.elements === null) return;
  merged.elements ??= newObservation();
  mergeInto(merged.elements, one.elements);
}

function increase<Key>(counts: Map<Key, number>, key: Key, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
