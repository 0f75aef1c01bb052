import { loadModule, parseSync, type A_Const, type A_Expr, type Node } from 'libpg-query';
import { storageType, type ColumnType } from '../schema/column-type.ts';
import {
  and,
  NULL,
  or,
  type Arithmetic,
  type Comparison,
  type ComparisonOperator,
  type Expression,
  type Literal,
  type Match,
} from './expression.ts';
import { plainNumber } from './fold-cast.ts';
import { normalize } from './normalize.ts';
import { isStrictFunction } from './postgres-functions.ts';
import { columnTypeOf } from './postgres-type-name.ts';

/** The type of a column by its name; undefined where there is none of that name. */
export type ColumnTypes = (name: string) => ColumnType | undefined;

/**
 * Reads a CHECK's SQL into a normalised tree. What it cannot read is an `opaque` node, never a throw.
 * `as` tells a generated column's expression from a CHECK's, where numbers are truths.
 */
export type ParseCheck = (sql: string, types: ColumnTypes, as?: 'truth' | 'value') => Expression;

/**
 * Loads Postgres' own parser (a WebAssembly module) and hands back a function that needs no waiting.
 *
 * @example
 * ```ts
 * const parse = await loadPostgresParser();
 * parse('(age >= 0)', () => ({ kind: 'integer', bits: 32, unsigned: false }));
 * // { kind: 'comparison', operator: '>=', left: { kind: 'column', name: 'age', … }, right: … }
 * ```
 */
export async function loadPostgresParser(): Promise<ParseCheck> {
  await loadModule();
  return (sql, types) => normalize(parseExpression(sql, types));
}

function parseExpression(sql: string, types: ColumnTypes): Expression {
  const node = parseNode(sql);
  if (node === undefined) return { kind: 'opaque', sql, columns: [] };
  return new Reader(sql, types).read(node);
}

function parseNode(sql: string): Node | undefined {
  try {
    const statement = parseSync(`SELECT 1 WHERE ${sql}`).stmts?.[0]?.stmt;
    return statement !== undefined && 'SelectStmt' in statement
      ? statement.SelectStmt.whereClause
      : undefined;
  } catch {
    // Syntax of a server newer than the parser: the check is reported as unsolved.
    return undefined;
  }
}

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);
const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);

/** Postgres spells LIKE and its kin as operators. */
const MATCHES: Readonly<Record<string, Pick<Match, 'syntax' | 'caseless' | 'negated'>>> = {
  '~': { syntax: 'regex', caseless: false, negated: false },
  '~*': { syntax: 'regex', caseless: true, negated: false },
  '!~': { syntax: 'regex', caseless: false, negated: true },
  '!~*': { syntax: 'regex', caseless: true, negated: true },
  '~~': { syntax: 'like', caseless: false, negated: false },
  '~~*': { syntax: 'like', caseless: true, negated: false },
  '!~~': { syntax: 'like', caseless: false, negated: true },
  '!~~*': { syntax: 'like', caseless: true, negated: true },
};

/** Turns parse nodes into expressions; one it does not know becomes opaque with the check's SQL. */
class Reader {
  readonly #sql: string;
  readonly #types: ColumnTypes;

  constructor(sql: string, types: ColumnTypes) {
    this.#sql = sql;
    this.#types = types;
  }

