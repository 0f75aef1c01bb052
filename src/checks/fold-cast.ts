import type { ColumnType } from '../schema/column-type.ts';
import { formatDecimal, parseDecimal } from './decimal.ts';
import type { Literal, LiteralValue } from './expression.ts';

/**
 * A constant cast to a type, as a constant of that type: `'-90'::integer` is the number −90,
 * `'{1,2}'::integer[]` an array of two numbers.
 *
 * @param value - the constant before the cast
 * @param type - what it is cast to
 * @returns undefined where the cast would change it in a way not modelled here, or fail
 */
export function foldCast(value: LiteralValue | null, type: ColumnType): Literal | undefined {
  if (value === null) return { kind: 'literal', value, type };
  const cast = castValue(value, type);
  return cast === undefined ? undefined : { kind: 'literal', value: cast, type };
}

/**
 * A number as plain data: a JavaScript number where that holds it exactly, text otherwise.
 *
 * @param text - decimal text
 */
export function plainNumber(text: string): number | string {
  const number = Number(text);
  const exact = Math.abs(number) <= Number.MAX_SAFE_INTEGER && parseDecimal(number) !== undefined;
  const decimal = parseDecimal(text);
  if (decimal === undefined) return text;
  const again = parseDecimal(number);
  const same = again !== undefined && formatDecimal(again) === formatDecimal(decimal);
  return exact && same ? number : text;
}

function castValue(value: LiteralValue, type: ColumnType): LiteralValue | undefined {
  switch (type.kind) {
    case 'integer':
      return castNumber(value, type.unsigned ? /^\s*\+?\d+\s*$/ : /^\s*[+-]?\d+\s*$/);
    case 'decimal':
    case 'float':
      return castEndless(value) ?? castNumber(value, /./);
    case 'boolean':
      return typeof value === 'boolean' ? value : castBoolean(value);
    case 'text':
      if (Array.isArray(value)) return undefined;
      return type.length !== null && String(value).length > type.length ? undefined : String(value);
    case 'array':
      return castArray(value, type.element);
    case 'json':
    case 'range':
    case 'composite':
      return undefined;
    default:
      return typeof value === 'string' ? value : undefined;
  }
}

function castNumber(value: LiteralValue, form: RegExp): LiteralValue | undefined {
  if (typeof value === 'number') return form.test(String(value)) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  return form.test(value) && parseDecimal(value) !== undefined
    ? plainNumber(value.trim())
    : undefined;
}

/** What is no finite number, as Postgres prints it. */
function castEndless(value: LiteralValue): string | undefined {
  const [, sign = '', name] = /^\s*(?:([+-]?)(inf)(?:inity)?|nan)\s*$/i.exec(String(value)) ?? [];
  if (name !== undefined) return sign === '-' ? '-Infinity' : 'Infinity';
  return /^\s*nan\s*$/i.test(String(value)) ? 'NaN' : undefined;
}

function castBoolean(value: LiteralValue): boolean | undefined {
  const text = String(value).toLowerCase();
  if (['t', 'true', 'y', 'yes', 'on', '1'].includes(text)) return true;
  return ['f', 'false', 'n', 'no', 'off', '0'].includes(text) ? false : undefined;
}

function castArray(value: LiteralValue, element: ColumnType): LiteralValue | undefined {
  const items = typeof value === 'string' ? readArray(value) : value;
  if (!Array.isArray(items)) return undefined;
  const cast: (LiteralValue | null)[] = [];
  for (const item of items as readonly (LiteralValue | null)[]) {
    const folded = item === null ? null : castValue(item, element);
    if (folded === undefined) return undefined;
    cast.push(folded);
  }
  return cast;
}

/** Reads a one-dimensional array as Postgres prints it: `{a,"b c",NULL}`. */
function readArray(text: string): readonly (string | null)[] | undefined {
  const body = /^\{(.*)\}$/s.exec(text.trim())?.[1];
  if (body === undefined) return undefined;
  if (body.trim() === '') return [];
  const items: (string | null)[] = [];
  const item = /\s*(?:"((?:[^"\\]|\\.)*)"|([^",{}\\]+?))\s*(,|$)/suy;
  while (item.lastIndex < body.length) {
    const found = item.exec(body);
    if (found === null) return undefined;
    const [, quoted, bare = ''] = found;
    if (quoted !== undefined) items.push(quoted.replaceAll(/\\(.)/gsu, '$1'));
    else items.push(bare.toUpperCase() === 'NULL' ? null : bare);
  }
  return items;
}
