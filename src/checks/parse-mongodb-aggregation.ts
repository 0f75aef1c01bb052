import {
  and,
  FALSE,
  NULL,
  or,
  TRUE,
  type Arithmetic,
  type ComparisonOperator,
  type Expression,
  type Literal,
} from './expression.ts';
import {
  absent,
  isNull,
  isObject,
  missing,
  not,
  surely,
  type RuleText,
  matchOf,
} from './parse-mongodb-fields.ts';
import { askedTypes, bracketOf, literalOf } from './parse-mongodb-literals.ts';
import { typeOf } from './type-of.ts';

/**
 * Reads an expression of `$expr`. Unlike a filter it compares what is missing: a field that is absent is
 * less than NULL, and NULL less than any value.
 *
 * @param expression - parsed JSON
 * @param rule - the rule that it is part of
 */
export function readAggregation(expression: unknown, rule: RuleText): Expression {
  const reader = new AggregationReader(rule);
  const truth = reader.truth(expression);
  return and([...reader.guards, truth]);
}

const COMPARISONS: Readonly<Record<string, ComparisonOperator>> = {
  $eq: '=',
  $ne: '<>',
  $gt: '>',
  $gte: '>=',
  $lt: '<',
  $lte: '<=',
};

const ARITHMETIC: Readonly<Record<string, Arithmetic['operator']>> = {
  $add: '+',
  $subtract: '-',
  $multiply: '*',
  $mod: '%',
};

class AggregationReader {
  /** What has to be there: some operators fail of what is not, and the document with them. */
  readonly guards: Expression[] = [];
  readonly #rule: RuleText;

  constructor(rule: RuleText) {
    this.#rule = rule;
  }

  /** A condition: true or false of every document. */
  truth(expression: unknown): Expression {
    if (typeof expression === 'boolean') return expression ? TRUE : FALSE;
    if (typeof expression === 'string') return this.#truthOfField(expression);
    const [operator, operand] = operationOf(expression);
    const compared = COMPARISONS[operator];
    if (compared !== undefined) return this.#comparison(compared, listOf(operand), expression);
    switch (operator) {
      case '$and':
        return and(listOf(operand).map((part) => this.truth(part)));
      case '$or':
        return or(listOf(operand).map((part) => this.truth(part)));
      case '$not':
        return not(this.truth(listOf(operand)[0]));
      case '$in':
        return this.#membership(listOf(operand), expression);
      case '$regexMatch':
        return this.#match(operand, expression);
      case '$cond':
        return this.#conditional(operand, expression);
      default:
        return this.#opaque(expression);
    }
  }

  #truthOfField(expression: string): Expression {
    const value = this.#value(expression);
    return value !== undefined && typeOf(value)?.kind === 'boolean'
      ? surely(value)
      : this.#opaque(expression);
  }

  #comparison(
    operator: ComparisonOperator,
    operands: readonly unknown[],
    expression: unknown,
  ): Expression {
    const asked = this.#typeTest(operands);
    if (asked !== undefined) {
      if (operator === '=') return asked;
      return operator === '<>' ? not(asked) : this.#opaque(expression);
    }
    const [left, right] = operands.map((operand) => this.#value(operand));
    if (left === undefined || right === undefined) return this.#opaque(expression);
    const brackets = [left, right]
      .filter((side) => !isNullLiteral(side))
      .map((side) => bracketOf(typeOf(side)));
    const [bracket] = brackets;
    const isAlike = brackets.every((each) => each === bracket);
    if (bracket === undefined || bracket === 'array' || bracket === 'object' || !isAlike) {
      return this.#opaque(expression);
    }
    return compare(operator, left, right);
  }

  /** `{"$eq":[{"$type":"$a"},"string"]}` */
  #typeTest([left, right]: readonly unknown[]): Expression | undefined {
    const [operator, operand] = operationOf(left);
    if (operator !== '$type' || typeof right !== 'string') return undefined;
    const field = this.#value(listOf(operand)[0]);
    if (field?.kind !== 'column') return undefined;
    if (right === 'missing') return absent(field);
    if (right === 'null') return isNull(field);
    const admitted = askedTypes(right).admit(field.type);
    if (admitted === undefined) return this.#opaque(left);
    return admitted ? not(missing(field)) : FALSE;
  }

  #membership([operand, list]: readonly unknown[], expression: unknown): Expression {
    const value = this.#value(operand);
    const values: readonly unknown[] = Array.isArray(list) ? list : [];
    if (value === undefined || !Array.isArray(list)) return this.#opaque(expression);
    return or(values.map((each) => this.#comparison('=', [operand, each], expression)));
  }

  #match(operand: unknown, expression: unknown): Expression {
    if (!isObject(operand)) return this.#opaque(expression);
    const { input, regex, options = '' } = operand;
    const text = this.#value(input);
    const written = isObject(regex) ? regex['$regularExpression'] : undefined;
    const pattern = isObject(written) ? written['pattern'] : regex;
    const letters = isObject(written) ? written['options'] : options;
    if (text === undefined || typeof pattern !== 'string' || bracketOf(typeOf(text)) !== 'string') {
      return this.#opaque(expression);
    }
    const match = matchOf(text, pattern, typeof letters === 'string' ? letters : '');
    return match === undefined ? this.#opaque(expression) : surely(match);
  }

  #conditional(operand: unknown, expression: unknown): Expression {
    const [when, then, otherwise] = isObject(operand)
      ? [operand['if'], operand['then'], operand['else']]
      : listOf(operand);
    if (then === undefined || otherwise === undefined) return this.#opaque(expression);
    const branches = [{ when: this.truth(when), result: this.truth(then) }];
    return { kind: 'case', branches, otherwise: this.truth(otherwise) };
  }

  /** A value: a field, a constant, or what is computed of them; undefined for what is not read. */
  #value(expression: unknown): Expression | undefined {
    if (typeof expression === 'string' && expression.startsWith('$')) {
      const path = expression.replace(/^\$(?:\$(?:ROOT|CURRENT)\.)?/, '');
      return this.#rule.isWithinList(path) ? undefined : this.#rule.field(path);
    }
    const literal = literalOf(expression);
    if (literal !== undefined) return literal;
    const [operator, operand] = operationOf(expression);
    if (operator === '$literal') return literalOf(operand);
    const arithmetic = ARITHMETIC[operator];
    if (arithmetic !== undefined) return this.#arithmetic(arithmetic, listOf(operand));
    switch (operator) {
      case '$ifNull':
        return this.#firstPresent(listOf(operand));
      case '$strLenCP':
        return this.#measure('char_length', 'string', operand);
      case '$strLenBytes':
        return this.#measure('octet_length', 'string', operand);
      case '$size':
        return this.#measure('cardinality', 'array', operand);
      default:
        return undefined;
    }
  }

  #arithmetic(
    operator: Arithmetic['operator'],
    operands: readonly unknown[],
  ): Expression | undefined {
    const values = operands.map((operand) => this.#value(operand));
    const [first, ...others] = values;
    // Dates can be added to as well, in milliseconds.
    const isNumeric = values.every((value) => value && bracketOf(typeOf(value)) === 'number');
    if (first === undefined || others.length === 0 || !isNumeric) return undefined;
    return others.reduce<Expression>(
      (left, right) => (right === undefined ? left : { kind: 'arithmetic', operator, left, right }),
      first,
    );
  }

  #firstPresent(operands: readonly unknown[]): Expression | undefined {
    const values = operands.map((operand) => this.#value(operand));
    const known = values.filter((value) => value !== undefined);
    return known.length === values.length ? { kind: 'coalesce', operands: known } : undefined;
  }

  #measure(name: string, bracket: 'string' | 'array', operand: unknown): Expression | undefined {
    const value = this.#value(listOf(operand)[0]);
    if (value === undefined || bracketOf(typeOf(value)) !== bracket) return undefined;
    this.guards.push(not(missing(value)));
    return { kind: 'call', name, operands: [value], strict: true };
  }

  #opaque(expression: unknown): Expression {
    return this.#rule.opaque(...fieldsIn(expression));
  }
}