  read(node: Node | undefined): Expression {
    if (node === undefined) return this.#opaque({});
    if ('A_Const' in node) return constantOf(node.A_Const) ?? this.#opaque(node);
    if ('ColumnRef' in node) return this.#column(node);
    if ('A_Expr' in node) return this.#operation(node.A_Expr, node);
    if ('BoolExpr' in node) {
      const operands = this.#readAll(node.BoolExpr.args);
      if (node.BoolExpr.boolop === 'AND_EXPR') return and(operands);
      if (node.BoolExpr.boolop === 'OR_EXPR') return or(operands);
      return { kind: 'not', operand: operands[0] ?? NULL };
    }
    if ('NullTest' in node) return this.#nullTest(node);
    if ('BooleanTest' in node) return this.#truthTest(node);
    if ('TypeCast' in node) return this.#cast(node);
    if ('FuncCall' in node) return this.#call(node);
    if ('CaseExpr' in node) return this.#conditional(node);
    if ('CoalesceExpr' in node) {
      return { kind: 'coalesce', operands: this.#readAll(node.CoalesceExpr.args) };
    }
    if ('MinMaxExpr' in node) {
      const name = node.MinMaxExpr.op === 'IS_GREATEST' ? 'greatest' : 'least';
      return {
        kind: 'call',
        name,
        operands: this.#readAll(node.MinMaxExpr.args),
        strict: false,
      };
    }
    if ('A_ArrayExpr' in node) {
      return { kind: 'array', items: this.#readAll(node.A_ArrayExpr.elements) };
    }
    // A collation changes how texts are ordered, which nothing here relies on.
    if ('CollateClause' in node) return this.read(node.CollateClause.arg);
    if ('A_Indirection' in node) return this.#element(node);
    return this.#opaque(node);
  }

  #readAll(nodes: readonly Node[] | undefined): readonly Expression[] {
    return (nodes ?? []).map((node) => this.read(node));
  }

  #opaque(node: object): Expression {
    const columns = [...new Set(columnNames(node))].filter(
      (name) => this.#types(name) !== undefined,
    );
    return { kind: 'opaque', sql: this.#sql, columns };
  }

  #column(node: Extract<Node, { ColumnRef: unknown }>): Expression {
    const name = namesOf(node.ColumnRef.fields).at(-1);
    const type = name === undefined ? undefined : this.#types(name);
    if (name === undefined || type === undefined) return this.#opaque(node);
    return { kind: 'column', name, type: storageType(type) };
  }

