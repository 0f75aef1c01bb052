import { factsOfAtom } from './atom-facts.ts';
import { valueOf } from './evaluate.ts';
import {
  columnsOf,
  contains,
  mapOperands,
  type Comparison,
  type Conditional,
  type Count,
  type Distinctness,
  type Expression,
  type Membership,
} from './expression.ts';
import { negate } from './negate.ts';
import { ALWAYS, all, any, count, NEVER, type Requirement } from './requirement.ts';
import { typeOf } from './type-of.ts';
import { UNKNOWN } from './unknown.ts';

/** What is asked of an expression that SQL may find true, false or NULL. */
export type Asked = 'true' | 'false' | 'not true' | 'not false';

/**
 * What has to be so of a row for an expression to be as asked. It is exact for logic and NULL, which
 * combine in three-valued logic by simple rules (`NOT false` of an AND is `not false` of each part),
 * and never too weak for the rest.
 *
 * @param expression - in normal form
 * @param asked - `'not false'` for a CHECK
 * @example
 * ```ts
 * // (m = 'ok') OR (d IS NOT NULL), not false:
 * // any of: m is null, m within {ok}, d is present
 * ```
 */
export function compileRequirement(expression: Expression, asked: Asked): Requirement {
  switch (expression.kind) {
    case 'literal':
      return expression.value === null || typeof expression.value === 'boolean'
        ? isAsked(expression.value, asked)
        : NEVER;
    case 'not':
      return compileRequirement(expression.operand, OPPOSITE[asked]);
    case 'and':
    case 'or': {
      const parts = expression.operands.map((operand) => compileRequirement(operand, asked));
      const every = (expression.kind === 'and') === (asked === 'true' || asked === 'not false');
      return every ? all(parts) : any(parts);
    }
    case 'is':
      return compileTruthTest(expression, asked);
    case 'case':
      return compileConditional(expression, asked);
    case 'distinct':
      return compileDistinctness(expression, asked);
    case 'comparison':
      return compileComparison(expression, asked);
    case 'in':
      return expression.operand.kind === 'count'
        ? compileCount(expression, expression.operand, asked)
        : compileAtom(expression, asked);
    case 'is null':
      return compileNullTest(expression, asked);
    default:
      return compileAtom(expression, asked);
  }
}

const OPPOSITE: Readonly<Record<Asked, Asked>> = {
  true: 'false',
  false: 'true',
  'not true': 'not false',
  'not false': 'not true',
};

function isAsked(truth: boolean | null, asked: Asked): Requirement {
  return accepts(truth, asked) ? ALWAYS : NEVER;
}

/** Whether a known truth is as asked. */
function accepts(truth: unknown, asked: Asked): boolean {
  switch (asked) {
    case 'true':
      return truth === true;
    case 'false':
      return truth === false;
    case 'not true':
      return truth === false || truth === null;
    case 'not false':
      return truth === true || truth === null;
  }
}

/** IS TRUE and its kin are never NULL themselves: for them, not false is true. */
function wantsTrue(asked: Asked): boolean {
  return asked === 'true' || asked === 'not false';
}

function compileTruthTest(
  { operand, truth, negated }: Extract<Expression, { kind: 'is' }>,
  asked: Asked,
): Requirement {
  const wanted = wantsTrue(asked) !== negated;
  if (truth) return compileRequirement(operand, wanted ? 'true' : 'not true');
  return compileRequirement(operand, wanted ? 'false' : 'not false');
}

/** One branch is taken: its condition true, those before it not. */
function compileConditional({ branches, otherwise }: Conditional, asked: Asked): Requirement {
  const options: Requirement[] = [];
  const passed: Requirement[] = [];
  for (const { when, result } of branches) {
    options.push(
      all([...passed, compileRequirement(when, 'true'), compileRequirement(result, asked)]),
    );
    passed.push(compileRequirement(when, 'not true'));
  }
  options.push(all([...passed, compileRequirement(otherwise, asked)]));
  return any(options);
}

function compileDistinctness(expression: Distinctness, asked: Asked): Requirement {
  const { left, right, negated } = expression;
  const isNull = (operand: Expression, is: boolean): Requirement =>
    compileRequirement({ kind: 'is null', negated: !is, operand }, 'true');
  const compared = (operator: '=' | '<>'): Requirement =>
    compileRequirement({ kind: 'comparison', operator, left, right }, 'true');
  if (wantsTrue(asked) === negated) {
    return any([all([isNull(left, true), isNull(right, true)]), compared('=')]);
  }
  return any([
    all([isNull(left, true), isNull(right, false)]),
    all([isNull(left, false), isNull(right, true)]),
    compared('<>'),
  ]);
}

function compileComparison(comparison: Comparison, asked: Asked): Requirement {
  const { left, right, operator } = comparison;
  if (left.kind === 'count') return compileCount(comparison, left, asked);
  const isLogic = typeOf(left)?.kind === 'boolean' && typeOf(right)?.kind === 'boolean';
  if (isLogic && (operator === '=' || operator === '<>')) {
    return compileEquivalence(left, right, wantsTrue(asked) === (operator === '='), asked);
  }
  return compileAtom(comparison, asked);
}

