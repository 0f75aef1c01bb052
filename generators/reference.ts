/**
 * What a definition says about a reference, as plain data: which parent table, how many children a
 * parent gets, what the parent must share with the row. The runtime's plan turns it into arithmetic.
 */
export interface Ref<out Table extends string = string> {
  readonly [REFERENCE]: true;
  readonly table: Table;
  readonly options: RefOptions;
}

const REFERENCE: unique symbol = Symbol.for('gen-factories.reference') as never;

export interface RefOptions {
  /** How children are spread over parents; {@link skewed} by default. */
  readonly fanout?: Fanout | undefined;
  /**
   * What the parent has in common with the row: `{ org_id: 'project_id.org_id' }` takes a parent whose
   * `org_id` is that of the row's project; `{ 'product_id.store_id': 'order_id.store_id' }` one whose
   * product is of the store of the row's order. A column's name alone, `'org_id'`, stands for
   * `{ org_id: 'org_id' }`.
   */
  readonly same?: string | Readonly<Record<string, string>> | undefined;
  /**
   * The parent is the one that a parent already leads to: `through: 'project_id'` on `org_id` is the
   * org of the row's project.
   */
  readonly through?: string | undefined;
  /** The parent differs from the one that another reference of the row leads to. */
  readonly otherThan?: string | undefined;
  /** The parent comes after the one that another reference to the same table leads to: its key is the greater. */
  readonly above?: string | undefined;
  /** The parent comes before it. */
  readonly below?: string | undefined;
  /**
   * Which rows may be the parent, by their columns: `{ status: 'active' }`, one of several
   * `{ status: ['active', 'trial'] }`, or from one value to another `{ id: { min: 10, max: 20 } }`.
   */
  readonly where?: Readonly<Record<string, ParentCondition>> | undefined;
  /** A reference of several columns: the others that it fills. */
  readonly columns?: readonly string[] | undefined;
  /** Share of rows without a parent, 0 to 1. */
  readonly nulls?: number | undefined;
  /** The share of those in which the field is absent, where it may be NULL as well. */
  readonly absent?: number | undefined;
}

/** A value, one of several, or bounds that are both included. */
export type ParentCondition =
  ParentValue | readonly ParentValue[] | { readonly min?: ParentValue; readonly max?: ParentValue };

export type ParentValue = string | number | bigint | boolean | Date | null;

export type Fanout = SkewedFanout | EvenFanout | TreeFanout;

export interface SkewedFanout {
  readonly kind: 'skewed';
  /** Children of the parent that has the most; by default what a square-root law gives. */
  readonly max?: number | undefined;
  /** Share of parents without children, 0 to 1. */
  readonly none?: number | undefined;
}

export interface EvenFanout {
  readonly kind: 'even';
}

export interface TreeFanout {
  readonly kind: 'tree';
  /** The most children of a row; 5 by default. */
  readonly breadth?: number | undefined;
  /** Rows on the longest chain, its root included; 8 by default, or what the rows suffice for. */
  readonly depth?: number | undefined;
  /** Rows without a parent; 1 by default, and as many as breadth and depth leave no room for. */
  readonly roots?: number | undefined;
}

/**
 * A reference to a row of another table (or of the same one).
 *
 * @param table - the parent table, as the definitions name it
 * @param options - how parents are chosen; all have defaults
 * @example
 * ```ts
 * ref('orgs', { fanout: skewed({ max: 9_000, none: '5%' }) });
 * ref('users', { same: 'org_id' });
 * ref('orgs', { through: 'project_id' });
 * ref('products', { where: { status: ['active', 'trial'] } });
 * ```
 */
export function ref<const Table extends string>(
  table: Table,
  options: RefOptions = {},
): Ref<Table> {
  return { [REFERENCE]: true, table, options };
}

/**
 * A reference that a share of the rows does without, beside those that do so already.
 *
 * @param source - the reference
 * @param share - of the rows, 0 to 1
 * @param as - what they have in its place: NULL, or no field
 * @example
 * ```ts
 * without(ref('users'), 0.2, 'absent').options; // { nulls: 0.2, absent: 1 }
 * ```
 */
export function without<const Table extends string>(
  source: Ref<Table>,
  share: number,
  as: 'null' | 'absent',
): Ref<Table> {
  const { nulls: before = 0, absent = 0 } = source.options;
  const nulls = share + (1 - share) * before;
  if (nulls === 0) return ref(source.table, { ...source.options, nulls });
  // What is decided here hides what is decided inside.
  const fields = (as === 'absent' ? share : 0) + (1 - share) * before * absent;
  const rest = fields === 0 ? {} : { absent: fields / nulls };
  return ref(source.table, { ...source.options, nulls, ...rest });
}

export function isRef(value: unknown): value is Ref {
  return typeof value === 'object' && value !== null && REFERENCE in value;
}

/**
 * Few parents with very many children, many with few: a power law, bent so that the largest family
 * has exactly `max` children.
 *
 * @param options - `max`, children of the largest family (bounded by how many there are); `none`, the
 *   share of parents without any, as a number from 0 to 1 or a percentage
 * @example
 * ```ts
 * skewed({ max: 9_000, none: '5%' });
 * ```
 */
export function skewed(options: { max?: number; none?: Rate } = {}): SkewedFanout {
  return {
    kind: 'skewed',
    max: options.max,
    none: options.none === undefined ? undefined : rate(options.none),
  };
}

/** Every parent gets as many children as any other, to within one. */
export function even(): EvenFanout {
  return { kind: 'even' };
}

/**
 * The shape of a self reference: a parent's index is always below its child's, no row has more children
 * than `breadth`, no chain is longer than `depth`.
 *
 * @param options - `breadth`, the most children of a row; `depth`, rows on the longest chain; `roots`,
 *   rows without a parent. Where a tree of these bounds is too small for the rows, there are more roots
 * @throws RangeError for a number that is not whole, or below 1
 * @example
 * ```ts
 * ref('tasks', { same: 'project_id', fanout: tree({ breadth: 3, depth: 6, roots: 2 }) });
 * ```
 */
export function tree(
  options: { breadth?: number; depth?: number; roots?: number } = {},
): TreeFanout {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) continue;
    throw new RangeError(`The ${name} of a tree is a whole number of 1 or more, not ${value}`);
  }
  return { kind: 'tree', ...options };
}

/** A share of rows: a number from 0 to 1, or a percentage such as `'5%'`. */
export type Rate = number | `${number}%`;

/**
 * Reads a share of rows.
 *
 * @returns a number from 0 to 1
 * @throws RangeError where the share is not between none and all
 * @example
 * ```ts
 * rate('5%'); // 0.05
 * ```
 */
export function rate(value: Rate): number {
  const share = typeof value === 'number' ? value : Number(value.slice(0, -1)) / 100;
  if (!(share >= 0 && share <= 1)) {
    throw new RangeError(`A rate is between 0 and 1, or '0%' and '100%', not ${String(value)}`);
  }
  return share;
}
