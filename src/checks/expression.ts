import type { ColumnType } from '../schema/column-type.ts';

/**
 * A CHECK as a tree that no dialect shows through: parsers make it, normalize.ts brings it into one
 * form, evaluate.ts and compile-requirement.ts read it. Operators without a node of their own
 * (`->>`, `@>`, `||` …) are calls of a function with the operator's name.
 */
export type Expression =
  | Literal
  | ColumnReference
  | ArrayConstructor
  | Logical
  | Negation
  | Comparison
  | Distinctness
  | NullTest
  | TruthTest
  | Membership
  | Quantified
  | Every
  | Element
  | Match
  | Arithmetic
  | Call
  | Conditional
  | Coalesce
  | NullIf
  | Cast
  | Count
  | Opaque;

/** A constant as plain data: numbers that JavaScript cannot hold exactly are text. */
export type LiteralValue = string | number | boolean | readonly (LiteralValue | null)[];

export interface Literal {
  readonly kind: 'literal';
  readonly value: LiteralValue | null;
  /** What it was cast to; null for a bare constant. */
  readonly type: ColumnType | null;
}

export interface ColumnReference {
  readonly kind: 'column';
  readonly name: string;
  readonly type: ColumnType;
  /** Of texts that are compared by a collation of MySQL's; see mysql-collations.ts. */
  readonly collation?: Collation;
}

/** `odd` is one to which even characters of ASCII may be equal that do not look it. */
export type Collation = 'plain' | 'odd';

/** `ARRAY[…]` of anything but constants. */
export interface ArrayConstructor {
  readonly kind: 'array';
  readonly items: readonly Expression[];
}

export interface Logical {
  readonly kind: 'and' | 'or';
  readonly operands: readonly Expression[];
}

export interface Negation {
  readonly kind: 'not';
  readonly operand: Expression;
}

export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** BETWEEN is two of these. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `IS DISTINCT FROM`; negated, `IS NOT DISTINCT FROM`. */
export interface Distinctness {
  readonly kind: 'distinct';
  readonly negated: boolean;
  readonly left: Expression;
  readonly right: Expression;
}

export interface NullTest {
  readonly kind: 'is null';
  readonly negated: boolean;
  readonly operand: Expression;
  /** Of a field of a document: that it is there and NULL, that it is not there. Otherwise either will do. */
  readonly which?: 'null' | 'absent';
}

/** `IS [NOT] TRUE`, `IS [NOT] FALSE`. `IS UNKNOWN` is a null test. */
export interface TruthTest {
  readonly kind: 'is';
  readonly truth: boolean;
  readonly negated: boolean;
  readonly operand: Expression;
}

/** `IN` and `NOT IN` over constants. */
export interface Membership {
  readonly kind: 'in';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly values: readonly Literal[];
}

/** `left operator ANY (array)`, `left operator ALL (array)`. */
export interface Quantified {
  readonly kind: 'quantified';
  readonly operator: ComparisonOperator;
  readonly quantifier: 'any' | 'all';
  readonly left: Expression;
  readonly array: Expression;
}

/** A condition that is not false of any element of an array, or value of a map. */
export interface Every {
  readonly kind: 'every';
  readonly array: Expression;
  /** In it, {@link Element} stands for each. */
  readonly condition: Expression;
}

/** What the nearest `every` around it is about. */
export interface Element {
  readonly kind: 'element';
  readonly type: ColumnType;
}

/** A regular expression, LIKE or SIMILAR TO. */
export interface Match {
  readonly kind: 'match';
  readonly syntax: 'regex' | 'like' | 'similar';
  readonly caseless: boolean;
  readonly negated: boolean;
  readonly operand: Expression;
  readonly pattern: Expression;
  /** LIKE's and SIMILAR TO's escape character. */
  readonly escape: string;
  /** How many characters the text is filled up to with spaces before: PostgreSQL's `char(n)`. */
  readonly padded?: number;
}

export interface Arithmetic {
  readonly kind: 'arithmetic';
  readonly operator: '+' | '-' | '*' | '/' | '%';
  readonly left: Expression;
  readonly right: Expression;
}

export interface Call {
  readonly kind: 'call';
  /** In lower case, or an operator's symbol; in capitals where only MySQL has it so. */
  readonly name: string;
  readonly operands: readonly Expression[];
  /** NULL in, NULL out: known for the functions of the database, not for a user's. */
  readonly strict: boolean;
}

/** CASE; the form with an operand has it compared in each branch. */
export interface Conditional {
  readonly kind: 'case';
  readonly branches: readonly { readonly when: Expression; readonly result: Expression }[];
  readonly otherwise: Expression;
}

export interface Coalesce {
  readonly kind: 'coalesce';
  readonly operands: readonly Expression[];
}

export interface NullIf {
  readonly kind: 'nullif';
  readonly left: Expression;
  readonly right: Expression;
}

export interface Cast {
  readonly kind: 'cast';
  readonly operand: Expression;
  readonly type: ColumnType;
}

