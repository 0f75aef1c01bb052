import type { A_Expr, Node } from 'libpg-query';
import { commonType } from './coercions.ts';
import { coerced } from './cast.ts';
import { resolve } from './resolve.ts';
import { NotSpelled, type Scope } from './scope.ts';
import { OPERATORS } from './signatures.ts';
import { arrayOf, serverType, storageOf, UNKNOWN, type SqlType } from './sql-type.ts';
import type { Typed } from './typed.ts';
import { findNodes, texts } from '../tree.ts';
import { words } from './words.ts';

const BOOL = serverType('bool');

type Analyse = (scope: Scope, node: Node | undefined) => Typed;

/** All that the parser calls an operator. */
export function analyseOperator(scope: Scope, expression: A_Expr, analyse: Analyse): Typed {
  const symbol = texts(expression.name).at(-1) ?? '';
  const left = (): Typed => analyse(scope, expression.lexpr);
  const right = (): Typed => analyse(scope, expression.rexpr);
  switch (expression.kind) {
    case 'AEXPR_OP':
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
    case 'AEXPR_SIMILAR':
      return (
        rows(scope, symbol, expression, analyse) ??
        operator(scope, symbol, expression.lexpr === undefined ? null : left(), right())
      );
    case 'AEXPR_OP_ANY':
    case 'AEXPR_OP_ALL':
      return quantified(scope, symbol, expression.kind === 'AEXPR_OP_ALL', left(), right());
    case 'AEXPR_IN':
      return membership(scope, symbol, expression, analyse);
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN':
    case 'AEXPR_BETWEEN_SYM':
    case 'AEXPR_NOT_BETWEEN_SYM':
      return between(scope, expression, analyse);
    case 'AEXPR_DISTINCT':
      return distinct(scope, left(), right());
    case 'AEXPR_NOT_DISTINCT':
      return isNull(right())
        ? words(BOOL, ['(', left(), ' IS NULL)'], { shows: true })
        : logic('NOT', [distinct(scope, left(), right())]);
    case 'AEXPR_NULLIF': {
      const compared = operator(scope, '=', left(), right());
      if (compared.kind !== 'operator' || compared.left === null) throw new NotSpelled('NULLIF');
      const operands = [compared.left, compared.right];
      return { kind: 'call', type: compared.left.type, name: 'NULLIF', operands };
    }
    default:
      throw new NotSpelled(expression.kind ?? '');
  }
}

/** An operator between operands as they are. */
export function operator(scope: Scope, symbol: string, left: Typed | null, right: Typed): Typed {
  const operands = left === null ? [right] : [left, right];
  const types = operands.map((each) => each.type);
  const own = ofExtension(scope, symbol, types);
  if (own !== undefined) {
    const { type } = own;
    const [first, second = null] = operands.map((each) => coerced(each, type));
    return { kind: 'operator', type: BOOL, symbol: own.symbol, left: first!, right: second! };
  }
  const known = OPERATORS[symbol];
  const chosen = known === undefined ? null : resolve(known, types);
  const cast = operands.map((each, at) => {
    // Where nothing is known of one side, a text in quotes is what the other side is, or a text.
    const other = types[1 - at] ?? null;
    return coerced(each, chosen === null ? beside(other) : (chosen.takes[at] ?? null));
  });
  const type = chosen?.gives ?? (COMPARES.test(symbol) ? BOOL : null);
  return {
    kind: 'operator',
    type,
    symbol,
    left: left === null ? null : cast[0]!,
    right: cast.at(-1)!,
  };
}

const COMPARES = /^(?:=|<>|[<>]=?|!?~~?\*?)$/;

function beside(other: SqlType | null): SqlType | null {
  return other === null || other === UNKNOWN ? null : storageOf(other);
}

/** citext has operators of its own, which are in its schema. */
function ofExtension(scope: Scope, symbol: string, types: readonly (SqlType | null)[]) {
  if (!COMPARES.test(symbol)) return undefined;
  const all = types.map((type) => (type === null ? null : storageOf(type)));
  const type = all.find((each) => each?.kind === 'extension' && each.name === 'citext');
  if (!type || !all.every((each) => each?.name === 'citext' || each === UNKNOWN)) return undefined;
  return { type, symbol: `OPERATOR(${scope.quote(scope.extension('citext'))}.${symbol})` };
}

