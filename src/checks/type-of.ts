import type { ColumnType } from '../schema/column-type.ts';
import type { Expression } from './expression.ts';
import { mysqlCallType } from './mysql-known-functions.ts';

const INTEGER: ColumnType = { kind: 'integer', bits: 32, unsigned: false };
const DECIMAL: ColumnType = { kind: 'decimal', precision: null, scale: null };
const TEXT: ColumnType = { kind: 'text', length: null, fixed: false, caseless: false };
const BOOLEAN: ColumnType = { kind: 'boolean' };

const CALL_TYPES: ReadonlyMap<string, ColumnType> = new Map([
  ...['length', 'char_length', 'character_length', 'octet_length', 'bit_length'].map(asInteger),
  ...['cardinality', 'array_length', 'array_position', 'position', 'strpos'].map(asInteger),
  ...['masklen', 'family', 'jsonb_array_length', 'json_array_length', 'num_nulls'].map(asInteger),
  ...['extract', 'date_part'].map((name): [string, ColumnType] => [name, DECIMAL]),
  ...[
    'btrim',
    'ltrim',
    'rtrim',
    'left',
    'right',
    'substring',
    'substr',
    '->>',
    '#>>',
    '||',
    'JSON_UNQUOTE',
  ].map(asText),
  ...['jsonb_typeof', 'json_typeof', 'replace', 'initcap', 'md5', 'split_part'].map(asText),
  ...['?', '?|', '?&', '@>', '<@', '&&', 'isempty', 'starts_with', 'jsonb_exists'].map(asBoolean),
  asBoolean('unique_items'),
  ['object_keys', { kind: 'array', element: TEXT }],
]);

/**
 * The type of what an expression yields; null where nothing says so.
 *
 * @param expression - any expression
 */
export function typeOf(expression: Expression): ColumnType | null {
  switch (expression.kind) {
    case 'literal':
    case 'column':
    case 'element':
    case 'cast':
      return expression.type;
    case 'and':
    case 'or':
    case 'not':
    case 'comparison':
    case 'distinct':
    case 'is null':
    case 'is':
    case 'in':
    case 'quantified':
    case 'every':
    case 'match':
      return BOOLEAN;
    case 'arithmetic':
      return arithmeticType(typeOf(expression.left), typeOf(expression.right));
    case 'count':
      return INTEGER;
    case 'coalesce':
      return typeOf(expression.operands[0] ?? { kind: 'literal', value: null, type: null });
    case 'nullif':
      return typeOf(expression.left);
    case 'case':
      return typeOf(expression.branches[0]?.result ?? expression.otherwise);
    case 'call':
      return callType(expression.name, expression.operands);
    case 'array':
    case 'opaque':
      return null;
  }
}

/**
 * What two expressions are compared as: the type of the one that reads a column, since constants are
 * cast to it; an enum's own type rather than its name in a cast.
 *
 * @returns null where neither has a type
 */
export function comparisonType(left: Expression, right: Expression): ColumnType | null {
  const [a, b] = [typeOf(left), typeOf(right)];
  if (a === null || (a.kind === 'other' && b !== null)) return b;
  if (b === null || b.kind === 'other') return a;
  // `char(3)` compared with text is compared as text, and text with citext as citext.
  if (a.kind === 'text' && b.kind === 'text') {
    return { ...a, fixed: a.fixed && b.fixed, caseless: a.caseless || b.caseless };
  }
  return left.kind === 'literal' ? b : a;
}

function callType(name: string, operands: readonly Expression[]): ColumnType | null {
  const known = CALL_TYPES.get(name);
  if (known !== undefined) return known;
  const first = operands[0] === undefined ? null : typeOf(operands[0]);
  switch (name) {
    case 'lower':
    case 'upper':
      return first?.kind === 'range' ? first.element : (first ?? TEXT);
    case 'date_trunc':
      return operands[1] === undefined ? null : typeOf(operands[1]);
    case 'abs':
    case 'round':
    case 'floor':
    case 'ceil':
    case 'ceiling':
    case 'trunc':
    case 'greatest':
    case 'least':
    case 'UNSIGNED':
      return first;
    case '->':
    case '#>':
      return first?.kind === 'json' ? first : null;
    default:
      return mysqlCallType(name);
  }
}

function arithmeticType(left: ColumnType | null, right: ColumnType | null): ColumnType | null {
  if (left?.kind === 'integer' && right?.kind === 'integer') {
    return left.bits >= right.bits ? left : right;
  }
  const numeric = [left, right].every((type) => type !== null && NUMERIC.has(type.kind));
  return numeric ? DECIMAL : null;
}

const NUMERIC: ReadonlySet<ColumnType['kind']> = new Set(['integer', 'decimal', 'float']);

function asInteger(name: string): [string, ColumnType] {
  return [name, INTEGER];
}

function asText(name: string): [string, ColumnType] {
  return [name, TEXT];
}

function asBoolean(name: string): [string, ColumnType] {
  return [name, BOOLEAN];
}