/** `a = b` of truths: both or neither, and for "not false" a NULL on either side will do. */
function compileEquivalence(
  left: Expression,
  right: Expression,
  equal: boolean,
  asked: Asked,
): Requirement {
  const of = (operand: Expression, wanted: Asked): Requirement =>
    compileRequirement(operand, wanted);
  if (asked === 'true' || asked === 'false') {
    return any([
      all([of(left, 'true'), of(right, equal ? 'true' : 'false')]),
      all([of(left, 'false'), of(right, equal ? 'false' : 'true')]),
    ]);
  }
  return all([
    any([of(left, 'not true'), of(right, equal ? 'not false' : 'not true')]),
    any([of(left, 'not false'), of(right, equal ? 'not true' : 'not false')]),
  ]);
}

function compileCount(atom: Comparison | Membership, counted: Count, asked: Asked): Requirement {
  if (atom.kind === 'comparison' && atom.right.kind !== 'literal') return unsolved(atom);
  const conditions = counted.conditions.map((condition) => compileRequirement(condition, 'true'));
  const numbers = Array.from({ length: conditions.length + 1 }, (_, number) => number);
  // Counting facts un-negated takes that each is exact, which NULL tests and constants are.
  if (!counted.conditions.every(isExact)) return unsolved(atom);
  const truthOf = (value: number): unknown =>
    valueOf(
      mapOperands(atom, (operand) =>
        operand === counted ? { kind: 'literal', value, type: typeOf(counted) } : operand,
      ),
      {},
    );
  const accepted = numbers.filter((value) => accepts(truthOf(value), asked));
  return count(conditions, accepted);
}

/** Whether compiling a condition yields a requirement that is met exactly where it is true. */
function isExact(condition: Expression): boolean {
  switch (condition.kind) {
    case 'literal':
      return true;
    case 'is null':
      return condition.operand.kind === 'column';
    case 'is':
      return isExact(condition.operand);
    case 'and':
    case 'or':
      return condition.operands.every(isExact);
    default:
      return isFinite(condition);
  }
}

/** Over one enum or boolean column every value has been tried, so the outcome is exact. */
function isFinite(condition: Expression): boolean {
  const isFiniteColumn = (part: Expression): boolean =>
    part.kind !== 'column' || part.type.kind === 'enum' || part.type.kind === 'boolean';
  return (
    columnsOf(condition).length === 1 &&
    !contains(condition, (part) => part.kind === 'opaque' || !isFiniteColumn(part))
  );
}

function compileNullTest(
  test: Extract<Expression, { kind: 'is null' }>,
  asked: Asked,
): Requirement {
  const { operand } = test;
  // NULL and absence are one here, but where a column can only be one of them.
  if (test.which !== undefined) return unsolved(test);
  const isNull = wantsTrue(asked) !== test.negated;
  if (operand.kind === 'column') {
    return { kind: isNull ? 'null' : 'present', column: operand.name };
  }
  if (typeOf(operand)?.kind === 'boolean') {
    const known = any([compileRequirement(operand, 'true'), compileRequirement(operand, 'false')]);
    const unknown = all([
      compileRequirement(operand, 'not true'),
      compileRequirement(operand, 'not false'),
    ]);
    return isNull ? unknown : known;
  }
  return compileAtom(test, asked);
}

/**
 * A part that no logic divides any further: facts that make it true (or false), or a NULL in one of
 * its columns where that alone makes it as asked, whatever the others hold.
 */
function compileAtom(atom: Expression, asked: Asked): Requirement {
  const escapes = columnsOf(atom)
    .filter((column) => accepts(valueWithNull(atom, column), asked))
    .map((column): Requirement => ({ kind: 'null', column }));
  const positive = wantsTrue(asked) ? atom : (negate(atom) ?? { kind: 'not', operand: atom });
  return any([...escapes, factsOfAtom(positive) ?? unsolved(atom)]);
}

/** The outcome with one column NULL and nothing known of the others. */
function valueWithNull(atom: Expression, column: string): unknown {
  const others = columnsOf(atom).map((name) => [name, UNKNOWN]);
  return valueOf(atom, { ...Object.fromEntries(others), [column]: null });
}

function unsolved(expression: Expression): Requirement {
  const columns = columnsOf(expression);
  const calls: string[] = [];
  contains(expression, (part) => {
    if (part.kind === 'call') calls.push(part.name);
    return false;
  });
  const [call] = calls;
  const what =
    expression.kind === 'opaque' || contains(expression, (part) => part.kind === 'opaque')
      ? 'it has a part that is not understood'
      : call !== undefined
        ? `values for ${call}(${columns.join(', ')}) cannot be chosen`
        : `values for this ${expression.kind} of ${columns.join(', ')} cannot be chosen`;
  return { kind: 'never', reason: what };
}