  #operation(operation: A_Expr, node: Node): Expression {
    const symbol = namesOf(operation.name).at(-1) ?? '';
    switch (operation.kind) {
      case 'AEXPR_OP':
      case 'AEXPR_LIKE':
      case 'AEXPR_ILIKE':
      case 'AEXPR_SIMILAR':
        return this.#binary(symbol, operation);
      case 'AEXPR_OP_ANY':
      case 'AEXPR_OP_ALL':
        return this.#quantified(symbol, operation, node);
      case 'AEXPR_DISTINCT':
      case 'AEXPR_NOT_DISTINCT':
        return {
          kind: 'distinct',
          negated: operation.kind === 'AEXPR_NOT_DISTINCT',
          left: this.read(operation.lexpr),
          right: this.read(operation.rexpr),
        };
      case 'AEXPR_NULLIF':
        return {
          kind: 'nullif',
          left: this.read(operation.lexpr),
          right: this.read(operation.rexpr),
        };
      case 'AEXPR_IN':
        return this.#membership(symbol === '<>', operation);
      case 'AEXPR_BETWEEN':
      case 'AEXPR_NOT_BETWEEN':
        return this.#between(operation.kind === 'AEXPR_NOT_BETWEEN', operation);
      default:
        return this.#opaque(node);
    }
  }

  #binary(symbol: string, operation: A_Expr): Expression {
    const right = this.read(operation.rexpr);
    if (operation.lexpr === undefined) return unary(symbol, right);
    const left = this.read(operation.lexpr);
    const match = MATCHES[symbol];
    if (match !== undefined) return matchOf(match, left, right);
    if (isComparison(symbol)) return { kind: 'comparison', operator: symbol, left, right };
    if (isArithmetic(symbol)) return { kind: 'arithmetic', operator: symbol, left, right };
    return { kind: 'call', name: symbol, operands: [left, right], strict: true };
  }

  #quantified(symbol: string, operation: A_Expr, node: Node): Expression {
    if (!isComparison(symbol)) return this.#opaque(node);
    return {
      kind: 'quantified',
      operator: symbol,
      quantifier: operation.kind === 'AEXPR_OP_ANY' ? 'any' : 'all',
      left: this.read(operation.lexpr),
      array: this.read(operation.rexpr),
    };
  }

  #membership(negated: boolean, operation: A_Expr): Expression {
    return {
      kind: 'quantified',
      operator: negated ? '<>' : '=',
      quantifier: negated ? 'all' : 'any',
      left: this.read(operation.lexpr),
      array: { kind: 'array', items: this.#readAll(listOf(operation.rexpr)) },
    };
  }

  #between(negated: boolean, operation: A_Expr): Expression {
    const operand = this.read(operation.lexpr);
    const [low = NULL, high = NULL] = this.#readAll(listOf(operation.rexpr));
    const within = and([
      { kind: 'comparison', operator: '>=', left: operand, right: low },
      { kind: 'comparison', operator: '<=', left: operand, right: high },
    ]);
    return negated ? { kind: 'not', operand: within } : within;
  }

  #nullTest({ NullTest: test }: Extract<Node, { NullTest: unknown }>): Expression {
    const negated = test.nulltesttype === 'IS_NOT_NULL';
    if (test.arg !== undefined && 'RowExpr' in test.arg) {
      // A row is (not) null where each of its fields is.
      const fields = this.#readAll(test.arg.RowExpr.args);
      return and(fields.map((operand) => ({ kind: 'is null', negated, operand })));
    }
    return { kind: 'is null', negated, operand: this.read(test.arg) };
  }

  #truthTest({ BooleanTest: test }: Extract<Node, { BooleanTest: unknown }>): Expression {
    const operand = this.read(test.arg);
    const kind = test.booltesttype ?? 'IS_UNKNOWN';
    const negated = kind.startsWith('IS_NOT');
    if (kind.endsWith('UNKNOWN')) return { kind: 'is null', negated, operand };
    return { kind: 'is', truth: kind.endsWith('TRUE'), negated, operand };
  }

  #cast(node: Extract<Node, { TypeCast: unknown }>): Expression {
    const { arg, typeName } = node.TypeCast;
    const name = namesOf(typeName?.names).at(-1);
    if (typeName === undefined || name === undefined) return this.#opaque(node);
    const modifiers = this.#readAll(typeName.typmods).map((modifier) =>
      modifier.kind === 'literal' ? Number(modifier.value) : 0,
    );
    const type = columnTypeOf({ name, modifiers, array: typeName.arrayBounds !== undefined });
    return { kind: 'cast', operand: this.read(arg), type };
  }

  #call(node: Extract<Node, { FuncCall: unknown }>): Expression {
    const call = node.FuncCall;
    const names = namesOf(call.funcname);
    const name = names.at(-1);
    if (name === undefined || call.agg_star === true || call.over !== undefined) {
      return this.#opaque(node);
    }
    const operands = this.#readAll(call.args);
    const [first] = operands;
    if (call.func_variadic === true) {
      // `num_nulls(VARIADIC ARRAY[a, b])` is `num_nulls(a, b)`; any other array hides its parts.
      if (operands.length !== 1 || first?.kind !== 'array') return this.#opaque(node);
      return { kind: 'call', name, operands: first.items, strict: isStrictFunction(name) };
    }
    const builtIn = names.length === 1 || names[0] === 'pg_catalog';
    return { kind: 'call', name, operands, strict: builtIn && isStrictFunction(name) };
  }

  #conditional({ CaseExpr: node }: Extract<Node, { CaseExpr: unknown }>): Expression {
    const operand = node.arg === undefined ? undefined : this.read(node.arg);
    const branches = (node.args ?? []).map((branch) => {
      if (!('CaseWhen' in branch)) return { when: this.#opaque(branch), result: NULL };
      const when = this.read(branch.CaseWhen.expr);
      const result = this.read(branch.CaseWhen.result);
      if (operand === undefined) return { when, result };
      const compared: Comparison = {
        kind: 'comparison',
        operator: '=',
        left: operand,
        right: when,
      };
      return { when: compared, result };
    });
    const otherwise = node.defresult === undefined ? NULL : this.read(node.defresult);
    return { kind: 'case', branches, otherwise };
  }

  /** `column.field` of a composite, `column[1]` of an array. */
  #element(node: Extract<Node, { A_Indirection: unknown }>): Expression {
    const { arg, indirection } = node.A_Indirection;
    const [step] = indirection ?? [];
    if (step === undefined || indirection?.length !== 1) return this.#opaque(node);
    const operand = this.read(arg);
    if ('String' in step) {
      const field: Literal = { kind: 'literal', value: step.String.sval ?? '', type: null };
      return { kind: 'call', name: 'field', operands: [operand, field], strict: true };
    }
    if (!('A_Indices' in step) || step.A_Indices.is_slice === true) return this.#opaque(node);
    const index = this.read(step.A_Indices.uidx);
    return { kind: 'call', name: 'element', operands: [operand, index], strict: true };
  }
}

