import {
  mapOperands,
  NULL,
  operandsOf,
  sizeOf,
  type Coalesce,
  type Conditional,
  type Expression,
  type NullIf,
} from './expression.ts';

/** A lifted check is as large as its branches together; beyond this it stays as it is. */
const LARGEST = 4000;

type ValueConditional = Conditional | Coalesce | NullIf;

/** Whether an expression is one that yields truth from values: what a conditional is lifted out of. */
export function isConditionalAtom(expression: Expression): boolean {
  switch (expression.kind) {
    case 'comparison':
    case 'in':
    case 'match':
    case 'distinct':
    case 'is null':
    case 'quantified':
      return true;
    default:
      return false;
  }
}

/**
 * An expression with its first inner conditional around it: `COALESCE(a, 0) > 5` is
 * `CASE WHEN a IS NOT NULL THEN a > 5 ELSE 0 > 5 END`, and `NULLIF(a, '') IS NOT NULL` is
 * `CASE WHEN a = '' THEN FALSE ELSE a IS NOT NULL END`. Truth in branches is what can be solved.
 *
 * @returns undefined where there is none, or the result would be too large
 */
export function liftConditional(atom: Expression): Conditional | undefined {
  const inner = operandsOf(atom)
    .map(findConditional)
    .find((found) => found !== undefined);
  if (inner === undefined || sizeOf(atom) > LARGEST) return undefined;
  const around = (value: Expression): Expression => replace(atom, inner, value);
  switch (inner.kind) {
    case 'case':
      return {
        kind: 'case',
        branches: inner.branches.map(({ when, result }) => ({ when, result: around(result) })),
        otherwise: around(inner.otherwise),
      };
    case 'coalesce': {
      const [first = NULL, ...rest] = inner.operands;
      return {
        kind: 'case',
        branches: [
          { when: { kind: 'is null', negated: true, operand: first }, result: around(first) },
        ],
        otherwise: around({ kind: 'coalesce', operands: rest }),
      };
    }
    case 'nullif':
      return {
        kind: 'case',
        branches: [
          {
            when: { kind: 'comparison', operator: '=', left: inner.left, right: inner.right },
            result: around(NULL),
          },
        ],
        otherwise: around(inner.left),
      };
  }
}

/** The first conditional whose value reaches the atom; not those inside another truth. */
function findConditional(expression: Expression): ValueConditional | undefined {
  switch (expression.kind) {
    case 'case':
    case 'coalesce':
    case 'nullif':
      return expression;
    case 'arithmetic':
    case 'call':
    case 'cast':
      return operandsOf(expression)
        .map(findConditional)
        .find((found) => found !== undefined);
    default:
      return undefined;
  }
}

function replace(expression: Expression, part: Expression, by: Expression): Expression {
  if (expression === part) return by;
  return mapOperands(expression, (operand) => replace(operand, part, by));
}
