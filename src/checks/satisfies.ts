import type { ColumnType } from '../schema/column-type.ts';
import { callFunction } from './call-function.ts';
import { compareValues, equalValues, octetsOf } from './compare-values.ts';
import { parseDecimal, remainderOf, subtractDecimals } from './decimal.ts';
import type {
  Bound,
  ElementsShape,
  Extent,
  Facets,
  JsonShape,
  JsonType,
  NetworkShape,
  RangeShape,
  Step,
} from './facets.ts';
import { matchesPattern } from '../patterns/pattern.ts';
import { parseInstant, truncateInstant } from './temporal.ts';
import { UNKNOWN } from './unknown.ts';

/**
 * Whether a value is as facets want it. Undefined where it cannot be told.
 *
 * @param value - not null, as the column stores it
 * @param facets - what is wanted
 * @param type - the column's type
 */
export function satisfies(value: unknown, facets: Facets, type: ColumnType): boolean | undefined {
  return all(
    (Object.keys(facets) as (keyof Facets)[]).map((facet) =>
      TESTS[facet](value, facets as Required<Facets>, type),
    ),
  );
}

type Test = (value: unknown, facets: Required<Facets>, type: ColumnType) => boolean | undefined;

const TESTS: Readonly<Record<keyof Facets, Test>> = {
  values: (value, { values }, type) => any(values.map((other) => equalValues(value, other, type))),
  excluded: (value, { excluded }, type) =>
    all(excluded.map((other) => not(equalValues(value, other, type)))),
  min: (value, { min }, type) => isBeyond(compareValues(value, min.value, type), min),
  max: (value, { max }, type) => isBeyond(negated(compareValues(value, max.value, type)), max),
  length: (value, { length }, type) => {
    const characters = callFunction('char_length', [value], [type]);
    return typeof characters === 'number' ? isWithin(characters, length) : undefined;
  },
  octets: (value, { octets }, type) => isWithin(sizeInBytes(value, type), octets),
  notBlank: (value) => (typeof value === 'string' ? /[^ ]/.test(value) : undefined),
  letterCase: (value, { letterCase }) =>
    typeof value === 'string'
      ? value === (letterCase === 'lower' ? value.toLowerCase() : value.toUpperCase())
      : undefined,
  pattern: (value, { pattern }) =>
    typeof value === 'string' ? matchesPattern(pattern, value) : undefined,
  forbidden: (value, { forbidden }) =>
    typeof value === 'string'
      ? all(forbidden.map((pattern) => not(matchesPattern(pattern, value))))
      : undefined,
  step: (value, { step }) => isOnStep(value, step),
  json: (value, { json }) => hasShape(value, json),
  elements: (value, { elements }, type) => hasElements(value, elements, type),
  range: (value, { range }) => isRange(value, range),
  network: (value, { network }) => isNetwork(value, network),
  fields: (value, { fields }, type) => hasFields(value, fields, type),
};

function isBeyond(order: number | undefined, { inclusive }: Bound): boolean | undefined {
  return order === undefined ? undefined : order > 0 || (order === 0 && inclusive);
}

function isWithin(size: number | undefined, { min, max }: Extent): boolean | undefined {
  return size === undefined ? undefined : size >= min && (max === null || size <= max);
}

function sizeInBytes(value: unknown, type: ColumnType): number | undefined {
  const size = callFunction('octet_length', [value], [type]);
  return typeof size === 'number' ? size : octetsOf(value);
}

function isOnStep(value: unknown, step: Step): boolean | undefined {
  if (step.kind === 'time') {
    const instant = parseInstant(value);
    return instant === undefined ? undefined : truncateInstant(instant, step.unit) === instant;
  }
  const [number, of, offset] = [value, step.of, step.offset].map((part) =>
    parseDecimal(part as number | string | bigint),
  );
  if (number === undefined || of === undefined || offset === undefined) return undefined;
  const rest = remainderOf(subtractDecimals(number, offset), of);
  return rest === undefined ? undefined : rest.digits === 0n;
}