function isComparison(symbol: string): symbol is ComparisonOperator {
  return COMPARISONS.has(symbol);
}

function isArithmetic(symbol: string): symbol is Arithmetic['operator'] {
  return ARITHMETIC.has(symbol);
}

function unary(symbol: string, operand: Expression): Expression {
  if (symbol === '+') return operand;
  const zero: Literal = { kind: 'literal', value: 0, type: null };
  if (symbol === '-') return { kind: 'arithmetic', operator: '-', left: zero, right: operand };
  return { kind: 'call', name: symbol, operands: [operand], strict: true };
}

/** The catalogue prints SIMILAR TO and ESCAPE as functions around the pattern. */
function matchOf(
  match: Pick<Match, 'syntax' | 'caseless' | 'negated'>,
  operand: Expression,
  right: Expression,
): Match {
  const wrapped = right.kind === 'call' && WRAPPERS.has(right.name) ? right : undefined;
  const [pattern = right, given] = wrapped?.operands ?? [];
  const syntax = wrapped !== undefined && match.syntax === 'regex' ? 'similar' : match.syntax;
  const letter = given?.kind === 'cast' ? given.operand : given;
  const escape =
    letter?.kind === 'literal' && typeof letter.value === 'string' ? letter.value : '\\';
  // A cast to text would cut the spaces off that fill a `char(n)`.
  const { length, fixed } = textTypeOf(operand) ?? {};
  const padded = fixed === true && typeof length === 'number' ? { padded: length } : {};
  return { kind: 'match', ...match, syntax, operand, pattern, escape, ...padded };
}

function textTypeOf(operand: Expression): Extract<ColumnType, { kind: 'text' }> | undefined {
  return operand.kind === 'column' && operand.type.kind === 'text' ? operand.type : undefined;
}

const WRAPPERS: ReadonlySet<string> = new Set([
  'similar_to_escape',
  'similar_escape',
  'like_escape',
]);

function constantOf(constant: A_Const): Literal | undefined {
  if (constant.isnull === true) return NULL;
  if (constant.ival !== undefined) return number(constant.ival.ival ?? 0);
  if (constant.fval !== undefined) return number(constant.fval.fval ?? '0');
  if (constant.boolval !== undefined) {
    return { kind: 'literal', value: constant.boolval.boolval ?? false, type: { kind: 'boolean' } };
  }
  if (constant.sval !== undefined) {
    return { kind: 'literal', value: constant.sval.sval ?? '', type: null };
  }
  return undefined;
}

/** A bare number's type is integer or numeric, by its spelling. */
function number(spelling: number | string): Literal {
  const text = String(spelling);
  const type: ColumnType = /^-?\d{1,18}$/.test(text)
    ? { kind: 'integer', bits: text.length < 10 ? 32 : 64, unsigned: false }
    : { kind: 'decimal', precision: null, scale: null };
  return { kind: 'literal', value: plainNumber(text), type };
}

function namesOf(nodes: readonly Node[] | undefined): readonly string[] {
  return (nodes ?? []).flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : []));
}

function listOf(node: Node | undefined): readonly Node[] {
  return node !== undefined && 'List' in node ? (node.List.items ?? []) : [];
}

/** Every column that parse nodes name, at any depth. */
function columnNames(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(columnNames);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([kind, value]: [string, unknown]) => {
    if (kind !== 'ColumnRef') return columnNames(value);
    const fields = (value as { readonly fields?: readonly Node[] }).fields;
    return namesOf(fields).slice(-1);
  });
}
