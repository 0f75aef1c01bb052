import type { LiteralValue } from '../checks/expression.ts';
import type { Bound, Facets } from '../checks/facets.ts';
import type { ColumnType } from '../schema/column-type.ts';
import type { Choice } from './column-view.ts';
import { chosen, unsolved, withoutEdges, type Constrained } from './constrained.ts';
import { call, literal, options, type Expression } from './expression.ts';

type NumberType = Extract<ColumnType, { kind: 'integer' | 'decimal' | 'float' | 'money' }>;

/**
 * A number within the bounds that CHECKs leave; where they leave more than the choice has, the choice's.
 */
export function constrainNumber(type: NumberType, choice: Choice, facets: Facets): Constrained {
  const { min, max, step, excluded = [] } = facets;
  const free = min === undefined && max === undefined && step === undefined;
  if (free && excluded.length === 0) return chosen(choice);
  if (step?.kind === 'time') return unsolved('a step of time does not fit a number');
  const scale = type.kind === 'decimal' ? (type.scale ?? 2) : type.kind === 'integer' ? 0 : 2;
  const usual = usualRange(choice, type);
  const least = min === undefined ? undefined : edgeOfBound(min, scale, 1);
  const most = max === undefined ? undefined : edgeOfBound(max, scale, -1);
  const from = Math.max(least ?? -Infinity, Math.min(usual.min, most ?? Infinity));
  // Where a CHECK goes on beyond a share of 1, it is one of 100, or whatever the CHECK says.
  const isShare = least !== undefined && most !== undefined && usual.max <= 1 && most > 1;
  const reach = isShare ? most : usual.max > from ? usual.max : from + usual.max - usual.min;
  const { low, high } = largestGap(from, Math.min(most ?? Infinity, reach), excluded, scale);
  if (!(low <= high)) return unsolved('the bounds leave no value');
  const edged = withinEdges(
    choice,
    { low, high, least, most, grain: grainOf(step, scale) },
    facets,
  );
  if (low === usual.min && high === usual.max && step === undefined) return chosen(edged);
  return chosen({ ...edged, expression: rangeOf(type, choice, { low, high, usual, step }) });
}

interface Range {
  readonly min: number;
  readonly max: number;
}

/** What generators give that say so themselves. */
const RANGES: Readonly<Record<string, Range>> = {
  latitude: { min: -90, max: 90 },
  longitude: { min: -180, max: 180 },
  money: { min: 1, max: 1000 },
  serial: { min: 1, max: 1_000_000 },
  // Seconds or milliseconds since 1970.
  recent: { min: 1e9, max: 2e12 },
};

/** The range that a rule gave, or what it would have given; of a column's own values. */
function usualRange({ expression }: Choice, type: NumberType): Range {
  const fallback = { min: 0, max: 1000 };
  if (expression.kind !== 'call') return fallback;
  const own = RANGES[expression.name];
  if (own !== undefined) return inUnits(own, expression.name, type);
  const [last] = expression.args;
  if (last?.kind !== 'object') return fallback;
  const read = (name: string, otherwise: number): number => {
    const found = last.members.find(([member]) => member === name)?.[1];
    return found?.kind === 'raw' ? Number(found.text.replaceAll('_', '')) : otherwise;
  };
  return { min: read('min', fallback.min), max: read('max', fallback.max) };
}

/** Whole numbers are amounts in cents. */
function inUnits(range: Range, name: string, type: NumberType): Range {
  return name === 'money' && type.kind === 'integer'
    ? { min: range.min * CENTS, max: range.max * CENTS }
    : range;
}

const CENTS = 100;

/** A narrower range, by the same generator where that takes one. */
function rangeOf(
  type: NumberType,
  { expression }: Choice,
  {
    low,
    high,
    usual,
    step,
  }: {
    readonly low: number;
    readonly high: number;
    readonly usual: Range;
    readonly step: Extract<Facets['step'], { kind: 'multiple' }> | undefined;
  },
): Expression {
  const isMoney =
    type.kind === 'money' || (expression.kind === 'call' && expression.name === 'money');
  if (isMoney && step === undefined && low >= 0) {
    const unit = type.kind === 'integer' ? CENTS : 1;
    return call(
      'money',
      options({
        min: low === usual.min ? undefined : literal(low / unit),
        max: high === usual.max ? undefined : literal(high / unit),
      }),
    );
  }
  return call(
    type.kind,
    options({
      min: literal(step === undefined ? low : alignUp(low, Number(step.of), Number(step.offset))),
      max: literal(high),
      step: step === undefined ? undefined : literal(Number(step.of)),
      scale: type.kind === 'decimal' && type.scale === null ? literal(2) : undefined,
    }),
  );
}

/** The longest run of numbers between those that must not be. */
function largestGap(
  from: number,
  to: number,
  excluded: readonly LiteralValue[],
  scale: number,
): { readonly low: number; readonly high: number } {
  const unit = 10 ** -scale;
  const inside = excluded.map(Number).filter((value) => value >= from && value <= to);
  const stops = [from - unit, ...inside.sort((a, b) => a - b), to + unit];
  const gaps = stops.slice(1).map((stop, place) => ({
    low: rounded(stops[place]! + unit, scale),
    high: rounded(stop - unit, scale),
  }));
  return gaps.reduce((best, gap) => (gap.high - gap.low > best.high - best.low ? gap : best));
}

function rounded(value: number, scale: number): number {
  return Number.isFinite(value) ? Number(value.toFixed(Math.max(0, scale))) : value;
}

function grainOf(step: Facets['step'], scale: number): number {
  return step?.kind === 'multiple' ? Number(step.of) : 10 ** -scale;
}

/** Fewer values than this are all drawn soon enough. */
const FEW = 100;

/** Numbers of which no more is known than a range. */
function isPlain({ expression }: Choice): boolean {
  return expression.kind === 'call' && ['integer', 'decimal', 'float'].includes(expression.name);
}

/** What a CHECK bounds is worth trying at its bounds, unless they come up anyway. */
function withinEdges(
  choice: Choice,
  range: {
    readonly low: number;
    readonly high: number;
    /** What CHECKs say, whatever is drawn. */
    readonly least: number | undefined;
    readonly most: number | undefined;
    readonly grain: number;
  },
  { excluded = [] }: Facets,
): Choice {
  if (choice.edges === undefined) return choice;
  const { low, high, least, most, grain } = range;
  if (isPlain(choice) && (least !== undefined || most !== undefined)) {
    const few = (high - low) / grain < FEW;
    return few ? withoutEdges(choice) : { ...choice, edges: { min: '1%', max: '1%' } };
  }
  const takesZero = (least ?? 0) <= 0 && (most ?? 0) >= 0 && !excluded.map(Number).includes(0);
  return takesZero ? choice : withoutEdges(choice, ['zero']);
}

/** The outermost value within a bound: the bound, or the next one inside where it is exclusive. */
export function edgeOfBound(bound: Bound, scale: number, inward: 1 | -1): number {
  // Money is printed with its sign and separators.
  const value = Number(String(bound.value).replaceAll(/[$,]/g, ''));
  const unit = 10 ** -scale;
  const inside = bound.inclusive ? value : value + inward * unit;
  const factor = 10 ** scale;
  const aligned =
    inward === 1 ? Math.ceil(inside * factor - 1e-9) : Math.floor(inside * factor + 1e-9);
  return aligned / factor;
}

function alignUp(low: number, of: number, offset: number): number {
  return Math.ceil((low - offset) / of) * of + offset;
}
