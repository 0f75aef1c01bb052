import type { Facets } from './facets.ts';
import type { Expression, LiteralValue } from './expression.ts';

/**
 * How to make rows of a table for which no CHECK is false: what each column holds by itself, what it
 * holds given other columns, and what could not be solved. Plain data that code can be printed from.
 */
export interface TableSolution {
  /** Of every column, in the table's order. Generated columns are free: the database makes them. */
  readonly columns: ReadonlyMap<string, ColumnDomain>;
  /** In the order of the column each decides; a column reads only columns that come before it. */
  readonly dependencies: readonly Dependency[];
  /** Every column, so that each comes after those it depends on. */
  readonly order: readonly string[];
  /** Checks that hold, but by giving up values that they would allow: by NULLs, mostly. */
  readonly fallbacks: readonly Fallback[];
  readonly unsolved: readonly UnsolvedCheck[];
}

/** What a column may hold in any row. Dependencies narrow it further row by row. */
export interface ColumnDomain extends Facets {
  readonly nulls: Nulls;
  /** Names of the checks that shaped it, in the order they are declared. */
  readonly checks: readonly string[];
}

export type Nulls = 'free' | 'always' | 'never';

export type Dependency =
  | OrderDependency
  | DifferenceDependency
  | FormulaDependency
  | GivenDependency
  | TogetherDependency
  | AlternativesDependency;

/**
 * Where both columns are present, the value of `later` is not below that of `earlier`. The domain of
 * `earlier` leaves room for it.
 */
export interface OrderDependency {
  readonly kind: 'order';
  readonly earlier: string;
  readonly later: string;
  /** Nor equal to it. */
  readonly strict: boolean;
  /** Of times: what lies between them at least, and at most, in milliseconds. */
  readonly least?: number;
  readonly most?: number;
  /** The earlier one is decided by the later one, and by one that both come after. */
  readonly below?: true;
  readonly checks: readonly string[];
}

/** Where both columns are present, `column` is not equal to `from`. */
export interface DifferenceDependency {
  readonly kind: 'differs';
  readonly column: string;
  readonly from: string;
  readonly checks: readonly string[];
}

/**
 * Where all columns are present, `column` is as the operator says to `value`. The domains of all of them leave
 * room for it, also where a column that is NULL counts as 0.
 */
export interface FormulaDependency {
  readonly kind: 'formula';
  readonly column: string;
  readonly operator: '=' | '<' | '<=' | '>' | '>=';
  /** Sums, differences, products and quotients of columns and numbers; `coalesce` gives a number for NULL. */
  readonly value: Expression;
  /** Between which numbers `value` is in any row. */
  readonly interval: { readonly min: number; readonly max: number };
  /** How many digits it has after the point, at most. */
  readonly digits: number;
  readonly checks: readonly string[];
}

/** What `column` may hold, case by case of the columns `on`. Exactly one case fits a row. */
export interface GivenDependency {
  readonly kind: 'given';
  readonly column: string;
  readonly on: readonly string[];
  readonly cases: readonly GivenCase[];
  readonly checks: readonly string[];
}

export interface GivenCase {
  /** One test for each column in `on`, in its order. */
  readonly when: readonly ValueTest[];
  readonly domain: ColumnDomain;
}

/** Whether a row's value is of a case. */
export interface ValueTest {
  /** NULL is of the case. */
  readonly null: boolean;
  /** Which other values are. */
  readonly present:
    | { readonly kind: 'any' | 'none' }
    | { readonly kind: 'only' | 'except'; readonly values: readonly LiteralValue[] };
}

/** All columns are NULL or none is; the first decides. */
export interface TogetherDependency {
  readonly kind: 'together';
  readonly columns: readonly string[];
  readonly checks: readonly string[];
}

/** The sets of columns that are present at once; a row takes one of them. */
export interface AlternativesDependency {
  readonly kind: 'alternatives';
  readonly columns: readonly string[];
  readonly present: readonly (readonly string[])[];
  readonly checks: readonly string[];
}

export interface Fallback {
  readonly check: string;
  readonly sql: string;
  readonly columns: readonly string[];
  /** Why it could not be solved in full. */
  readonly reason: string;
  /** Columns that are always NULL for its sake. */
  readonly nulled: readonly string[];
}

export interface UnsolvedCheck {
  readonly check: string;
  readonly sql: string;
  readonly columns: readonly string[];
  readonly reason: string;
}
