import { integerBounds, type ColumnType } from '../src/schema/column-type.ts';
import { GenFactoriesError } from '../src/errors.ts';
import { generator, type EdgeSource, type Generator, type Site } from './generator.ts';
import { evenSpread, shuffledSpace } from './spread.ts';

/** Bounds of whole numbers, both included. */
export interface IntegerOptions<N extends number | bigint = number> {
  /** 0 by default. */
  readonly min?: N | undefined;
  /** 1,000 above `min` by default, or what the column takes. */
  readonly max?: N | undefined;
  /** Values are `min`, `min + step`, `min + 2 · step` …; 1 by default. */
  readonly step?: N | undefined;
}

/**
 * Whole numbers, spread evenly: the first n rows cover the range alike for every n. Numbers that JavaScript
 * cannot hold exactly come as bigints.
 *
 * @param options - `min`, `max`, both included and cut to what the column takes; `step`
 * @throws RangeError for a `max` below `min`, or a `step` below 1
 * @throws GenFactoriesError `DEFINITION_INVALID`, when planned, where the column takes none of them
 * @example
 * ```ts
 * integer({ min: 1, max: 12 });
 * integer({ min: 10n ** 17n, max: 10n ** 18n });
 * ```
 */
export function integer(options?: IntegerOptions): Generator<number>;
export function integer(options: IntegerOptions<bigint>): Generator<bigint>;
export function integer(
  options: IntegerOptions<number | bigint> = {},
): Generator<number> | Generator<bigint> {
  const wanted = readIntegers(options);
  return generator<number | bigint>(
    ['integer', options],
    (site) => {
      const { first, step, count } = withinColumn(wanted, site);
      const last = first + step * (count - 1n);
      const small = isSafe(first) && isSafe(last) && count <= MAX_COUNT;
      const from = Number(first);
      const by = Number(step);
      const at = small
        ? (number: number) => from + by * number
        : (number: number) => narrow(first + step * BigInt(number));
      const spread = evenSpread(site, 'integer');
      const size = Number(count);
      return {
        // Above 2^53 values the lowest bits are always even, which nobody can tell from chance.
        draw: (row) => at(Math.floor(spread(row.index) * size)),
        space: shuffledSpace(site, size, at),
      };
    },
    integerEdges(wanted),
  ) as Generator<number> | Generator<bigint>;
}

/**
 * Numbers with a fixed count of digits after the point, spread evenly.
 *
 * @param options - `min`, `max`, both included and cut to what the column takes, 0 to 1,000 by default;
 *   `scale`, digits after the point, the column's by default and 2 where it has none; `step`, a
 *   multiple of which every value is
 * @throws RangeError for a `max` below `min`
 * @throws GenFactoriesError `DEFINITION_INVALID`, when planned, where the column takes none of them
 * @example
 * ```ts
 * decimal({ min: 0, max: 5, step: 0.5 }); // ratings
 * ```
 */
export function decimal(
  options: {
    min?: number;
    max?: number;
    scale?: number;
    step?: number;
  } = {},
): Generator<number> {
  const { min = Math.min(0, options.max ?? 0) } = options;
  const { max = Math.max(1000, min) } = options;
  if (!(max >= min)) throw new RangeError(`decimal() cannot go from ${min} to ${max}`);
  return generator(
    ['decimal', options],
    (site) => {
      const grid = decimalGrid(site.type, min, max, options.scale);
      const step = Math.max(1, Math.round((options.step ?? 0) * grid.perUnit));
      const first = Math.ceil(grid.first / step);
      const count = Math.floor(grid.last / step) - first + 1;
      if (!(count >= 1)) throw noneFits(site, `${min} to ${max}`);
      const at = (number: number): number => ((first + number) * step) / grid.perUnit;
      const spread = evenSpread(site, 'decimal');
      return {
        draw: (row) => at(Math.floor(spread(row.index) * count)),
        space: shuffledSpace(site, count, at),
      };
    },
    boundEdges(min, max),
  );
}

/**
 * Floating-point numbers, spread evenly.
 *
 * @param options - `min`, included, 0 by default; `max`, not included, 1 above `min` by default
 * @throws RangeError for a `max` below `min`
 * @example
 * ```ts
 * float({ min: -1, max: 1 });
 * ```
 */
export function float(options: { min?: number; max?: number } = {}): Generator<number> {
  const { min = 0, max = min + 1 } = options;
  if (!(max >= min)) throw new RangeError(`float() cannot go from ${min} to ${max}`);
  return generator(
    ['float', options],
    (site) => {
      const spread = evenSpread(site, 'float');
      const single = site.type.kind === 'float' && site.type.bits === 32;
      return {
        draw(row) {
          const value = min + (max - min) * spread(row.index);
          return single ? Math.fround(value) : value;
        },
      };
    },
    boundEdges(min, max),
  );
}

interface Integers {
  readonly min: bigint | null;
  readonly max: bigint | null;
  readonly step: bigint;
}

const MAX_COUNT = 2n ** 52n;
const DEFAULT_SPAN = 1000n;
/** Digits after the point where neither the column nor the definition says. */
const FREE_SCALE = 2;
/** More digits than a number in JavaScript has. */
const MAX_SCALE = 15;

