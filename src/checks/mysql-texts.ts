import type { TextType } from '../schema/column-type.ts';
import { contains, type Expression, type Literal, type Match } from './expression.ts';
import { kindOf, resultsOf, withResults } from './mysql-kinds.ts';
import { translateRegex, type RegexEngine } from './mysql-regex.ts';
import { isPlain } from './mysql-collations.ts';
import { typeOf } from './type-of.ts';

/** How the texts of an expression compare, and how much that counts beside another's way. */
interface TextRule {
  /** Null for a literal, which compares as the other side does. */
  readonly caseless: boolean | null;
  /** By COLLATE, which decides against a column, as that does against a JSON document's texts. */
  readonly by: 'collate' | 'column' | 'document' | 'literal';
}

/** Functions whose result compares as their first argument does. */
const INHERITING: ReadonlySet<string> = new Set(
  'lower upper btrim ltrim rtrim left right substr'.split(' '),
);

function ruleOf(expression: Expression): TextRule | undefined {
  switch (expression.kind) {
    case 'literal':
      return { caseless: null, by: 'literal' };
    case 'column':
    case 'cast':
      return expression.type.kind === 'text'
        ? {
            caseless: expression.type.caseless,
            by: expression.kind === 'cast' ? 'collate' : 'column',
          }
        : undefined;
    case 'case':
    case 'coalesce':
    case 'nullif':
      return commonRule(resultsOf(expression));
    case 'call':
      if (expression.name === 'JSON_UNQUOTE') return { caseless: false, by: 'document' };
      if (expression.name === '||') return commonRule(expression.operands);
      return INHERITING.has(expression.name)
        ? commonRule(expression.operands.slice(0, 1))
        : undefined;
    default:
      return undefined;
  }
}

/** Of columns that compare in different ways, only a binary and another go together: by the binary. */
function commonRule(expressions: readonly Expression[]): TextRule | undefined {
  const rules = expressions.map(ruleOf);
  if (!rules.every((rule) => rule !== undefined)) return undefined;
  const by =
    (['collate', 'column', 'document'] as const).find((way) =>
      rules.some((rule) => rule.by === way),
    ) ?? 'literal';
  if (by === 'literal') return { caseless: null, by };
  const deciding = rules.filter((rule) => rule.by === by);
  const caseless = deciding.every((rule) => rule.caseless === true);
  const isOne = deciding.every((rule) => rule.caseless === caseless);
  return by === 'collate' && !isOne ? undefined : { caseless, by };
}

function textType(caseless: boolean): TextType {
  return { kind: 'text', length: null, fixed: false, caseless };
}

/**
 * Two texts so that the tree compares them as MySQL does: with or without regard to case.
 *
 * @returns undefined where it is not known how they compare
 */
export function alignTexts(
  left: Expression,
  right: Expression,
): readonly [Expression, Expression] | undefined {
  const caseless = commonRule([left, right])?.caseless ?? undefined;
  if (caseless === undefined) return undefined;
  const [a, b] = [asText(left, caseless), asText(right, caseless)];
  if (a === undefined || b === undefined) return undefined;
  return caseless && !isCaseless(a) && !isCaseless(b) ? [collated(a, true), b] : [a, b];
}

/**
 * Whether an operand compares with several others in the way that all of them together do: one binary
 * text in the list of an IN makes all of it binary.
 */
export function compareAlike(operand: Expression, others: readonly Expression[]): boolean {
  if (kindOf(operand) !== 'text') return true;
  const texts = others.filter((other) => kindOf(other) !== 'null');
  const whole = commonRule([operand, ...texts])?.caseless;
  return texts.every(
    (other) => kindOf(other) === 'text' && commonRule([operand, other])?.caseless === whole,
  );
}

function asText(expression: Expression, caseless: boolean): Expression | undefined {
  switch (expression.kind) {
    case 'literal':
      return asTextLiteral(expression, caseless);
    case 'case':
    case 'coalesce':
    case 'nullif':
      return asTextResults(expression, caseless);
    default:
      // A column whose every character counts excludes more under a collation that folds than can be told.
      if (caseless && expression.kind === 'column' && !isCaseless(expression)) return undefined;
      return !caseless && isCaseless(expression) ? collated(expression, false) : expression;
  }
}

/** Literals in there are compared with each other, by rules for texts that are plain. */
function asTextResults(
  expression: Extract<Expression, { kind: 'case' | 'coalesce' | 'nullif' }>,
  caseless: boolean,
): Expression | undefined {
  if (contains(expression, isOddLiteral)) return undefined;
  if (expression.kind === 'nullif') {
    return isCaseless(expression) === caseless ? expression : collated(expression, caseless);
  }
  const results = resultsOf(expression).map((result) => asText(result, caseless));
  return results.every((result) => result !== undefined)
    ? withResults(expression, results)
    : undefined;
}

