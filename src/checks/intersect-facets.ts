import { storageType, type ColumnType } from '../schema/column-type.ts';
import { compareValues } from './compare-values.ts';
import { formatDecimal, parseDecimal, roundDecimal } from './decimal.ts';
import type { LiteralValue } from './expression.ts';
import type { Bound, ElementsShape, Extent, Facets, JsonShape, Step } from './facets.ts';
import { plainNumber } from './fold-cast.ts';
import { intersectPatterns } from '../patterns/intersect-patterns.ts';
import { lengthsOf, restrictCase } from '../patterns/pattern.ts';
import { satisfies } from './satisfies.ts';
import { addDays, parseInstant } from './temporal.ts';

/**
 * Facets that admit only what both admit.
 *
 * @param a - facets of a column
 * @param b - other facets of the same column
 * @param type - the column's type
 * @returns undefined where nothing is left, or where what is left cannot be told in facets
 */
export function intersectFacets(a: Facets, b: Facets, type: ColumnType): Facets | undefined {
  try {
    return tidy(merge(a, b, storageType(type)), storageType(type));
  } catch (error) {
    if (error instanceof Empty) return undefined;
    throw error;
  }
}

/** Thrown inside this file only, where two facets leave nothing. */
class Empty extends Error {}

function merge(a: Facets, b: Facets, type: ColumnType): Facets {
  return defined({
    values: either(a.values, b.values, (x, y) =>
      x.filter((value) => satisfies(value, { values: y }, type) === true),
    ),
    excluded: either(a.excluded, b.excluded, distinct),
    min: either(a.min, b.min, (x, y) => tighter(x, y, type, 1)),
    max: either(a.max, b.max, (x, y) => tighter(x, y, type, -1)),
    length: either(a.length, b.length, intersectExtents),
    octets: either(a.octets, b.octets, intersectExtents),
    notBlank: a.notBlank ?? b.notBlank,
    letterCase: either(a.letterCase, b.letterCase, same),
    pattern: either(a.pattern, b.pattern, (x, y) => intersectPatterns(x, y) ?? empty()),
    forbidden: either(a.forbidden, b.forbidden, (x, y) => [...x, ...y]),
    step: either(a.step, b.step, intersectSteps),
    json: either(a.json, b.json, intersectShapes),
    elements: either(a.elements, b.elements, (x, y) => intersectElements(x, y, type)),
    range: either(a.range, b.range, (x, y) => ({ ...x, ...y })),
    network: either(a.network, b.network, (x, y) => {
      if (x.family !== undefined && y.family !== undefined) same(x.family, y.family);
      if (x.prefix !== undefined && y.prefix !== undefined) same(x.prefix, y.prefix);
      return { ...x, ...y };
    }),
    fields: either(a.fields, b.fields, (x, y) => intersectFields(x, y, type)),
  });
}

/** Brings facets that bear on each other into step, and finds out whether anything is left. */
function tidy(facets: Facets, type: ColumnType): Facets {
  const { values, ...rest } = facets;
  if (values !== undefined) {
    const kept = values.filter((value) => satisfies(value, rest, type) === true);
    return kept.length === 0 ? empty() : { values: kept };
  }
  const bounded = closedBounds(facets, type);
  checkBounds(bounded, type);
  checkLengths(bounded, type);
  const { pattern, letterCase } = bounded;
  if (pattern === undefined || letterCase === undefined) return bounded;
  return { ...bounded, pattern: restrictCase(pattern, letterCase) ?? empty() };
}

/** Whole numbers and days have no gaps: an open bound is the next value, closed. */
function closedBounds(facets: Facets, type: ColumnType): Facets {
  const close =
    type.kind === 'integer' ? closedInteger : type.kind === 'date' ? closedDate : undefined;
  if (close === undefined) return facets;
  return defined({
    ...facets,
    min: facets.min === undefined ? undefined : close(facets.min, 1),
    max: facets.max === undefined ? undefined : close(facets.max, -1),
  });
}

function closedInteger(bound: Bound, inwards: 1 | -1): Bound {
  const exact = parseDecimal(bound.value);
  if (exact === undefined) return bound;
  const whole = roundDecimal(exact, inwards === 1 ? 'up' : 'down');
  const isExact = formatDecimal(whole) === formatDecimal(exact);
  const shift = isExact && !bound.inclusive ? BigInt(inwards) : 0n;
  const value = plainNumber(formatDecimal({ digits: whole.digits + shift, scale: 0 }));
  return { value, inclusive: true };
}

function closedDate(bound: Bound, inwards: 1 | -1): Bound {
  const text = String(bound.value);
  const day = addDays(text, 0);
  if (day === undefined) return bound;
  const isMidnight = parseInstant(day) === parseInstant(text);
  const shift = isMidnight ? (bound.inclusive ? 0 : inwards) : inwards === 1 ? 1 : 0;
  return { value: addDays(day, shift) ?? day, inclusive: true };
}

