import { and, FALSE, mapOperands, NULL, or, TRUE, type Expression } from './expression.ts';
import { foldConstant } from './fold-constant.ts';
import { isConditionalAtom, liftConditional } from './lift-conditional.ts';
import { negate } from './negate.ts';
import { normalizeCast } from './normalize-cast.ts';
import { normalizeComparison, normalizeDistinctness } from './normalize-comparison.ts';
import { conjoinExclusions, disjoinEquals, normalizeQuantified } from './normalize-membership.ts';
import { typeOf } from './type-of.ts';

/** Lifting conditionals copies what surrounds them; beyond this depth a check stays as it is. */
const DEEPEST_LIFT = 12;

/**
 * Brings an expression into the one form that solving relies on, which evaluates to the same over
 * every row: constants folded and on the right, casts gone that change nothing, negations on the
 * innermost parts, membership as `in`, conditionals (CASE, COALESCE, NULLIF) outside of comparisons,
 * counts of conditions as `count`.
 *
 * @param expression - as a parser made it
 * @example
 * ```ts
 * // ('a'::text = status) OR (status = ANY (ARRAY['b'::text]))  becomes  status IN ('a', 'b')
 * ```
 */
export function normalize(expression: Expression): Expression {
  return simplify(expression, DEEPEST_LIFT);
}

function simplify(expression: Expression, lifts: number): Expression {
  const inner = mapOperands(expression, (operand) => simplify(operand, lifts));
  const folded = foldConstant(inner) ?? rewrite(inner);
  if (folded !== inner && folded.kind !== 'literal') return simplify(folded, lifts);
  if (lifts > 0 && isConditionalAtom(folded)) {
    const lifted = liftConditional(folded);
    if (lifted !== undefined) return simplify(lifted, lifts - 1);
  }
  return folded;
}

/** One step towards the normal form, or the same object where none is left. */
function rewrite(expression: Expression): Expression {
  switch (expression.kind) {
    case 'and':
      return rewriteLogic(expression, TRUE, FALSE, conjoinExclusions);
    case 'or':
      return rewriteLogic(expression, FALSE, TRUE, disjoinEquals);
    case 'not':
      return negate(expression.operand) ?? expression;
    case 'comparison':
      return normalizeComparison(expression);
    case 'distinct':
      return normalizeDistinctness(expression);
    case 'quantified':
      return normalizeQuantified(expression);
    case 'cast':
      return normalizeCast(expression);
    case 'is null':
      return rewriteNullTest(expression);
    case 'case':
      return rewriteCase(expression);
    case 'coalesce':
      return rewriteCoalesce(expression);
    case 'call':
      return rewriteCall(expression);
    case 'arithmetic':
      return rewriteSum(expression);
    default:
      return expression;
  }
}

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

function rewriteLogic(
  expression: Of<'and' | 'or'>,
  neutral: Expression,
  deciding: Expression,
  merge: (operands: readonly Expression[]) => readonly Expression[],
): Expression {
  const isConstant = (operand: Expression, constant: Expression): boolean =>
    operand.kind === 'literal' && constant.kind === 'literal' && operand.value === constant.value;
  if (expression.operands.some((operand) => isConstant(operand, deciding))) return deciding;
  const kept = expression.operands.filter((operand) => !isConstant(operand, neutral));
  const merged = merge(kept);
  if (merged.length === expression.operands.length) return expression;
  return expression.kind === 'and' ? and(merged) : or(merged);
}

/** Functions that are NULL for NULL only: whether their result is NULL is whether an operand is. */
const TOTAL: ReadonlySet<string> = new Set([
  'lower',
  'upper',
  'length',
  'char_length',
  'character_length',
  'octet_length',
  'btrim',
  'ltrim',
  'rtrim',
  '||',
]);

