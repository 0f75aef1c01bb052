import { storageType, type ColumnType } from '../schema/column-type.ts';
import {
  and,
  NULL,
  or,
  TRUE,
  FALSE,
  type ComparisonOperator,
  type Expression,
  type Literal,
} from './expression.ts';
import { calculate, negative, unsigned } from './mysql-arithmetic.ts';
import { castMysql } from './mysql-casts.ts';
import { collationOfCharset } from './mysql-collations.ts';
import { alignSides, asNumber, asTruthLiteral } from './mysql-comparisons.ts';
import { callOf } from './mysql-functions.ts';
import { parseMysqlSyntax } from './mysql-grammar.ts';
import { kindOf } from './mysql-kinds.ts';
import {
  bytesLiteral,
  isAscii,
  numberLiteral,
  temporalLiteral,
  textLiteral,
} from './mysql-literals.ts';
import {
  hasRow,
  namesIn,
  type ArithmeticSymbol,
  type ComparisonSymbol,
  type InfixOperator,
  type Syntax,
} from './mysql-syntax.ts';
import {
  betweenOf,
  comparisonOf,
  matchOf,
  membershipOf,
  within,
  type Evaluated,
  type ReadPart,
} from './mysql-predicates.ts';
import { collate } from './mysql-texts.ts';
import { normalize } from './normalize.ts';
import type { ColumnTypes, ParseCheck } from './parse-postgres.ts';

/**
 * Reads a CHECK or a generated column's expression as MySQL 8/9 or MariaDB print it, from SHOW CREATE
 * TABLE or the information schema. The tree is the one that `loadPostgresParser()` makes, so that all
 * that works on it serves these servers too; what differs is spelled out in it, or an opaque part.
 *
 * @param sql - the expression
 * @param types - the table's columns
 * @param as - `'value'` for a generated column; a CHECK's number is true where it is not 0
 * @example
 * ```ts
 * parseMysqlCheck('(`age` >= 0)', () => ({ kind: 'integer', bits: 32, unsigned: false }));
 * // { kind: 'comparison', operator: '>=', left: { kind: 'column', name: 'age', … }, right: … }
 * ```
 */
export const parseMysqlCheck: ParseCheck = (sql, types, as = 'truth') => {
  const reader = new Reader(sql, types);
  const syntax = parseMysqlSyntax(sql);
  return normalize(as === 'truth' ? reader.readCheck(syntax) : reader.read(syntax, 'perhaps'));
};

/** Gives what the grammar read a meaning, by the types of its parts. */
class Reader {
  readonly #sql: string;
  readonly #types: ColumnTypes;
  /** What has to be so, besides, for the check not to fail. */
  readonly #guards: Expression[] = [];

  constructor(sql: string, types: ColumnTypes) {
    this.#sql = sql;
    this.#types = types;
  }

  readCheck(syntax: Syntax): Expression {
    const check = this.#truth(syntax, 'conjunct');
    const guards = new Map(this.#guards.map((guard) => [JSON.stringify(guard), guard]));
    return and([check, ...guards.values()]);
  }

  readonly read: ReadPart = (syntax, evaluated) => {
    switch (syntax.kind) {
      case 'number':
        return numberLiteral(syntax.text);
      case 'text':
        return this.#text(syntax);
      case 'bytes':
        return bytesLiteral(syntax.digits);
      case 'temporal':
        return temporalLiteral(syntax.text, syntax.type) ?? this.#opaque(syntax);
      case 'constant':
        return syntax.value === null ? NULL : syntax.value ? TRUE : FALSE;
      case 'name':
        return this.#column(syntax.name) ?? this.#opaque(syntax);
      case 'prefix':
        return this.#prefix(syntax, evaluated);
      case 'infix':
        return this.#infix(syntax, evaluated);
      case 'is':
        return this.#test(syntax, evaluated);
      case 'in':
        return membershipOf(syntax, evaluated, this.read);
      case 'between':
        return betweenOf(syntax, evaluated, this.read);
      case 'match':
        return matchOf(syntax, evaluated, this.read);
      case 'collate':
        return (
          collate(this.read(syntax.operand, evaluated), syntax.collation) ?? this.#opaque(syntax)
        );
      case 'case':
        return this.#case(syntax, evaluated);
      case 'call':
        return this.#call(syntax, evaluated);
      case 'cast': {
        const operand = this.read(syntax.operand, evaluated);
        return castMysql(operand, syntax.type) ?? unknownCall('CAST', operand);
      }
      case 'interval':
      case 'row':
      case 'unread':
        return this.#opaque(syntax);
    }
  };

  /** An operand of AND, OR and NOT: a number is true where it is not 0. */
  #truth(syntax: Syntax, evaluated: Evaluated): Expression {
    return this.#asTruth(this.read(syntax, evaluated), syntax);
  }