function hasShape(value: unknown, shape: JsonShape): boolean | undefined {
  const type = jsonTypeOf(value);
  if (shape.types !== undefined && !shape.types.includes(type)) return false;
  if (shape.whole === true && !Number.isInteger(value)) return false;
  const tests: (boolean | undefined)[] = [];
  if (shape.value !== undefined) {
    tests.push(satisfies(value, shape.value, type === 'number' ? NUMBER : TEXT));
  }
  for (const [key, member] of Object.entries(shape.members ?? {})) {
    if (type !== 'object' || !Object.hasOwn(value as object, key)) return false;
    tests.push(hasShape((value as Readonly<Record<string, unknown>>)[key], member));
  }
  return all(tests);
}

const NUMBER: ColumnType = { kind: 'decimal', precision: null, scale: null };
const TEXT: ColumnType = { kind: 'text', length: null, fixed: false, caseless: false };

function jsonTypeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'bigint' ? 'number' : (typeof value as JsonType);
}

function hasElements(value: unknown, shape: ElementsShape, type: ColumnType): boolean | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (type.kind !== 'map' && (type.kind !== 'array' || !Array.isArray(value))) return undefined;
  const element = type.kind === 'map' ? type.value : type.element;
  const items: readonly unknown[] = Object.values(value);
  const present = items.filter((item) => item !== null);
  const isOneOf = (item: unknown, list: readonly unknown[]): boolean | undefined =>
    any(list.map((other) => equalValues(item, other, element)));
  return all([
    shape.count === undefined || isWithin(items.length, shape.count),
    shape.nulls === undefined || present.length === items.length,
    shape.distinct === undefined || callFunction('unique_items', [items], [type]) === true,
    ...Object.keys(shape.keys === undefined ? {} : value).map((key) =>
      satisfies(key, shape.keys ?? {}, TEXT),
    ),
    ...present.map((item) => shape.allowed === undefined || isOneOf(item, shape.allowed)),
    ...present.map((item) => shape.excluded === undefined || not(isOneOf(item, shape.excluded))),
    ...(shape.required ?? []).map((item) => isOneOf(item, present)),
    ...present.map((item) => shape.each === undefined || satisfies(item, shape.each, element)),
  ]);
}

function isRange(value: unknown, shape: RangeShape): boolean | undefined {
  const rangeType: ColumnType = { kind: 'range', element: TEXT, multi: false };
  const part = (name: string): unknown => callFunction(name, [value], [rangeType]);
  const isKnown = [part('isempty'), part('lower'), part('upper')].every((p) => p !== UNKNOWN);
  if (!isKnown) return undefined;
  return (
    (shape.notEmpty === undefined || part('isempty') === false) &&
    (shape.lower === undefined || part('lower') !== null) &&
    (shape.upper === undefined || part('upper') !== null)
  );
}

function isNetwork(value: unknown, shape: NetworkShape): boolean | undefined {
  return all([
    shape.family === undefined || callFunction('family', [value], []) === shape.family,
    shape.prefix === undefined || callFunction('masklen', [value], []) === shape.prefix,
  ]);
}

function hasFields(
  value: unknown,
  fields: Readonly<Record<string, Facets>>,
  type: ColumnType,
): boolean | undefined {
  if (typeof value !== 'object' || value === null || type.kind !== 'composite') return undefined;
  return all(
    type.fields.map((field) => {
      const facets = fields[field.name];
      const part = (value as Readonly<Record<string, unknown>>)[field.name] ?? null;
      return facets === undefined || part === null || satisfies(part, facets, field.type);
    }),
  );
}

function negated(order: number | undefined): number | undefined {
  return order === undefined ? undefined : -order;
}

function not(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

function all(truths: readonly (boolean | undefined)[]): boolean | undefined {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

function any(truths: readonly (boolean | undefined)[]): boolean | undefined {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}
