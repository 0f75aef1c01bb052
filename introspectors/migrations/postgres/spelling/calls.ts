import type { FuncCall, Node } from 'libpg-query';
import { coerced } from './cast.ts';
import { resolve } from './resolve.ts';
import { NotSpelled, type Scope } from './scope.ts';
import { FUNCTIONS, OF_EXTENSIONS } from './signatures.ts';
import { serverType, type SqlType } from './sql-type.ts';
import type { Typed } from './typed.ts';
import { texts } from '../tree.ts';
import { words } from './words.ts';

type Analyse = (scope: Scope, node: Node | undefined) => Typed;

/** A function's call, and what has a syntax of its own but is one. */
export function analyseCall(scope: Scope, call: FuncCall, analyse: Analyse): Typed {
  if (call.over ?? call.agg_order ?? call.agg_filter ?? call.agg_distinct) {
    throw new NotSpelled('aggregate');
  }
  const path = texts(call.funcname);
  const name = path.at(-1) ?? '';
  const operands = (call.args ?? []).map((each) => {
    if ('NamedArgExpr' in each) throw new NotSpelled('NamedArgExpr');
    return analyse(scope, each);
  });
  const own = scope.ownFunction(path);
  const signatures = own === undefined ? FUNCTIONS.get(name) : undefined;
  const chosen =
    signatures === undefined
      ? null
      : resolve(
          signatures,
          operands.map((each) => each.type),
        );
  const made = own?.signatures.find(({ takes }) => takes.length === operands.length);
  const wanted = chosen?.takes ?? made?.takes ?? [];
  const cast = operands.map((each, at) => coerced(each, wanted[at] ?? null));
  const type = chosen?.gives ?? made?.gives ?? (own ? extensionResult(name) : onlyResult(name));
  if (call.funcformat === 'COERCE_SQL_SYNTAX') return inWords(name, cast, type);
  const variadic = call.func_variadic === true;
  return { kind: 'call', type, name: own?.name ?? scope.quote(name), operands: cast, variadic };
}

/** Where the operands are not known, all signatures may agree on the result. */
function onlyResult(name: string): SqlType | null {
  const results = new Set(FUNCTIONS.get(name)?.map(({ gives }) => gives));
  const [only = 'anything'] = results;
  return results.size === 1 && !only.startsWith('any') ? serverType(only) : null;
}

function extensionResult(name: string): SqlType | null {
  if (!OF_EXTENSIONS.has(name)) return null;
  if (name.endsWith('similarity')) return serverType('float4');
  return name.startsWith('uuid_') ? serverType('uuid') : null;
}

const TRIMS: Readonly<Record<string, string>> = {
  btrim: 'BOTH',
  ltrim: 'LEADING',
  rtrim: 'TRAILING',
};

/** As the printer spells calls that were written with words between their operands. */
function inWords(name: string, operands: readonly Typed[], type: SqlType | null): Typed {
  const [first, second, third, fourth] = operands;
  const as = (...parts: readonly (string | Typed)[]): Typed =>
    words(type, parts, { callLike: true });
  if (first === undefined) throw new NotSpelled(name);
  const side = TRIMS[name];
  if (side !== undefined) {
    if (second === undefined) return as(`TRIM(${side} FROM `, first, ')');
    return as(`TRIM(${side} `, second, ' FROM ', first, ')');
  }
  if (second === undefined) throw new NotSpelled(name);
  switch (name) {
    case 'extract':
      return as(`EXTRACT(${fieldName(first)} FROM `, second, ')');
    case 'timezone':
      return as('(', second, ' AT TIME ZONE ', first, ')');
    case 'position':
      return as('POSITION((', second, ') IN (', first, '))');
    case 'substring':
      // By a pattern it is printed as any other call.
      if (third === undefined && second.type?.name === 'text') {
        return { kind: 'call', type, name: '"substring"', operands };
      }
      return third === undefined
        ? as('SUBSTRING(', first, ' FROM ', second, ')')
        : as('SUBSTRING(', first, ' FROM ', second, ' FOR ', third, ')');
    case 'overlay':
      if (third === undefined) throw new NotSpelled(name);
      return fourth === undefined
        ? as('OVERLAY(', first, ' PLACING ', second, ' FROM ', third, ')')
        : as('OVERLAY(', first, ' PLACING ', second, ' FROM ', third, ' FOR ', fourth, ')');
    default:
      throw new NotSpelled(name);
  }
}

function fieldName(field: Typed): string {
  if (field.kind !== 'constant' || field.text === null) throw new NotSpelled('extract');
  return field.text;
}
