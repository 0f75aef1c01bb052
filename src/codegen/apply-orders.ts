import type { OrderDependency } from '../checks/solution.ts';
import { alone, canReadRow } from './apply-formulas.ts';
import { edgeOfBound } from './constrain-number.ts';
import {
  call,
  conditional,
  formatNumber,
  literal,
  object,
  options,
  raw,
  type Expression,
} from './expression.ts';
import type { Ordinary, RowReader } from './ordinary.ts';

/**
 * The same column, each of its values in order with those of others.
 *
 * @param all - the orders that decide it
 * @returns undefined where they cannot be written
 */
export function inOrders(
  ordinary: Ordinary,
  all: readonly OrderDependency[],
): Ordinary | undefined {
  const between = all.find((each) => each.below);
  if (between !== undefined) return betweenOthers(ordinary, between, all);
  const orders = mergePairs(all);
  const [first, ...others] = chainOf(orders, ordinary) ?? [];
  if (first === undefined) return orders.length === 0 ? ordinary : undefined;
  const lowest = inOrder(ordinary, first);
  // Each is after the one before it, which may be NULL: then that one decides.
  return others.reduce<Ordinary | undefined>(
    (below, order) => below && whereThere(below, ordinary, order),
    lowest,
  );
}

/** A time between two others that are in order themselves. */
function betweenOthers(
  ordinary: Ordinary,
  { later }: OrderDependency,
  orders: readonly OrderDependency[],
): Ordinary | undefined {
  const earlier = orders.find((each) => !each.below)?.earlier;
  const { kind } = ordinary.type;
  if (earlier === undefined || (kind !== 'timestamp' && kind !== 'date')) return undefined;
  const value = call(
    'recent',
    object({ within: literal('3y'), after: literal(earlier), before: literal(later) }),
  );
  return {
    ...ordinary,
    value,
    inDomain: (domain) => (domain.nulls === 'never' ? value : ordinary.optional(value)),
  };
}

/** Orders of the same two columns as one. */
function mergePairs(orders: readonly OrderDependency[]): readonly OrderDependency[] {
  const pairs = new Map<string, OrderDependency>();
  for (const order of orders) {
    const known = pairs.get(order.earlier);
    const { least, most } = order;
    pairs.set(order.earlier, {
      ...order,
      strict: order.strict || known?.strict === true,
      ...bound('least', least, known?.least, Math.max),
      ...bound('most', most, known?.most, Math.min),
    });
  }
  return [...pairs.values()];
}

function bound(
  name: 'least' | 'most',
  a: number | undefined,
  b: number | undefined,
  choose: (a: number, b: number) => number,
): Pick<OrderDependency, 'least' | 'most'> {
  if (a === undefined && b === undefined) return {};
  return { [name]: choose(a ?? b!, b ?? a!) };
}

/** Columns that one comes after, each after those before it; undefined where they are in no such line. */
function chainOf(
  orders: readonly OrderDependency[],
  { isBefore }: Ordinary,
): readonly OrderDependency[] | undefined {
  const chain = [...orders].sort((a, b) => (isBefore(a.earlier, b.earlier) ? -1 : 1));
  const isLine = chain.every(
    (each, at) => at === 0 || isBefore(chain[at - 1]!.earlier, each.earlier),
  );
  return isLine ? chain : undefined;
}

/** After another column where that is there, and otherwise as it is. */
function whereThere(
  below: Ordinary,
  ordinary: Ordinary,
  order: OrderDependency,
): Ordinary | undefined {
  const { earlier } = order;
  const after = laterThan({ ...ordinary, mayBeNull: () => false }, order, false);
  if (after === undefined) return undefined;
  const otherwise = (value: Expression): Expression => unlessNull(ordinary, earlier, value, after);
  const value = otherwise(below.value);
  return {
    ...below,
    value,
    optional: (each) => (each === value ? ordinary.optional(value) : below.optional(each)),
    inDomain: (domain) => (domain.nulls === 'never' ? value : ordinary.optional(value)),
  };
}

/** The same column, each of its values not below another column's. */
function inOrder(ordinary: Ordinary, order: OrderDependency): Ordinary | undefined {
  const isFar = order.least !== undefined || order.most !== undefined;
  if (!isFar && ordinary.follows(order.earlier, order.strict)) return ordinary;
  const present = laterThan(ordinary, order, false);
  const nullable = laterThan(ordinary, order, ordinary.nullable);
  if (present === undefined || nullable === undefined) return undefined;
  return {
    ...ordinary,
    value: present,
    optional: (value) => ordinary.optional(value === present ? nullable : value),
    inDomain: (domain) => (domain.nulls === 'never' ? present : ordinary.optional(nullable)),
  };
}

