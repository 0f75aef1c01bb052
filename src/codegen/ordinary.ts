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
  /** A field of a document. */
  readonly isNested: boolean;
  /** The smallest and the largest value that the column's own CHECKs allow. */
  readonly min?: Bound | undefined;
  readonly max?: Bound | undefined;
  /** Whether an order leads from one column to another. */
  readonly isBefore: (earlier: string, later: string) => boolean;
  /** Whether another column is a number and never NULL, as its row's type has it. */
  readonly isNumber: (column: string) => boolean;
  /** Code that tells whether another column of `row` is NULL, or absent. */
  readonly isNull: (column: string) => string;
  /** Code that reads another column of `row` as a number; `otherwise` stands for NULL, which may be ruled out. */
  readonly read: (column: string, otherwise: number | undefined) => string;
  /** What the column holds when nothing else of the row matters; never NULL. */
  readonly value: Expression;
  /** Puts the share of NULL that the column has by itself around a value. */
  readonly optional: (value: Expression) => Expression;
  /** Whether the column's own value comes after another column's already. */
  readonly follows: (column: string, strictly: boolean) => boolean;
  /** Values that keep to the domain of one case; undefined where none can be made. */
  readonly inDomain: (domain: GivenDependency['cases'][number]['domain']) => Expression | undefined;
}