/** How many conditions are true: `num_nonnulls(…)`, a sum of `CASE WHEN … THEN 1 ELSE 0 END`. */
export interface Count {
  readonly kind: 'count';
  readonly conditions: readonly Expression[];
}

/** What a parser could not put into the tree. */
export interface Opaque {
  readonly kind: 'opaque';
  readonly sql: string;
  readonly columns: readonly string[];
}

export const TRUE: Literal = { kind: 'literal', value: true, type: { kind: 'boolean' } };
export const FALSE: Literal = { kind: 'literal', value: false, type: { kind: 'boolean' } };
export const NULL: Literal = { kind: 'literal', value: null, type: null };

/** `AND` of any number of operands: none is TRUE, one is itself, nested ones are lifted. */
export function and(operands: readonly Expression[]): Expression {
  return logical('and', operands);
}

/** `OR` of any number of operands: none is FALSE, one is itself, nested ones are lifted. */
export function or(operands: readonly Expression[]): Expression {
  return logical('or', operands);
}

/** The parts an expression is made of, in the order they are written. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'column':
    case 'element':
    case 'opaque':
      return [];
    case 'array':
      return expression.items;
    case 'and':
    case 'or':
    case 'coalesce':
    case 'call':
      return expression.operands;
    case 'not':
    case 'is null':
    case 'is':
    case 'in':
    case 'cast':
      return [expression.operand];
    case 'comparison':
    case 'distinct':
    case 'arithmetic':
    case 'nullif':
      return [expression.left, expression.right];
    case 'quantified':
      return [expression.left, expression.array];
    case 'every':
      return [expression.array, expression.condition];
    case 'match':
      return [expression.operand, expression.pattern];
    case 'count':
      return expression.conditions;
    case 'case':
      return [
        ...expression.branches.flatMap((branch) => [branch.when, branch.result]),
        expression.otherwise,
      ];
  }
}

/**
 * The same expression with other parts; what has no parts stays as it is.
 *
 * @param expression - any expression
 * @param change - called once a part, in the order of {@link operandsOf}
 */
export function mapOperands(
  expression: Expression,
  change: (operand: Expression) => Expression,
): Expression {
  switch (expression.kind) {
    case 'literal':
    case 'column':
    case 'element':
    case 'opaque':
      return expression;
    case 'array':
      return { ...expression, items: expression.items.map(change) };
    case 'and':
    case 'or':
      return logical(expression.kind, expression.operands.map(change));
    case 'coalesce':
    case 'call':
      return { ...expression, operands: expression.operands.map(change) };
    case 'not':
    case 'is null':
    case 'is':
    case 'in':
    case 'cast':
      return { ...expression, operand: change(expression.operand) };
    case 'comparison':
    case 'distinct':
    case 'arithmetic':
    case 'nullif':
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    case 'quantified':
      return { ...expression, left: change(expression.left), array: change(expression.array) };
    case 'every':
      return {
        ...expression,
        array: change(expression.array),
        condition: change(expression.condition),
      };
    case 'match':
      return {
        ...expression,
        operand: change(expression.operand),
        pattern: change(expression.pattern),
      };
    case 'count':
      return { ...expression, conditions: expression.conditions.map(change) };
    case 'case':
      return {
        ...expression,
        branches: expression.branches.map(({ when, result }) => ({
          when: change(when),
          result: change(result),
        })),
        otherwise: change(expression.otherwise),
      };
  }
}

/**
 * The condition of an `every` about a column instead of each element.
 *
 * @param name - of a column that the condition does not read
 */
export function aboutColumn(condition: Expression, name: string): Expression {
  switch (condition.kind) {
    case 'element':
      return { kind: 'column', name, type: condition.type };
    // What is inside of another is about the elements of that.
    case 'every':
      return { ...condition, array: aboutColumn(condition.array, name) };
    default:
      return mapOperands(condition, (operand) => aboutColumn(operand, name));
  }
}

/** The columns an expression reads, each once, in the order of their first mention. */
export function columnsOf(expression: Expression): readonly string[] {
  if (expression.kind === 'column') return [expression.name];
  if (expression.kind === 'opaque') return expression.columns;
  return [...new Set(operandsOf(expression).flatMap(columnsOf))];
}

/** Whether a part anywhere in an expression, or the whole of it, is as asked. */
export function contains(expression: Expression, test: (part: Expression) => boolean): boolean {
  return test(expression) || operandsOf(expression).some((operand) => contains(operand, test));
}

/** How many nodes an expression has. */
export function sizeOf(expression: Expression): number {
  return operandsOf(expression).reduce((size, operand) => size + sizeOf(operand), 1);
}

function logical(kind: 'and' | 'or', operands: readonly Expression[]): Expression {
  const flat = operands.flatMap((operand) =>
    operand.kind === kind ? operand.operands : [operand],
  );
  const [only] = flat;
  if (only === undefined) return kind === 'and' ? TRUE : FALSE;
  return flat.length === 1 ? only : { kind, operands: flat };
}
