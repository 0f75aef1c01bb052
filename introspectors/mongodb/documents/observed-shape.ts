import type { Inferred } from '../../../src/schema/schema.ts';
import type { BsonType } from '../bson.ts';
import { memberTypes } from '../column-type.ts';
import { shapeOf, type Field, type Shape } from '../shape.ts';
import { isPathName } from '../validator/read-members.ts';
import { isDataName, mapKeysOf } from './map-keys.ts';
import { mergeObservations, type Observation } from './observation.ts';

/** Types that hardly any value has are mistakes of another time. */
const RARE_TYPE = 0.05;
/** So are fields; and of many documents a name that one of them has may be somebody's. */
const RARE_FIELD = 0.01;

/**
 * What documents had, as a shape. Names that look like data are left out of it, values never were in.
 *
 * @param observation - of the documents of a collection
 */
export function observedDocument(observation: Observation): Shape {
  return shapeOf({ fields: fieldsOf(observation) });
}

/**
 * What was observed at one place, as a shape.
 *
 * @param among - how many documents (or elements) could have had a value there
 */
function observedShape(observation: Observation, among: number): Shape {
  const types = typesOf(observation);
  const { elements } = observation;
  const shape = shapeOf({
    types,
    ...(types.has('object') && membersOf(observation)),
    ...(types.has('array') && elements && { items: observedShape(elements, elements.count) }),
  });
  return { ...shape, inferred: inferredOf(observation, shape, among) };
}

/** Of documents at one place: fields, or what is under keys that are data. */
function membersOf(observation: Observation): Partial<Shape> {
  const map = mapKeysOf(observation);
  if (map !== undefined) {
    const values = mergeObservations(observation.fields.values());
    return { key: map.key, values: observedShape(values, values.count) };
  }
  return observation.fields.size === 0 ? {} : { fields: fieldsOf(observation) };
}

function fieldsOf({ fields, types, targets }: Observation): ReadonlyMap<string, Field> {
  const documents = types.get('object') ?? 0;
  const kept = [...fields].filter(
    ([name, { count }]) => isPathName(name) && !isDataName(name) && count >= documents * RARE_FIELD,
  );
  return new Map(
    kept.map(([name, field]) => {
      const shape = observedShape(field, documents);
      const named = name === '$ref' && targets.size > 0 && { labels: [...targets].sort() };
      return [name, { shape: { ...shape, ...named }, required: field.count >= documents }];
    }),
  );
}

function typesOf({ types, count }: Observation): ReadonlySet<BsonType> {
  const missing = (types.get('null') ?? 0) + (types.get('undefined') ?? 0);
  const enough = (count - missing) * RARE_TYPE;
  return new Set(
    [...types].flatMap(([type, times]) => (type === 'null' || times >= enough ? [type] : [])),
  );
}

function inferredOf(observation: Observation, shape: Shape, among: number): Inferred {
  const { count, types, lengths, sizes } = observation;
  const shares = sharesOfTypes(types, shape);
  const counted = shape.values === null ? lengths : sizes;
  const isCounted = shape.types?.has('array') === true || shape.values !== null;
  return {
    present: roundShare(count, among),
    nulls: roundShare(types.get('null') ?? 0, count),
    ...(shares.length > 1 && { types: shares }),
    ...(isCounted && counted.size > 0 && { length: usualLength(counted) }),
  };
}

/** Shares of the types that a union is of, in its order. */
function sharesOfTypes(types: ReadonlyMap<BsonType, number>, shape: Shape): readonly number[] {
  const counts = memberTypes(shape).map((member) =>
    member.reduce((sum, type) => sum + (types.get(type) ?? 0), 0),
  );
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => roundShare(count, all));
}

const STEPS = 20;

/** In twentieths; all and none are said of all and none only. */
function roundShare(part: number, whole: number): number {
  if (part <= 0 || whole <= 0) return 0;
  if (part >= whole) return 1;
  const rounded = Math.round((part / whole) * STEPS);
  return Math.min(STEPS - 1, Math.max(1, rounded)) / STEPS;
}

const MOST = 0.95;

/** From the shortest to what all but a few are not longer than, on a coarse scale. */
function usualLength(lengths: ReadonlyMap<number, number>): { min: number; max: number } {
  const sorted = [...lengths].sort(([a], [b]) => a - b);
  const all = sorted.reduce((sum, [, count]) => sum + count, 0);
  const [[shortest] = [0]] = sorted;
  let longest = shortest;
  let seen = 0;
  for (const [length, count] of sorted) {
    if (seen >= all * MOST) break;
    longest = length;
    seen += count;
  }
  return { min: roundLength(shortest, 'down'), max: roundLength(longest, 'up') };
}

/**
 * 0, 1, 2, 5, 10, 20, 50 and so on.
 *
 * @example
 * ```ts
 * roundLength(37, 'down'); // 20
 * ```
 */
export function roundLength(length: number, towards: 'down' | 'up'): number {
  if (length <= 0) return 0;
  let step = 1;
  let next = 1;
  for (let index = 0; next < length; index += 1) {
    step = next;
    next = [2, 5, 10][index % 3]! * 10 ** Math.floor(index / 3);
  }
  return next === length || towards === 'up' ? next : step;
}