function readIntegers(options: IntegerOptions<number | bigint>): Integers {
  const min = options.min === undefined ? null : BigInt(options.min);
  const max = options.max === undefined ? null : BigInt(options.max);
  const step = BigInt(options.step ?? 1);
  if (min !== null && max !== null && max < min) {
    throw new RangeError(`integer() cannot go from ${min} to ${max}`);
  }
  if (step < 1n) throw new RangeError(`The step of integer() is 1 or more, not ${step}`);
  return { min, max, step };
}

interface IntegerGrid {
  readonly first: bigint;
  readonly step: bigint;
  readonly count: bigint;
}

function withinColumn(wanted: Integers, site: Site): IntegerGrid {
  const limits = integerLimits(site.type);
  const { step } = wanted;
  const min =
    wanted.min ?? (wanted.max !== null && wanted.max < 0n ? wanted.max - DEFAULT_SPAN : 0n);
  const top = wanted.max ?? min + DEFAULT_SPAN * step;
  const max = limits !== null && top > limits.max ? limits.max : top;
  const below = limits !== null && min < limits.min ? limits.min - min : 0n;
  const first = min + ((below + step - 1n) / step) * step;
  if (first > max) throw noneFits(site, `${min} to ${top}`);
  return { first, step, count: (max - first) / step + 1n };
}

function integerLimits(type: ColumnType): { readonly min: bigint; readonly max: bigint } | null {
  if (type.kind === 'decimal' && type.precision !== null) {
    const max = 10n ** BigInt(Math.max(0, type.precision - (type.scale ?? 0))) - 1n;
    return { min: type.unsigned ? 0n : -max, max };
  }
  return type.kind === 'integer' ? integerBounds(type) : null;
}

/** The edges of a generator's own range, so that none breaks a rule the range was made from. */
function integerEdges(wanted: Integers): EdgeSource<number | bigint> {
  return {
    edge(name, site) {
      const limits = integerLimits(site.type);
      const { first, step, count } = withinColumn(wanted, site);
      const low = wanted.min === null ? (limits?.min ?? first) : first;
      const high =
        wanted.max === null
          ? (limits?.max ?? first + step * (count - 1n))
          : first + step * (count - 1n);
      const target = INTEGER_EDGES[name]?.(low, high);
      if (target === undefined) return undefined;
      const bounded = target < low ? low : target > high ? high : target;
      const value = narrow(
        wanted.min === null ? bounded : first + ((bounded - first) / step) * step,
      );
      return () => value;
    },
  };
}

const INTEGER_EDGES: Readonly<Record<string, (low: bigint, high: bigint) => bigint>> = {
  min: (low) => low,
  max: (_, high) => high,
  zero: () => 0n,
  one: () => 1n,
  negative: () => -1n,
};

function boundEdges(min: number, max: number): EdgeSource<number> {
  const targets: Readonly<Record<string, number>> = { min, max, zero: 0, one: 1, negative: -1 };
  return {
    edge(name, site) {
      const target = targets[name];
      if (target === undefined) return undefined;
      const limit = site.type.kind === 'decimal' ? decimalLimit(site.type) : Infinity;
      const value = Math.max(-limit, Math.min(limit, max, Math.max(min, target)));
      return () => value;
    },
  };
}

/** A column's steps between two bounds: the value of step k is k / perUnit. */
interface DecimalGrid {
  readonly perUnit: number;
  readonly first: number;
  readonly last: number;
}

function decimalGrid(
  type: ColumnType,
  min: number,
  max: number,
  wantedScale: number | undefined,
): DecimalGrid {
  const own = type.kind === 'decimal' ? type.scale : type.kind === 'integer' ? 0 : null;
  const scale = Math.min(wantedScale ?? own ?? FREE_SCALE, own ?? MAX_SCALE, MAX_SCALE);
  const limit = type.kind === 'decimal' ? decimalLimit(type) : Infinity;
  const low = Math.max(min, -limit);
  const high = Math.min(max, limit);
  const perUnit = largestExact(scale, Math.max(Math.abs(low), Math.abs(high)));
  // Bounds such as 1.1 are not what they seem in binary: what comes back from the grid decides.
  let first = Math.round(low * perUnit);
  if (first / perUnit < low) first++;
  let last = Math.round(high * perUnit);
  if (last / perUnit > high) last--;
  return { perUnit, first, last };
}

/** 10^scale, or a lower power that numbers up to `size` can be counted in exactly. */
function largestExact(scale: number, size: number): number {
  let power = 1;
  for (let digit = 0; digit < scale && size * power * 10 <= 2 ** 52; digit++) power *= 10;
  for (let digit = 0; digit > scale; digit--) power /= 10;
  return power;
}

/** The largest number of a decimal column: 999.99 for decimal(5,2). */
function decimalLimit(type: ColumnType & { kind: 'decimal' }): number {
  if (type.precision === null) return Infinity;
  const scale = type.scale ?? 0;
  return Number(`${'9'.repeat(type.precision)}e${-scale}`);
}

function noneFits(site: Site, range: string): GenFactoriesError {
  return new GenFactoriesError('DEFINITION_INVALID', {
    what: `A column of type ${site.type.kind} takes no number from ${range}`,
    where: `${site.table}.${site.column}`,
  });
}

function isSafe(value: bigint): boolean {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
}

function narrow(value: bigint): number | bigint {
  return isSafe(value) ? Number(value) : value;
}