function rewriteNullTest(test: Of<'is null'>): Expression {
  const { operand, negated } = test;
  if (NEVER_NULL.has(operand.kind)) return negated ? TRUE : FALSE;
  const parts = nullingOperands(operand);
  if (parts === undefined) return test;
  const tests = parts.map((part): Expression => ({ kind: 'is null', negated, operand: part }));
  // COALESCE is NULL where all of it is, the others where any of it is.
  return (operand.kind === 'coalesce') !== negated ? and(tests) : or(tests);
}

/** Tests that are true or false of NULL too. */
const NEVER_NULL: ReadonlySet<Expression['kind']> = new Set(['is null', 'is', 'distinct', 'count']);

function nullingOperands(operand: Expression): readonly Expression[] | undefined {
  switch (operand.kind) {
    case 'cast':
      return [operand.operand];
    case 'coalesce':
      return operand.operands;
    case 'arithmetic':
      return operand.operator === '/' || operand.operator === '%'
        ? undefined
        : [operand.left, operand.right];
    case 'comparison':
      return [operand.left, operand.right];
    case 'call': {
      // Of a range, `lower` and `upper` are NULL where it has no such bound.
      const [first] = operand.operands;
      const ranged = first !== undefined && typeOf(first)?.kind === 'range';
      return TOTAL.has(operand.name) && operand.strict && !ranged ? operand.operands : undefined;
    }
    default:
      return undefined;
  }
}

function rewriteCase(expression: Of<'case'>): Expression {
  const { branches, otherwise } = expression;
  const constant = branches.findIndex(({ when }) => when.kind === 'literal');
  const at = branches[constant];
  if (at !== undefined) {
    const taken = at.when.kind === 'literal' && at.when.value === true;
    const rest = branches.slice(constant + 1);
    const others = [...branches.slice(0, constant), ...(taken ? [] : rest)];
    const last = taken ? at.result : otherwise;
    return others.length === 0 ? last : { kind: 'case', branches: others, otherwise: last };
  }
  const [first] = branches;
  if (branches.length !== 1 || first === undefined) return expression;
  return countOf(first.when, first.result, otherwise) ?? expression;
}

/** `CASE WHEN c THEN 1 ELSE 0 END` counts c; `THEN 0 ELSE 1` counts where c is not true. */
function countOf(
  when: Expression,
  result: Expression,
  otherwise: Expression,
): Expression | undefined {
  if (result.kind !== 'literal' || otherwise.kind !== 'literal') return undefined;
  if (result.value === 1 && otherwise.value === 0) return { kind: 'count', conditions: [when] };
  if (result.value === 0 && otherwise.value === 1) {
    return {
      kind: 'count',
      conditions: [{ kind: 'is', truth: true, negated: true, operand: when }],
    };
  }
  return undefined;
}

function rewriteCoalesce(expression: Of<'coalesce'>): Expression {
  const operands = expression.operands.filter(
    (operand) => operand.kind !== 'literal' || operand.value !== null,
  );
  const [first, ...rest] = operands;
  if (first === undefined) return NULL;
  if (rest.length === 0 || first.kind === 'literal') return first;
  if (typeOf(first)?.kind === 'boolean') {
    return {
      kind: 'case',
      branches: [{ when: { kind: 'is null', negated: true, operand: first }, result: first }],
      otherwise: { kind: 'coalesce', operands: rest },
    };
  }
  return operands.length === expression.operands.length
    ? expression
    : { kind: 'coalesce', operands };
}

function rewriteCall(call: Of<'call'>): Expression {
  if (call.name === 'num_nulls' || call.name === 'num_nonnulls') {
    const negated = call.name === 'num_nonnulls';
    return {
      kind: 'count',
      conditions: call.operands.map((operand) => ({ kind: 'is null', negated, operand })),
    };
  }
  return call;
}

function rewriteSum(sum: Of<'arithmetic'>): Expression {
  if (sum.operator !== '+' || sum.left.kind !== 'count' || sum.right.kind !== 'count') return sum;
  return { kind: 'count', conditions: [...sum.left.conditions, ...sum.right.conditions] };
}
