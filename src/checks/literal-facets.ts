import type { ColumnType } from '../schema/column-type.ts';
import type { ComparisonOperator, Literal } from './expression.ts';
import type { Bound, Extent, Facets } from './facets.ts';

/**
 * Facets of a value that is compared with a constant.
 *
 * @param operator - the value stands left of it
 * @param literal - the constant
 * @param type - the value's type
 * @returns undefined where the order of the type is not known
 */
export function literalFacets(
  operator: ComparisonOperator,
  { value }: Literal,
  type: ColumnType,
): Facets | undefined {
  if (value === null) return undefined;
  const endless = endOf(value, type);
  if (endless !== undefined) return ADMITTING[endless].has(operator) ? {} : undefined;
  if (operator === '=') return { values: [value] };
  if (operator === '<>') return value === '' ? nonEmpty(type) : { excluded: [value] };
  if (!BOUNDED.has(type.kind) || typeof value === 'boolean' || typeof value === 'object') {
    return undefined;
  }
  const bound: Bound = { value, inclusive: operator.endsWith('=') };
  return operator.startsWith('>') ? { min: bound } : { max: bound };
}

type Endless = 'first' | 'last';

/** Values of numbers and times that come before or after all that rows get; NaN is the very last. */
function endOf(value: Exclude<Literal['value'], null>, { kind }: ColumnType): Endless | undefined {
  if (typeof value !== 'string' || !HAVE_ENDS.has(kind)) return undefined;
  const [, minus, plus] = /^\s*(?:(-inf(?:inity)?)|(\+?inf(?:inity)?|nan))\s*$/i.exec(value) ?? [];
  return minus !== undefined ? 'first' : plus !== undefined ? 'last' : undefined;
}

const HAVE_ENDS: ReadonlySet<ColumnType['kind']> = new Set([
  'decimal',
  'float',
  'date',
  'timestamp',
]);

/** The comparisons with such a value that every other one meets. */
const ADMITTING: Readonly<Record<Endless, ReadonlySet<ComparisonOperator>>> = {
  first: new Set(['>', '>=', '<>']),
  last: new Set(['<', '<=', '<>']),
};

/** Not the empty text; of `char(n)`, in which trailing spaces do not count, not a blank one. */
function nonEmpty(type: ColumnType): Facets {
  if (type.kind !== 'text') return { excluded: [''] };
  return type.fixed ? { notBlank: true } : { length: { min: 1, max: null } };
}

/**
 * The sizes that a comparison with a constant admits: lengths, counts, bytes.
 *
 * @returns undefined where it admits no size, or any but one
 */
export function extentOf(operator: ComparisonOperator, { value }: Literal): Extent | undefined {
  const size = Number(value);
  if (value === null || !Number.isInteger(size)) return undefined;
  const extent = extentOfSize(operator, size);
  return extent === undefined || (extent.max ?? 0) < 0 ? undefined : extent;
}

function extentOfSize(operator: ComparisonOperator, size: number): Extent | undefined {
  switch (operator) {
    case '=':
      return { min: size, max: size };
    case '>':
      return { min: Math.max(0, size + 1), max: null };
    case '>=':
      return { min: Math.max(0, size), max: null };
    case '<':
      return { min: 0, max: size - 1 };
    case '<=':
      return { min: 0, max: size };
    case '<>':
      return size === 0 ? { min: 1, max: null } : { min: size + 1, max: null };
  }
}

const BOUNDED: ReadonlySet<ColumnType['kind']> = new Set([
  'integer',
  'decimal',
  'float',
  'money',
  'date',
  'timestamp',
  'time',
  'interval',
]);