/** In the order of absence, NULL, values. */
function compare(operator: ComparisonOperator, left: Expression, right: Expression): Expression {
  if (left.kind === 'coalesce') {
    return ofFirstPresent(left.operands, (value) => compare(operator, value, right));
  }
  if (right.kind === 'coalesce') {
    return ofFirstPresent(right.operands, (value) => compare(operator, left, value));
  }
  if (JSON.stringify(left) === JSON.stringify(right)) return operator.includes('=') ? TRUE : FALSE;
  switch (operator) {
    case '=':
      return or([
        surely({ kind: 'comparison', operator, left, right }),
        and([isAbsent(left), isAbsent(right)]),
        and([isNullOf(left), isNullOf(right)]),
      ]);
    case '<>':
      return not(compare('=', left, right));
    case '<':
      return or([
        surely({ kind: 'comparison', operator, left, right }),
        and([isAbsent(left), not(isAbsent(right))]),
        and([isNullOf(left), not(missing(right))]),
      ]);
    case '<=':
      return or([
        surely({ kind: 'comparison', operator, left, right }),
        isAbsent(left),
        and([isNullOf(left), not(isAbsent(right))]),
      ]);
    case '>':
      return compare('<', right, left);
    case '>=':
      return compare('<=', right, left);
  }
}

/** A condition of the first of some values that is neither absent nor NULL, or else of the last. */
function ofFirstPresent(
  values: readonly Expression[],
  condition: (value: Expression) => Expression,
): Expression {
  const [first = NULL, ...others] = values;
  if (others.length === 0) return condition(first);
  const branches = [{ when: not(missing(first)), result: condition(first) }];
  return { kind: 'case', branches, otherwise: ofFirstPresent(others, condition) };
}

/** Only fields can be absent; what is computed of one that is, is NULL. */
function isAbsent(value: Expression): Expression {
  return value.kind === 'column' ? absent(value) : FALSE;
}

function isNullOf(value: Expression): Expression {
  return value.kind === 'column' ? isNull(value) : missing(value);
}

function isNullLiteral(value: Expression): value is Literal {
  return value.kind === 'literal' && value.value === null;
}

/** An operator and what it is applied to: the only member of its object. */
function operationOf(expression: unknown): readonly [operator: string, operand: unknown] {
  const [member, other] = isObject(expression) ? Object.entries(expression) : [];
  return member === undefined || other !== undefined ? ['', undefined] : member;
}

/** Operators of one operand take it with brackets around it or without. */
function listOf(operand: unknown): readonly unknown[] {
  return Array.isArray(operand) ? operand : [operand];
}

function fieldsIn(expression: unknown): readonly string[] {
  if (typeof expression === 'string') {
    return expression.startsWith('$')
      ? [expression.replace(/^\$(?:\$(?:ROOT|CURRENT)\.)?/, '')]
      : [];
  }
  if (typeof expression !== 'object' || expression === null) return [];
  return Object.values(expression).flatMap(fieldsIn);
}