  #asTruth(expression: Expression, syntax: Syntax): Expression {
    if (expression.kind === 'opaque') return expression;
    switch (kindOf(expression)) {
      case 'boolean':
      case 'null':
        return expression;
      case 'number':
      case 'unknown':
        if (expression.kind === 'literal') return expression.value === 0 ? FALSE : TRUE;
        if (expression.kind === 'case') return this.#caseAsTruth(expression, syntax);
        return { kind: 'comparison', operator: '<>', left: expression, right: numberLiteral('0') };
      default:
        return this.#opaque(syntax);
    }
  }

  #caseAsTruth(
    { branches, otherwise }: Extract<Expression, { kind: 'case' }>,
    syntax: Syntax,
  ): Expression {
    return {
      kind: 'case',
      branches: branches.map(({ when, result }) => ({
        when,
        result: this.#asTruth(result, syntax),
      })),
      otherwise: this.#asTruth(otherwise, syntax),
    };
  }

  #opaque(syntax: Syntax): Expression {
    const columns = namesIn(syntax).flatMap((name) => this.#column(name)?.name ?? []);
    return { kind: 'opaque', sql: this.#sql, columns: [...new Set(columns)] };
  }

  /** MySQL prints a name in the letters of the check, which may be others than the column's. */
  #column(name: string): Extract<Expression, { kind: 'column' }> | undefined {
    // In text of the information schema without any literal, an escape goes unnoticed.
    const spellings = [name, name.toLowerCase(), name.replaceAll(/\\(.)/gs, '$1')];
    const own = spellings.find((spelling) => this.#types(spelling) !== undefined);
    const declared = own === undefined ? undefined : this.#types(own);
    if (own === undefined || declared === undefined) return undefined;
    const type = storageType(declared);
    return {
      kind: 'column',
      name: own,
      type,
      ...(type.kind === 'text' && { collation: collationOfCharset(type.charset) }),
    };
  }

  /** A text of another character set is written in that set's bytes. */
  #text(syntax: Extract<Syntax, { kind: 'text' }>): Expression {
    const { value, charset, perhapsName } = syntax;
    if (perhapsName && this.#column(value) !== undefined) return this.#opaque(syntax);
    if (charset === 'binary') {
      return isAscii(value)
        ? bytesLiteral(Buffer.from(value).toString('hex'))
        : this.#opaque(syntax);
    }
    const isUnicode = charset === null || charset.startsWith('utf8');
    return isUnicode || isAscii(value) ? textLiteral(value) : this.#opaque(syntax);
  }

  #prefix(syntax: Extract<Syntax, { kind: 'prefix' }>, evaluated: Evaluated): Expression {
    const { operator } = syntax;
    if (operator === 'not') {
      return { kind: 'not', operand: this.#truth(syntax.operand, within(evaluated)) };
    }
    const operand = this.read(syntax.operand, within(evaluated));
    switch (operator) {
      case '+':
        return operand;
      case '-':
        return negative(operand) ?? this.#opaque(syntax);
      case '~':
        return { kind: 'call', name: 'BIT_NOT', operands: [operand], strict: true };
      case 'binary': {
        const type = { name: 'binary', modifiers: [], charset: null };
        return castMysql(operand, type) ?? unknownCall('CAST', operand);
      }
    }
  }

  #infix(syntax: Extract<Syntax, { kind: 'infix' }>, evaluated: Evaluated): Expression {
    const { operator, left, right } = syntax;
    switch (operator) {
      case 'and':
      case 'or': {
        const whole = evaluated === 'conjunct' && operator === 'and';
        const first = this.#truth(left, whole ? evaluated : within(evaluated));
        const second = this.#truth(right, whole ? evaluated : 'perhaps');
        return operator === 'and' ? and([first, second]) : or([first, second]);
      }
      case 'xor':
        return {
          kind: 'comparison',
          operator: '<>',
          left: this.#truth(left, within(evaluated)),
          right: this.#truth(right, 'perhaps'),
        };
      default:
        return isComparison(operator)
          ? comparisonOf(syntax, evaluated, this.read)
          : this.#arithmetic(operator, syntax, evaluated);
    }
  }

  #arithmetic(
    operator: ArithmeticSymbol,
    syntax: Extract<Syntax, { kind: 'infix' }>,
    evaluated: Evaluated,
  ): Expression {
    const left = this.read(syntax.left, within(evaluated));
    if (syntax.right.kind === 'interval') {
      const right = this.#interval(syntax.right);
      return operator === '+' || operator === '-'
        ? { kind: 'arithmetic', operator, left, right }
        : this.#opaque(syntax);
    }
    const right = this.read(syntax.right, left.kind === 'literal' ? within(evaluated) : 'perhaps');
    const result = calculate(operator, left, right);
    if (result === undefined) return this.#opaque(syntax);
    if (result.fails === null) return result.value;
    const { below0, sign } = result.fails;
    if (evaluated === 'perhaps' || sign !== 'unsigned') {
      return unsigned(result.value);
    }
    const holds: Expression = {
      kind: 'comparison',
      operator: '>=',
      left: below0,
      right: numberLiteral('0'),
    };
    this.#guards.push({ kind: 'is', truth: false, negated: true, operand: holds });
    return result.value;
  }

  /** By a literal, `1 day`, as the tree has it; what else is added to dates is left to MySQL. */
  #interval(syntax: Extract<Syntax, { kind: 'interval' }>): Expression {
    const { amount, unit } = syntax;
    const isPlain = amount.kind === 'number' && /^\d+$/.test(amount.text) && !unit.includes('_');
    if (!isPlain) return this.#opaque(syntax);
    const type: ColumnType = { kind: 'interval', precision: null };
    return { kind: 'literal', value: `${amount.text} ${unit}`, type };
  }

  #test(syntax: Extract<Syntax, { kind: 'is' }>, evaluated: Evaluated): Expression {
    const { test, negated } = syntax;
    if (test === 'null') {
      // MariaDB takes a comparison of rows for one that is never NULL.
      if (hasRow(syntax.operand)) return this.#opaque(syntax);
      return { kind: 'is null', negated, operand: this.read(syntax.operand, within(evaluated)) };
    }
    const operand = this.#truth(syntax.operand, within(evaluated));
    return { kind: 'is', truth: test === 'true', negated, operand };
  }

  #case(syntax: Extract<Syntax, { kind: 'case' }>, evaluated: Evaluated): Expression {
    const { operand } = syntax;
    const whens = syntax.branches.map(({ when }, index) => {
      const test: Syntax =
        operand === null ? when : { kind: 'infix', operator: '=', left: operand, right: when };
      return this.#truth(test, index === 0 ? within(evaluated) : 'perhaps');
    });
    const results = alignResults([
      ...syntax.branches.map(({ result }) => this.read(result, 'perhaps')),
      syntax.otherwise === null ? NULL : this.read(syntax.otherwise, 'perhaps'),
    ]);
    return {
      kind: 'case',
      branches: whens.map((when, index) => ({ when, result: results[index] ?? NULL })),
      otherwise: results.at(-1) ?? NULL,
    };
  }

  #call(syntax: Extract<Syntax, { kind: 'call' }>, evaluated: Evaluated): Expression {
    const { name, operands } = syntax;
    const [first, second, third] = operands;
    if (name === 'if' && first !== undefined && second !== undefined && third !== undefined) {
      const branches = [{ when: first, result: second }];
      return this.#case({ kind: 'case', operand: null, branches, otherwise: third }, evaluated);
    }
    if (name === 'mod' && first !== undefined && second !== undefined) {
      return this.read({ kind: 'infix', operator: '%', left: first, right: second }, evaluated);
    }
    if (operands.some(({ kind }) => kind === 'row' || kind === 'interval')) {
      return this.#opaque(syntax);
    }
    const values = operands.map((operand, index) =>
      this.read(operand, index === 0 ? within(evaluated) : 'perhaps'),
    );
    if (name === 'coalesce' || name === 'ifnull') {
      return { kind: 'coalesce', operands: alignResults(values) };
    }
    if (name === 'nullif') {
      const [left = NULL, right = NULL] = values;
      const sides = alignSides(left, right, true);
      if (sides === undefined) return this.#opaque(syntax);
      const [compared, other] = sides;
      if (compared === left) return { kind: 'nullif', left, right: other };
      // What it yields is the first as it was before it was compared.
      const when: Expression = { kind: 'comparison', operator: '=', left: compared, right: other };
      return { kind: 'case', branches: [{ when, result: NULL }], otherwise: left };
    }
    return callOf(name, values);
  }
}

/** Of NULL any cast makes NULL. */
function unknownCall(name: string, operand: Expression): Expression {
  return { kind: 'call', name, operands: [operand], strict: true };
}

const COMPARISONS: ReadonlySet<InfixOperator> = new Set([
  '=',
  '<=>',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
] satisfies (ComparisonOperator | '<=>')[]);

function isComparison(operator: InfixOperator): operator is ComparisonSymbol {
  return COMPARISONS.has(operator);
}

/** Results of which some are truths: 1 and 0 beside them are truths too, beside numbers they are numbers. */
function alignResults(results: readonly Expression[]): readonly Expression[] {
  const kinds = new Set(results.map(kindOf));
  if (!kinds.has('boolean') || !kinds.has('number')) return results;
  const truths = results.map((result): Expression | Literal | undefined =>
    kindOf(result) === 'number' ? asTruthLiteral(result) : result,
  );
  return truths.every((truth) => truth !== undefined) ? truths : results.map(asNumber);
}