function quantified(scope: Scope, symbol: string, all: boolean, left: Typed, right: Typed): Typed {
  const element =
    right.type === UNKNOWN ? left.type : right.type === null ? null : storageOf(right.type).element;
  if (element === null || element === undefined) throw new NotSpelled('ANY');
  const model = operator(scope, symbol, left, { kind: 'column', type: element, sql: '' });
  if (model.kind !== 'operator' || model.left === null) throw new NotSpelled('ANY');
  const wanted = model.right.type ?? element;
  const array = arrayOf(right.type === UNKNOWN ? storageOf(wanted) : wanted);
  return {
    kind: 'quantified',
    type: BOOL,
    symbol: model.symbol,
    all,
    left: model.left,
    right: coerced(right, array),
  };
}

/** IN is one comparison with an array of what reads no column, and one with each of the others. */
function membership(scope: Scope, symbol: string, expression: A_Expr, analyse: Analyse): Typed {
  const { rexpr } = expression;
  const nodes = rexpr !== undefined && 'List' in rexpr ? (rexpr.List.items ?? []) : [];
  const negated = symbol === '<>';
  const left = analyse(scope, expression.lexpr);
  const fixed = nodes.filter((node) => findNodes(node, 'ColumnRef').length === 0);
  const rest = fixed.length > 1 ? nodes.filter((node) => !fixed.includes(node)) : nodes;
  const tests: Typed[] = [];
  if (fixed.length > 1)
    tests.push(
      inArray(
        scope,
        negated,
        left,
        fixed.map((node) => analyse(scope, node)),
      ),
    );
  for (const node of rest) tests.push(operator(scope, symbol, left, analyse(scope, node)));
  const [only, another] = tests;
  if (another === undefined) return only!;
  return logic(negated ? 'AND' : 'OR', tests);
}

function inArray(scope: Scope, negated: boolean, left: Typed, items: readonly Typed[]): Typed {
  const types = [left, ...items].map((each) => each.type);
  const type =
    commonType(types) ?? (types.every((each) => each === UNKNOWN) ? serverType('text') : null);
  if (type === null) throw new NotSpelled('IN');
  const array: Typed = {
    kind: 'array',
    type: arrayOf(type),
    items: items.map((item) => coerced(item, type)),
  };
  const value = left.type === UNKNOWN ? coerced(left, type) : left;
  return quantified(scope, negated ? '<>' : '=', negated, value, array);
}

function between(scope: Scope, expression: A_Expr, analyse: Analyse): Typed {
  const { rexpr } = expression;
  const [low, high] = rexpr !== undefined && 'List' in rexpr ? (rexpr.List.items ?? []) : [];
  const operand = analyse(scope, expression.lexpr);
  const negated = expression.kind?.includes('NOT') === true;
  const within = (from: Node | undefined, to: Node | undefined): Typed =>
    logic(negated ? 'OR' : 'AND', [
      operator(scope, negated ? '<' : '>=', operand, analyse(scope, from)),
      operator(scope, negated ? '>' : '<=', operand, analyse(scope, to)),
    ]);
  if (expression.kind?.endsWith('SYM') !== true) return within(low, high);
  return logic(negated ? 'AND' : 'OR', [within(low, high), within(high, low)]);
}

function logic(word: 'AND' | 'OR' | 'NOT', operands: readonly Typed[]): Typed {
  return { kind: 'logic', type: BOOL, word, operands };
}

/** Rows are equal where each of their fields is. */
function rows(scope: Scope, symbol: string, expression: A_Expr, analyse: Analyse): Typed | null {
  const [left, right] = [expression.lexpr, expression.rexpr].map((side) =>
    side !== undefined && 'RowExpr' in side ? (side.RowExpr.args ?? []) : null,
  );
  if (!left || !right || left.length !== right.length || !/^(?:=|<>)$/.test(symbol)) return null;
  const tests = left.map((each, at) =>
    operator(scope, symbol, analyse(scope, each), analyse(scope, right[at])),
  );
  return logic(symbol === '=' ? 'AND' : 'OR', tests);
}

function distinct(scope: Scope, left: Typed, right: Typed): Typed {
  if (isNull(right)) return words(BOOL, ['(', left, ' IS NOT NULL)'], { shows: true });
  const compared = operator(scope, '=', left, right);
  if (compared.kind !== 'operator') throw new NotSpelled('IS DISTINCT FROM');
  return { ...compared, symbol: 'IS DISTINCT FROM' };
}

function isNull(value: Typed): boolean {
  return value.kind === 'constant' && value.text === null;
}
