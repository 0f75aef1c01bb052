import type { A_Const, ColumnRef, Node } from 'libpg-query';
import { analyseCall } from './calls.ts';
import { commonType } from './coercions.ts';
import { analyseOperator, operator } from './operators.ts';
import { NotSpelled, type Scope } from './scope.ts';
import { arrayOf, serverType, UNKNOWN, type SqlType } from './sql-type.ts';
import { castTo, coerced } from './cast.ts';
import type { Typed } from './typed.ts';
import { words } from './words.ts';
import { handlerFor, type NodeBody, type NodeHandlers } from '../node-kinds.ts';
import { texts } from '../tree.ts';

const BOOL = serverType('bool');

/**
 * Finds out the types in an expression, and puts the casts into it that the server puts there.
 *
 * @throws {NotSpelled} for what is not known here
 */
export function analyse(scope: Scope, node: Node | undefined): Typed {
  if (node === undefined) throw new NotSpelled('nothing');
  const { kind, run } = handlerFor(HANDLERS, node);
  if (run === null) throw new NotSpelled(kind);
  return run(scope);
}

const HANDLERS: NodeHandlers<Scope, Typed> = {
  A_Const: (_, body) => constant(body),
  ColumnRef: column,
  A_Expr: (scope, body) => analyseOperator(scope, body, analyse),
  FuncCall: (scope, body) => analyseCall(scope, body, analyse),
  TypeCast: (scope, { arg, typeName }) => {
    const target = scope.types.ofCast(typeName);
    if (arg !== undefined && 'A_ArrayExpr' in arg && target.type.element !== null) {
      return arrayItems(scope, arg.A_ArrayExpr.elements, target.type.element);
    }
    return castTo(analyse(scope, arg), target);
  },
  BoolExpr: (scope, { boolop, args }) => ({
    kind: 'logic',
    type: BOOL,
    word: boolop === 'AND_EXPR' ? 'AND' : boolop === 'OR_EXPR' ? 'OR' : 'NOT',
    operands: (args ?? []).map((each) => coerced(analyse(scope, each), BOOL)),
  }),
  NullTest: (scope, { arg, nulltesttype }) => {
    const test = nulltesttype === 'IS_NULL' ? ' IS NULL)' : ' IS NOT NULL)';
    return words(BOOL, ['(', analyse(scope, arg), test], { shows: true });
  },
  BooleanTest: (scope, { arg, booltesttype = '' }) => {
    const test = booltesttype.replaceAll('_', ' ');
    return words(BOOL, ['(', coerced(analyse(scope, arg), BOOL), ` ${test})`]);
  },
  CoalesceExpr: (scope, { args }) => alike(scope, 'COALESCE', args),
  MinMaxExpr: (scope, { op, args }) =>
    alike(scope, op === 'IS_GREATEST' ? 'GREATEST' : 'LEAST', args),
  CaseExpr: conditional,
  A_ArrayExpr: (scope, { elements }) => {
    const items = (elements ?? []).map((each) => analyse(scope, each));
    const type = commonType(items.map((item) => item.type)) ?? textIfUnknown(items);
    return { kind: 'array', type: arrayOf(type), items: items.map((item) => coerced(item, type)) };
  },
  SQLValueFunction: (_, { op = '', typmod = -1 }) => {
    const name = op.replace(/^SVFOP_/, '').replace(/_N$/, '');
    return words(VALUE_TYPES[name] ?? null, [typmod >= 0 ? `${name}(${typmod})` : name], {
      callLike: true,
    });
  },
  CollateClause: (scope, { arg, collname }) => {
    const operand = analyse(scope, arg);
    const value = operand.type === UNKNOWN ? coerced(operand, serverType('text')) : operand;
    const name = texts(collname).map(scope.quote).join('.');
    return words(value.type, ['(', value, ` COLLATE ${name})`], { shows: true });
  },
  A_Indirection: indirection,
};

const VALUE_TYPES: Readonly<Record<string, SqlType>> = {
  CURRENT_DATE: serverType('date'),
  CURRENT_TIMESTAMP: serverType('timestamptz'),
  CURRENT_TIME: serverType('timetz'),
  LOCALTIMESTAMP: serverType('timestamp'),
  LOCALTIME: serverType('time'),
  CURRENT_USER: serverType('name'),
  CURRENT_ROLE: serverType('name'),
  SESSION_USER: serverType('name'),
  USER: serverType('name'),
};

function constant({ isnull, ival, fval, boolval, sval, bsval }: A_Const): Typed {
  if (isnull) return { kind: 'constant', type: UNKNOWN, text: null };
  if (boolval !== undefined) {
    return { kind: 'constant', type: BOOL, text: boolval.boolval === true ? 'true' : 'false' };
  }
  if (ival !== undefined) {
    return { kind: 'constant', type: serverType('int4'), text: String(ival.ival ?? 0) };
  }
  if (fval !== undefined) return number(fval.fval ?? '0');
  if (bsval !== undefined) return bits(bsval.bsval ?? '');
  return { kind: 'constant', type: UNKNOWN, text: sval?.sval ?? '' };
}

