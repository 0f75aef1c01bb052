import type { Bound } from '../checks/facets.ts';
import type { GivenDependency } from '../checks/solution.ts';
import type { ColumnType } from '../schema/column-type.ts';
import type { Expression } from './expression.ts';

/** A column's ordinary expression, and how to make another one within narrower bounds. */
export interface Ordinary {
  readonly column: string;
  readonly type: Exclude<ColumnType, { readonly kind: 'domain' }>;
  readonly nullable: boolean;
  /** Whether another column of the row may be NULL. */
  readonly mayBeNull: (column: string) => boolean;
  /** The smallest and the largest value that the column's own CHECKs allow. */
  readonly min?: Bound | undefined;
  readonly max?: Bound | undefined;
  /** The smallest value that CHECKs allow of another column. */
  readonly minOf?: ((column: string) => Bound | undefined) | undefined;
  /** Whether an order leads from one column to another. */
  readonly isBefore: (earlier: string, later: string) => boolean;
  /** Code that reads the row; undefined where no function of it can stand, as in a document. */
  readonly row: RowReader | undefined;
  /** What the column holds when nothing else of the row matters; never NULL. */
  readonly value: Expression;
  /** Puts the share of NULL that the column has by itself around a value. */
  readonly optional: (value: Expression) => Expression;
  /** Whether the column's own value comes after another column's already. */
  readonly follows: (column: string, strictly: boolean) => boolean;
  /** Values that keep to the domain of one case; undefined where none can be made. */
  readonly inDomain: (domain: GivenDependency['cases'][number]['domain']) => Expression | undefined;
}

/** Code of a function that reads other columns of `row`. */
export interface RowReader {
  /** A column as a number; `otherwise` stands for NULL, which may be ruled out. */
  readonly number: (column: string, otherwise: number | undefined) => string;
  /** Whether a column is NULL, or absent. */
  readonly isNull: (column: string) => string;
}
