import { and, NULL, or, type ComparisonOperator, type Expression } from './expression.ts';

/** The operator that is true where another is false. Both are NULL for NULL. */
const NEGATED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

/**
 * `NOT` of an expression with the negation inside of it, by rules that hold for NULL as well.
 *
 * @returns undefined where a `not` has to stay: over a column, a call, an opaque part
 */
export function negate(operand: Expression): Expression | undefined {
  switch (operand.kind) {
    case 'not':
      return operand.operand;
    case 'and':
      return or(operand.operands.map(not));
    case 'or':
      return and(operand.operands.map(not));
    case 'comparison':
      return { ...operand, operator: NEGATED[operand.operator] };
    case 'is null':
    case 'is':
    case 'in':
    case 'match':
    case 'distinct':
      return { ...operand, negated: !operand.negated };
    case 'quantified':
      return {
        ...operand,
        operator: NEGATED[operand.operator],
        quantifier: operand.quantifier === 'any' ? 'all' : 'any',
      };
    case 'case':
      return {
        kind: 'case',
        branches: operand.branches.map(({ when, result }) => ({ when, result: not(result) })),
        otherwise: not(operand.otherwise),
      };
    case 'literal':
      return operand.value === null ? NULL : undefined;
    default:
      return undefined;
  }
}

function not(operand: Expression): Expression {
  return negate(operand) ?? { kind: 'not', operand };
}