function isOddLiteral(part: Expression): boolean {
  if (part.kind !== 'literal' || typeof part.value !== 'string') return false;
  return !isPlain(part.value) || part.value.endsWith(' ');
}

function asTextLiteral(literal: Literal, caseless: boolean): Literal {
  return literal.value === null ? literal : { ...literal, type: textType(caseless) };
}

function isCaseless(expression: Expression): boolean {
  const type = typeOf(expression);
  return type?.kind === 'text' && type.caseless;
}

function collated(operand: Expression, caseless: boolean): Expression {
  return { kind: 'cast', operand, type: textType(caseless) };
}

/**
 * `text COLLATE name`.
 *
 * @returns undefined where that makes more texts equal than the column does: to solve it, the column
 *   would have to be known to compare so
 */
export function collate(operand: Expression, collation: string): Expression | undefined {
  if (kindOf(operand) !== 'text') return undefined;
  const caseless = !/(?:_bin|_cs|^binary)$/.test(collation);
  return caseless && operand.kind !== 'literal' && !isCaseless(operand)
    ? undefined
    : collated(operand, caseless);
}

/**
 * A comparison of bytes: of `binary text` with a text. In UTF-8, ASCII is what it looks like.
 *
 * @param left - a call of BINARY
 */
export function alignBinary(
  left: Expression,
  right: Expression,
): readonly [Expression, Expression] | undefined {
  const [a, b] = [textOf(left), textOf(right)];
  return a && b && [a, b];
}

function textOf(side: Expression): Expression | undefined {
  const [inner = side] = side.kind === 'call' && side.name === 'BINARY' ? side.operands : [];
  if (kindOf(inner) !== 'text' || contains(inner, isOfOtherCharset)) return undefined;
  return asText(inner, false);
}

function isOfOtherCharset(part: Expression): boolean {
  return (
    part.kind === 'column' &&
    part.type.kind === 'text' &&
    (part.type.charset ?? 'utf8mb3') !== 'utf8mb3'
  );
}

/** `text LIKE pattern`; undefined where it is not known how letters compare, or what the pattern is. */
export function likeOf(
  operand: Expression,
  pattern: Expression,
  escape: Expression | null,
): Match | undefined {
  const letter =
    escape?.kind === 'literal' ? String(escape.value) : escape === null ? '\\' : undefined;
  if (letter === undefined || [...letter].length > 1) return undefined;
  const sides = matchSides(operand, pattern);
  // Without any, MariaDB has the backslash all the same, and MySQL has none.
  const source = sides?.pattern.kind === 'literal' ? String(sides.pattern.value) : '';
  if (letter === '' && source.includes('\\')) return undefined;
  return sides && { kind: 'match', syntax: 'like', negated: false, escape: letter, ...sides };
}

/**
 * `text REGEXP pattern`.
 *
 * @param engine - ICU in MySQL, PCRE in MariaDB
 * @param caseless - where the call says so itself
 * @returns undefined for patterns that engines read differently
 */
export function regexpOf(
  operand: Expression,
  pattern: Expression,
  engine: RegexEngine,
  caseless?: boolean,
): Match | undefined {
  const sides = matchSides(operand, pattern, caseless);
  if (sides?.pattern.kind !== 'literal') return undefined;
  const source = translateRegex(String(sides.pattern.value), engine, sides.caseless);
  if (source === undefined) return undefined;
  return {
    kind: 'match',
    syntax: 'regex',
    negated: false,
    escape: '\\',
    ...sides,
    pattern: { ...sides.pattern, value: source },
  };
}

function matchSides(
  operand: Expression,
  pattern: Expression,
  given?: boolean,
): Pick<Match, 'operand' | 'pattern' | 'caseless'> | undefined {
  if (kindOf(operand) !== 'text' || pattern.kind === 'column') return undefined;
  const inner = pattern.kind === 'cast' ? pattern.operand : pattern;
  if (inner.kind !== 'literal' || typeof inner.value !== 'string') return undefined;
  const caseless = given ?? commonRule([operand, pattern])?.caseless ?? undefined;
  if (caseless === undefined) return undefined;
  // A pattern that folds case does so of any column.
  const text = caseless ? operand : asText(operand, false);
  return text && { operand: text, pattern: asTextLiteral(inner, caseless), caseless };
}