/**
 * A value that is not below another column's, where both are there.
 *
 * @param nullable - whether it may be NULL where the other is
 */
function laterThan(
  ordinary: Ordinary,
  dependency: OrderDependency,
  nullable: boolean,
): Expression | undefined {
  const { type } = ordinary;
  const earlier = dependency.earlier;
  switch (type.kind) {
    case 'timestamp':
    case 'time':
    case 'date': {
      // after() is NULL where the other is, which a column that cannot be NULL must not follow.
      const later = call('after', literal(earlier), lengthOptions(type.kind, dependency));
      return nullable || !ordinary.mayBeNull(earlier)
        ? later
        : call('given', literal(earlier), object({ null: ordinary.value }), later);
    }
    case 'integer':
    case 'decimal':
    case 'float':
    case 'money': {
      if (!canReadRow(ordinary)) return undefined;
      const later = largerNumber(ordinary, ordinary.row, dependency);
      if (!ordinary.mayBeNull(earlier)) return later;
      const without = nullable ? literal(null) : ordinary.value;
      return unlessNull(ordinary, earlier, without, later);
    }
    default:
      return undefined;
  }
}

/** Numbers that read the row are made by a function, which knows of NULL itself. */
function unlessNull(
  ordinary: Ordinary,
  column: string,
  without: Expression,
  value: Expression,
): Expression {
  return canReadRow(ordinary)
    ? conditional(ordinary.row.isNull(column), without, value)
    : call('given', literal(column), object({ null: without }), value);
}

/** How long after: what a CHECK leaves of up to 30 days, or of 8 hours between times of day. */
function lengthOptions(
  kind: 'timestamp' | 'date' | 'time',
  { least, most }: OrderDependency,
): Expression | undefined {
  const [usual, whole] = kind === 'time' ? [480 * MINUTE, 60 * MINUTE] : [30 * DAY, DAY];
  // A minute and a day are the least anyway.
  const lowest = kind === 'date' ? DAY : MINUTE;
  return options({
    min: least === undefined || least <= lowest ? undefined : literal(printLength(least)),
    max: literal(printLength(most ?? Math.ceil((least ?? 0) / whole) * whole + usual)),
  });
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const LENGTHS = [
  ['d', DAY],
  ['h', 60 * MINUTE],
  ['m', MINUTE],
] as const;

/** A length of time in its largest unit that is whole. */
function printLength(length: number): string {
  const [unit, of] = LENGTHS.find(([, each]) => length % each === 0) ?? LENGTHS[2];
  return `${Math.round(length / of)}${unit}`;
}

/** How far above another column's. */
const REACH = 100;

/** A number up to 100 above another column's, within what the column and its CHECKs take. */
function largerNumber(
  ordinary: Ordinary,
  row: RowReader,
  { earlier, strict }: OrderDependency,
): Expression {
  const { type, max } = ordinary;
  const scale =
    type.kind === 'decimal' ? Math.max(0, type.scale ?? 2) : type.kind === 'money' ? 2 : 0;
  const from = row.number(earlier, undefined);
  const most = Math.min(
    max === undefined ? Infinity : edgeOfBound(max, scale, -1),
    type.kind === 'decimal' && type.precision !== null
      ? Number(`${'9'.repeat(type.precision)}e${-(type.scale ?? 0)}`)
      : Infinity,
  );
  const least = ownLeast(ordinary, { earlier, strict }, scale);
  const above = (text: string): string =>
    least === undefined ? text : `Math.max(${text}, ${formatNumber(least)})`;
  const top = `${above(from)} + ${REACH}`;
  const next = strict ? `${from} + ${10 ** -scale}` : alone(from);
  return call(
    type.kind === 'money' ? 'decimal' : type.kind,
    object({
      min: raw(above(next)),
      max: raw(most < 1_000_000 ? `Math.min(${top}, ${formatNumber(most)})` : top),
    }),
  );
}

/** The least that CHECKs leave of a column, where being above another one does not see to it. */
function ownLeast(
  { min, minOf }: Ordinary,
  { earlier, strict }: Pick<OrderDependency, 'earlier' | 'strict'>,
  scale: number,
): number | undefined {
  if (min === undefined) return undefined;
  const least = edgeOfBound(min, scale, 1);
  const other = minOf?.(earlier);
  // Numbers that nothing is said of are 0 or more.
  const before = other === undefined ? 0 : edgeOfBound(other, scale, 1);
  return least > before + (strict ? 10 ** -scale : 0) ? least : undefined;
}
