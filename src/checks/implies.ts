import { includes } from '../patterns/compare-patterns.ts';
import { compareValues } from './compare-values.ts';
import { valueOf } from './evaluate.ts';
import {
  and,
  columnsOf,
  type Comparison,
  type Expression,
  type Literal,
  type LiteralValue,
  type Match,
  type Membership,
} from './expression.ts';
import { patternOf } from './match-value.ts';
import { typeOf } from './type-of.ts';
import { UNKNOWN } from './unknown.ts';

/**
 * Whether a row for which some checks are not false is sure to make another not false either. "Not false"
 * goes through AND and OR part by part, NULL or not, so it is enough to compare their parts.
 *
 * @param given - checks that hold, in normal form
 * @param wanted - another check, in normal form
 * @returns false where it is not so, or cannot be told
 */
export function implies(given: readonly Expression[], wanted: Expression): boolean {
  return follows(and(given), wanted);
}

function follows(given: Expression, wanted: Expression): boolean {
  if (isSame(given, wanted)) return true;
  if (wanted.kind === 'literal') return wanted.value !== false;
  if (given.kind === 'literal') return given.value === false;
  if (given.kind === 'or') return given.operands.every((part) => follows(part, wanted));
  if (wanted.kind === 'and') return wanted.operands.every((part) => follows(given, part));
  if (given.kind === 'and' && given.operands.some((part) => follows(part, wanted))) return true;
  if (wanted.kind === 'or') return wanted.operands.some((part) => follows(given, part));
  return given.kind !== 'and' && partFollows(given, wanted);
}

function partFollows(given: Expression, wanted: Expression): boolean {
  if (given.kind === 'is null' && !given.negated && given.operand.kind === 'column') {
    return isNotFalse(valueWithNull(wanted, given.operand.name));
  }
  const [first, second] = [testOf(given), testOf(wanted)];
  if (first !== undefined && second !== undefined) {
    return isSame(first.subject, second.subject) && isWithin(first, second);
  }
  return given.kind === 'call' && wanted.kind === 'call' && isListWithin(given, wanted);
}

/** A part that tests one thing against constants. */
type Test = { readonly subject: Expression } & (
  | { readonly kind: 'only' | 'except'; readonly values: readonly Literal[] }
  | {
      readonly kind: 'bound';
      readonly above: boolean;
      readonly value: Literal;
      readonly open: boolean;
    }
  | { readonly kind: 'match'; readonly match: Match }
) & { readonly part: Comparison | Membership | Match };

function testOf(part: Expression): Test | undefined {
  if (part.kind === 'in') {
    return {
      part,
      subject: part.operand,
      kind: part.negated ? 'except' : 'only',
      values: part.values,
    };
  }
  if (part.kind === 'match') return { part, subject: part.operand, kind: 'match', match: part };
  if (part.kind !== 'comparison' || part.right.kind !== 'literal') return undefined;
  const { left: subject, right: value, operator } = part;
  if (operator === '=') return { part, subject, kind: 'only', values: [value] };
  if (operator === '<>') return { part, subject, kind: 'except', values: [value] };
  const above = operator.startsWith('>');
  return { part, subject, kind: 'bound', above, value, open: !operator.endsWith('=') };
}

/** Whether what the one test takes, the other of the same subject takes as well. */
function isWithin(given: Test, wanted: Test): boolean {
  if (given.kind === 'only') {
    return given.values.every((value) => isNotFalse(outcomeOf(wanted, value)));
  }
  // What the one refuses, the other refuses already.
  if (wanted.kind === 'except') {
    return wanted.values.every((value) => outcomeOf(given, value) === false);
  }
  if (given.kind === 'bound' && wanted.kind === 'bound') return isInsideBound(given, wanted);
  return given.kind === 'match' && wanted.kind === 'match' && isMatchWithin(given, wanted);
}

/** What a test says of one value of its subject. */
function outcomeOf({ part, subject }: Test, { value }: Literal): unknown {
  const literal: Literal = { kind: 'literal', value, type: typeOf(subject) };
  if (part.kind === 'comparison') return valueOf({ ...part, left: literal }, {});
  return valueOf({ ...part, operand: literal }, {});
}

type BoundTest = Extract<Test, { readonly kind: 'bound' }>;

function isInsideBound(given: BoundTest, wanted: BoundTest): boolean {
  if (given.above !== wanted.above) return false;
  const type = typeOf(given.subject);
  const order = compareValues(reach(given), reach(wanted), type);
  if (order === undefined) return false;
  if (order !== 0) return order > 0 === given.above;
  return !isOpen(wanted) || isOpen(given);
}

/** Of whole numbers, `n > 5` begins at 6. */
function reach({ subject, value: { value }, open, above }: BoundTest): LiteralValue | null {
  const whole = typeOf(subject)?.kind === 'integer' && Number.isSafeInteger(value);
  return whole && open ? Number(value) + (above ? 1 : -1) : value;
}

function isOpen({ subject, value: { value }, open }: BoundTest): boolean {
  return open && !(typeOf(subject)?.kind === 'integer' && Number.isSafeInteger(value));
}

function isMatchWithin(
  given: Extract<Test, { readonly kind: 'match' }>,
  wanted: Extract<Test, { readonly kind: 'match' }>,
): boolean {
  if (given.match.negated !== wanted.match.negated) return false;
  const type = typeOf(given.subject);
  const [first, second] = [given.match, wanted.match].map((match) =>
    match.pattern.kind === 'literal' && typeof match.pattern.value === 'string'
      ? patternOf(match, match.pattern.value, type)
      : undefined,
  );
  if (first === undefined || second === undefined) return false;
  // What is refused is turned around.
  return (given.match.negated ? includes(first, second) : includes(second, first)) === true;
}

/** Lists that hold each other: `tags <@ ARRAY['a']` is within `tags <@ ARRAY['a', 'b']`. */
function isListWithin(
  given: Extract<Expression, { kind: 'call' }>,
  wanted: Extract<Expression, { kind: 'call' }>,
): boolean {
  const [subject, list] = given.operands;
  const [other, longer] = wanted.operands;
  if (given.name !== wanted.name || subject === undefined || other === undefined) return false;
  if (list?.kind !== 'literal' || longer?.kind !== 'literal' || !isSame(subject, other))
    return false;
  if (!Array.isArray(list.value) || !Array.isArray(longer.value)) return false;
  const [few, many] = given.name === '<@' ? [list.value, longer.value] : [longer.value, list.value];
  const held = new Set(many.map((value) => JSON.stringify(value)));
  const lists = given.name === '<@' || given.name === '@>';
  return lists && few.every((value) => held.has(JSON.stringify(value)));
}

/** The outcome with one column NULL and nothing known of the others. */
function valueWithNull(expression: Expression, column: string): unknown {
  const others = columnsOf(expression).map((name) => [name, UNKNOWN]);
  return valueOf(expression, { ...Object.fromEntries(others), [column]: null });
}

function isNotFalse(value: unknown): boolean {
  return value === true || value === null;
}

function isSame(a: Expression, b: Expression): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
