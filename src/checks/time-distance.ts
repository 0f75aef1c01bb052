import type { Arithmetic, Comparison, ComparisonOperator, Expression } from './expression.ts';
import type { ColumnReference } from './expression.ts';
import type { Relation } from './requirement.ts';
import { parseInterval } from './temporal.ts';

type Order = Extract<Relation, { kind: 'order' }>;

/** What a comparison says of two times: `later − earlier` beside a length of time. */
interface Distance {
  readonly later: ColumnReference;
  readonly earlier: ColumnReference;
  readonly operator: ComparisonOperator;
  /** As it is written. */
  readonly length: Expression;
  readonly negative: boolean;
}

/**
 * How far one time of a row is from another: `ends_at <= starts_at + '8 hours'`, `check_out - check_in >= 1`.
 * What is not further than some length is kept after the other, too.
 *
 * @returns undefined for any other comparison
 */
export function timeDistance(comparison: Comparison): Order | undefined {
  const found = distanceIn(comparison);
  if (found === undefined || !isAlike(found.later, found.earlier)) return undefined;
  const length = lengthOf(found.length);
  if (length === undefined || length.most <= 0) return undefined;
  const flipped = found.negative;
  const [earlier, later] = flipped
    ? [found.later.name, found.earlier.name]
    : [found.earlier.name, found.later.name];
  const operator = flipped ? FLIPPED[found.operator] : found.operator;
  const unit = found.later.type.kind === 'date' ? DAY : MINUTE;
  const order = { kind: 'order', earlier, later, strict: false } as const;
  switch (operator) {
    case '<=':
    case '<': {
      const most = Math.floor(length.most / unit) * unit - (operator === '<' ? unit : 0);
      return most < unit ? undefined : { ...order, most };
    }
    case '>=':
    case '>': {
      const least = Math.ceil(length.least / unit) * unit + (operator === '>' ? unit : 0);
      return { ...order, strict: true, least };
    }
    default:
      return undefined;
  }
}

const FLIPPED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

/** Bounds are whole minutes: nobody counts a visit in less. */
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

function distanceIn({ operator, left, right }: Comparison): Distance | undefined {
  if (left.kind === 'column' && right.kind === 'arithmetic') {
    return shifted(left, right, operator);
  }
  if (left.kind === 'arithmetic' && right.kind === 'column') {
    return shifted(right, left, FLIPPED[operator]);
  }
  if (left.kind !== 'arithmetic' || left.operator !== '-' || right.kind !== 'literal') {
    return undefined;
  }
  if (left.left.kind !== 'column' || left.right.kind !== 'column') return undefined;
  return { later: left.left, earlier: left.right, operator, length: right, negative: false };
}

/** `a <= b + length`, `a >= b - length`. */
function shifted(
  later: ColumnReference,
  { operator: sign, left, right: length }: Arithmetic,
  operator: ComparisonOperator,
): Distance | undefined {
  if (left.kind !== 'column' || (sign !== '+' && sign !== '-')) return undefined;
  return { later, earlier: left, operator, length, negative: sign === '-' };
}

/** Where one is finer than the other, rounding could take a value over the bound. */
function isAlike(a: ColumnReference, b: ColumnReference): boolean {
  const { kind } = a.type;
  if (a.name === b.name || (kind !== 'timestamp' && kind !== 'date')) return false;
  return JSON.stringify(a.type) === JSON.stringify(b.type);
}

/** Milliseconds, of a month or a year as short and as long as it can be. */
function lengthOf(
  length: Expression,
): { readonly least: number; readonly most: number } | undefined {
  if (length.kind !== 'literal') return undefined;
  const { value, type } = length;
  if (type?.kind === 'integer' && typeof value === 'number') {
    return { least: value * DAY, most: value * DAY };
  }
  if (type?.kind !== 'interval') return undefined;
  const interval = parseInterval(value);
  if (interval === undefined) return undefined;
  const milliseconds = Number(interval / 1000n);
  const varies = /mon|year|^P[^T]*[MY]/.test(String(value));
  return varies
    ? { least: Math.ceil((milliseconds * 31) / 30), most: Math.floor((milliseconds * 28) / 30) }
    : { least: milliseconds, most: milliseconds };
}