function number(text: string): Typed {
  const whole = /^-?\d+$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
  if (/[xob_]/i.test(text)) throw new NotSpelled('number');
  return { kind: 'constant', type: serverType(whole ? 'int8' : 'numeric'), text: plain(text) };
}

/** `1e-3` is 0.001 to the server, too. */
function plain(text: string): string {
  const [, sign = '', whole = '', part = '', exponent] =
    /^(-?)(\d*)\.?(\d*)e([+-]?\d+)$/i.exec(text) ?? [];
  if (exponent === undefined) return text;
  const digits = `${whole}${part}`;
  const point = whole.length + Number(exponent);
  const padded = point > digits.length ? digits.padEnd(point, '0') : digits;
  const zeros = '0'.repeat(Math.max(0, 1 - point));
  const all = `${zeros}${padded}`;
  const at = Math.max(1, point);
  return `${sign}${all.slice(0, at)}${all.length > at ? `.${all.slice(at)}` : ''}`;
}

/** `b101`, `xff`. */
function bits(text: string): Typed {
  const digits = text.startsWith('x')
    ? [...text.slice(1)].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0'))
    : [text.slice(1)];
  return { kind: 'constant', type: serverType('bit'), text: digits.join('') };
}

function column(scope: Scope, { fields }: ColumnRef): Typed {
  const path = texts(fields);
  const found = scope.column(path.at(-1) ?? '');
  const star = (fields ?? []).some((each) => 'A_Star' in each);
  if (found !== undefined && !star) return { kind: 'column', ...found };
  const row = path.length === 1 ? scope.row(path[0]!) : undefined;
  if (row === undefined) throw new NotSpelled('column');
  return { kind: 'column', type: null, sql: row };
}

/** A call whose operands become of one type. */
function alike(scope: Scope, name: string, args: readonly Node[] | undefined): Typed {
  const operands = (args ?? []).map((each) => analyse(scope, each));
  const type = commonType(operands.map((each) => each.type)) ?? textIfUnknown(operands);
  return { kind: 'call', type, name, operands: operands.map((each) => coerced(each, type)) };
}

function textIfUnknown(operands: readonly Typed[]): SqlType {
  if (operands.every((each) => each.type === UNKNOWN)) return serverType('text');
  throw new NotSpelled('types');
}

function arrayItems(scope: Scope, elements: readonly Node[] | undefined, element: SqlType): Typed {
  const target = { type: element, spelled: element.spelled, limited: false };
  const items = (elements ?? []).map((each) => castTo(analyse(scope, each), target));
  return { kind: 'array', type: arrayOf(element), items };
}

function conditional(scope: Scope, body: NodeBody<'CaseExpr'>): Typed {
  const operand = body.arg === undefined ? null : analyse(scope, body.arg);
  const branches = (body.args ?? []).map((each) => {
    if (!('CaseWhen' in each)) throw new NotSpelled('CaseWhen');
    const { expr, result } = each.CaseWhen;
    return { when: branchTest(scope, operand, expr), then: analyse(scope, result) };
  });
  const otherwise: Typed =
    body.defresult === undefined
      ? { kind: 'constant', type: UNKNOWN, text: null }
      : analyse(scope, body.defresult);
  // The server looks at ELSE first.
  const results = [otherwise, ...branches.map(({ then }) => then)];
  const type = commonType(results.map((each) => each.type)) ?? textIfUnknown(results);
  return {
    kind: 'case',
    type,
    operand,
    branches: branches.map(({ when, then }) => ({ when, then: coerced(then, type) })),
    otherwise: coerced(otherwise, type),
  };
}

/** `CASE a WHEN b` compares them, and prints b alone. */
function branchTest(scope: Scope, operand: Typed | null, expr: Node | undefined): Typed {
  const test = analyse(scope, expr);
  if (operand === null) return coerced(test, BOOL);
  const compared = operator(scope, '=', { kind: 'column', type: operand.type, sql: '' }, test);
  if (compared.kind !== 'operator') throw new NotSpelled('CASE');
  return compared.right;
}

function indirection(scope: Scope, { arg, indirection: steps }: NodeBody<'A_Indirection'>): Typed {
  const operand = analyse(scope, arg);
  const [step] = steps ?? [];
  if (steps?.length !== 1 || step === undefined) throw new NotSpelled('A_Indirection');
  if ('A_Indices' in step && !step.A_Indices.is_slice && operand.type?.kind === 'array') {
    const index = coerced(analyse(scope, step.A_Indices.uidx), serverType('int4'));
    const plain = operand.kind === 'column';
    const parts = plain ? [operand, '[', index, ']'] : ['(', operand, ')[', index, ']'];
    return words(operand.type.element, parts);
  }
  if ('String' in step)
    return words(null, ['(', operand, `).${scope.quote(step.String.sval ?? '')}`]);
  throw new NotSpelled('A_Indirection');
}