function checkBounds({ min, max, excluded = [] }: Facets, type: ColumnType): void {
  if (min === undefined || max === undefined) return;
  const order = compareValues(min.value, max.value, type);
  if (order === undefined || order > 0) empty();
  if (order !== 0) return;
  const isExcluded = excluded.some((value) => compareValues(value, min.value, type) === 0);
  if (!min.inclusive || !max.inclusive || isExcluded) empty();
}

function checkLengths({ length, octets, pattern }: Facets, type: ColumnType): void {
  const limits: Extent[] = [];
  if (type.kind === 'text' && type.length !== null) limits.push({ min: 0, max: type.length });
  if (length !== undefined) limits.push(length);
  // A character takes at least one byte, at most four.
  if (octets !== undefined && type.kind === 'text') {
    limits.push({ min: Math.ceil(octets.min / 4), max: octets.max });
  }
  if (pattern !== undefined) {
    const { min, max } = lengthsOf(pattern.node);
    limits.push({ min, max: max === Infinity ? null : max });
  }
  limits.reduce(intersectExtents, { min: 0, max: null });
}

function tighter(a: Bound, b: Bound, type: ColumnType, inwards: 1 | -1): Bound {
  const order = compareValues(a.value, b.value, type);
  if (order === undefined) return empty();
  if (order === 0) return a.inclusive ? b : a;
  return order * inwards > 0 ? a : b;
}

function intersectExtents(a: Extent, b: Extent): Extent {
  const min = Math.max(a.min, b.min);
  const max = Math.min(a.max ?? Infinity, b.max ?? Infinity);
  if (min > max) empty();
  return { min, max: max === Infinity ? null : max };
}

function intersectSteps(a: Step, b: Step): Step {
  if (JSON.stringify(a) === JSON.stringify(b)) return a;
  return empty();
}

function intersectShapes(a: JsonShape, b: JsonShape): JsonShape {
  const types = either(a.types, b.types, (x, y) => x.filter((type) => y.includes(type)));
  if (types?.length === 0) empty();
  const numeric = types?.includes('number') === true;
  const valueType: ColumnType = numeric
    ? { kind: 'decimal', precision: null, scale: null }
    : { kind: 'text', length: null, fixed: false, caseless: false };
  return defined({
    types,
    members: either(a.members, b.members, (x, y) => {
      const shared = Object.keys(x).filter((key) => Object.hasOwn(y, key));
      const merged = shared.map((key) => [key, intersectShapes(x[key] ?? {}, y[key] ?? {})]);
      return { ...x, ...y, ...Object.fromEntries(merged) } as Readonly<Record<string, JsonShape>>;
    }),
    value: either(a.value, b.value, (x, y) => intersectFacets(x, y, valueType) ?? empty()),
    whole: a.whole ?? b.whole,
  });
}

function intersectElements(a: ElementsShape, b: ElementsShape, type: ColumnType): ElementsShape {
  const element = elementOf(type);
  const isIn = (value: LiteralValue, list: readonly LiteralValue[]): boolean =>
    satisfies(value, { values: list }, element) === true;
  const excluded = either(a.excluded, b.excluded, distinct);
  const allowed = either(a.allowed, b.allowed, (x, y) => x.filter((value) => isIn(value, y)));
  return defined({
    count: either(a.count, b.count, intersectExtents),
    nulls: a.nulls ?? b.nulls,
    distinct: a.distinct ?? b.distinct,
    keys: either(a.keys, b.keys, (x, y) => intersectFacets(x, y, TEXT) ?? empty()),
    allowed: allowed?.filter((value) => excluded === undefined || !isIn(value, excluded)),
    required: either(a.required, b.required, distinct),
    excluded,
    each: either(a.each, b.each, (x, y) => intersectFacets(x, y, element) ?? empty()),
  });
}

const TEXT: ColumnType = { kind: 'text', length: null, fixed: false, caseless: false };

function elementOf(type: ColumnType): ColumnType {
  return type.kind === 'array' ? type.element : type.kind === 'map' ? type.value : type;
}

function intersectFields(
  a: Readonly<Record<string, Facets>>,
  b: Readonly<Record<string, Facets>>,
  type: ColumnType,
): Readonly<Record<string, Facets>> {
  const merged: Record<string, Facets> = { ...a };
  for (const [name, facets] of Object.entries(b)) {
    const field =
      type.kind === 'composite' ? type.fields.find((it) => it.name === name) : undefined;
    const own = a[name];
    merged[name] =
      own === undefined || field === undefined
        ? facets
        : (intersectFacets(own, facets, field.type) ?? empty());
  }
  return merged;
}

function distinct(a: readonly LiteralValue[], b: readonly LiteralValue[]): readonly LiteralValue[] {
  return [...new Map([...a, ...b].map((value) => [JSON.stringify(value), value])).values()];
}

function same<T>(a: T, b: T): T {
  return a === b ? a : empty();
}

function either<T>(a: T | undefined, b: T | undefined, both: (a: T, b: T) => T): T | undefined {
  return a === undefined ? b : b === undefined ? a : both(a, b);
}

/** An object without its undefined members, which exact optional properties do not admit. */
function defined<T extends object>(parts: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as T;
}

function empty(): never {
  throw new Empty();
}
