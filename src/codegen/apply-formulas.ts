import type { Arithmetic, Expression as Formula } from '../checks/expression.ts';
import type { FormulaDependency } from '../checks/solution.ts';
import { edgeOfBound } from './constrain-number.ts';
import {
  arrow,
  call,
  formatNumber,
  literal,
  object,
  quote,
  raw,
  type Expression,
} from './expression.ts';
import type { Ordinary, RowReader } from './ordinary.ts';

/** What a function of the row's context takes. */
const ROW = '({ row })';

/**
 * The same column, told by others of its row: by a sum of them, or with their sum as a bound.
 *
 * @param ordinary - the column by itself
 * @param formulas - that tell it
 * @returns undefined where they cannot be written
 */
export function inFormulas(
  ordinary: Ordinary,
  formulas: readonly FormulaDependency[],
): Ordinary | undefined {
  const [first] = formulas;
  if (first === undefined) return ordinary;
  if (!canReadRow(ordinary)) return undefined;
  const value =
    first.operator === '='
      ? exactly(ordinary, first)
      : first.operator.startsWith('<')
        ? upTo(ordinary, formulas)
        : from(ordinary, formulas);
  return {
    ...ordinary,
    value,
    inDomain: ({ nulls }) => (nulls === 'never' ? value : ordinary.optional(value)),
  };
}

/** The line as a function of the row, where it reads that. */
export function asFunction(written: Expression): Expression {
  return readsRow(written) ? arrow(ROW, written) : written;
}

function readsRow(expression: Expression): boolean {
  switch (expression.kind) {
    case 'raw':
      return /^[^'"`]*\brow[.[]/.test(expression.text);
    case 'call':
      return expression.args.some(readsRow);
    case 'object':
      return expression.members.some(([, value]) => readsRow(value));
    case 'array':
      return expression.items.some(readsRow);
    case 'commented':
      return readsRow(expression.value);
    case 'arrow':
      return false;
    case 'conditional':
      return true;
  }
}

/** A number that a function of its row may tell. */
interface Told extends Ordinary {
  readonly row: RowReader;
}

/** Whether others of its row can tell a column. */
export function canReadRow(ordinary: Ordinary): ordinary is Told {
  return isNumber(ordinary) && ordinary.row !== undefined;
}

export function isNumber({ type }: Ordinary): boolean {
  return ['integer', 'decimal', 'float', 'money'].includes(type.kind);
}

function exactly({ type, row }: Told, { value, digits }: FormulaDependency): Expression {
  const text = alone(print(value, row, 0));
  // What floats add to the last digit a column of fixed digits rounds away.
  const isRounded = type.kind !== 'decimal' || type.scale !== null || digits === 0;
  if (isRounded || value.kind === 'column') return raw(text);
  const unit = formatNumber(10 ** digits);
  return raw(`Math.round(${parenthesized(text, value)} * ${unit}) / ${unit}`);
}

function parenthesized(text: string, value: Formula): string {
  const isSum = value.kind === 'arithmetic' && (value.operator === '+' || value.operator === '-');
  return isSum ? `(${text})` : text;
}

/** Values up to what others make. */
function upTo(ordinary: Told, formulas: readonly FormulaDependency[]): Expression {
  const { min, max, type } = ordinary;
  const scale = scaleOf(ordinary);
  const tops = formulas.map((each) => bound(each, ordinary, -1));
  const most = max === undefined ? undefined : edgeOfBound(max, scale, -1);
  const isHard = most !== undefined && formulas.every(({ interval }) => interval.max > most);
  const all = [...tops, ...(isHard ? [formatNumber(most)] : [])];
  const isMoney =
    ordinary.value.kind === 'call' &&
    ordinary.value.name === 'money' &&
    formulas.every(({ interval }) => interval.min >= 0);
  const least = min === undefined ? undefined : edgeOfBound(min, scale, 1);
  // Whole numbers are amounts in cents, of which money() takes the hundredth part.
  const name = isMoney && type.kind === 'decimal' ? 'money' : type.kind;
  return call(
    name,
    object({
      min: least === undefined || (least === 0 && name !== 'float') ? undefined : literal(least),
      max: raw(all.length === 1 ? all[0]! : `Math.min(${all.join(', ')})`),
    }),
  );
}

/** How far above what others make. */
const REACH = 100;

/** Values from what others make. */
function from(ordinary: Told, formulas: readonly FormulaDependency[]): Expression {
  const { max, type } = ordinary;
  const bottoms = formulas.map((each) => bound(each, ordinary, 1));
  const least = bottoms.length === 1 ? bottoms[0]! : `Math.max(${bottoms.join(', ')})`;
  const most = max === undefined ? undefined : edgeOfBound(max, scaleOf(ordinary), -1);
  const top = `${least} + ${REACH}`;
  return call(
    type.kind,
    object({
      min: raw(least),
      max: raw(most === undefined ? top : `Math.min(${top}, ${formatNumber(most)})`),
    }),
  );
}

/** A bound that values may reach. */
function bound({ value, operator }: FormulaDependency, ordinary: Told, inward: 1 | -1): string {
  const isStrict = operator === '<' || operator === '>';
  const isWhole = ordinary.type.kind === 'integer';
  const unit = isStrict ? inward * 10 ** -scaleOf(ordinary) : 0;
  const shifted = isWhole && dividesIn(value) ? value : shift(value, unit);
  const text = alone(print(shifted, ordinary.row, 0));
  if (shifted !== value || !dividesIn(value) || !isWhole) return text;
  const whole = `Math.${inward === 1 ? 'ceil' : 'floor'}(${text})`;
  return unit === 0 ? whole : `${whole} ${unit > 0 ? '+' : '-'} 1`;
}

/** A formula a little larger or smaller; a number that it ends with takes the difference. */
function shift(value: Formula, by: number): Formula {
  if (by === 0) return value;
  const number = (of: number): Formula => ({
    kind: 'literal',
    value: Number(Math.abs(of).toFixed(10)),
    type: null,
  });
  const isSum = value.kind === 'arithmetic' && (value.operator === '+' || value.operator === '-');
  const known = isSum && value.right.kind === 'literal' ? Number(value.right.value) : 0;
  const left = isSum && value.right.kind === 'literal' ? value.left : value;
  const total = (isSum && value.operator === '-' ? -known : known) + by;
  if (Math.abs(total) < 1e-9) return left;
  return { kind: 'arithmetic', operator: total > 0 ? '+' : '-', left, right: number(total) };
}

function dividesIn(formula: Formula): boolean {
  return (
    formula.kind === 'arithmetic' &&
    (formula.operator === '/' || dividesIn(formula.left) || dividesIn(formula.right))
  );
}

function scaleOf({ type }: Ordinary): number {
  if (type.kind === 'integer') return 0;
  return type.kind === 'decimal' ? Math.max(0, type.scale ?? 2) : 2;
}

const STRENGTH: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2 };

/**
 * A formula in TypeScript.
 *
 * @param row - how its columns are read
 * @param around - how strongly the operator around it binds
 */
function print(formula: Formula, row: RowReader, around: number): string {
  switch (formula.kind) {
    case 'literal':
      return formatNumber(Number(formula.value));
    case 'column':
      return row.number(formula.name, 0);
    case 'coalesce': {
      const [column, otherwise] = formula.operands;
      if (column?.kind !== 'column' || otherwise?.kind !== 'literal') break;
      return row.number(column.name, Number(otherwise.value));
    }
    case 'cast':
      return print(formula.operand, row, around);
    case 'arithmetic':
      return printOperation(formula, row, around);
    default:
  }
  throw new TypeError(`${formula.kind} is no part of a formula`);
}

function printOperation(
  { operator, left, right }: Arithmetic,
  row: RowReader,
  around: number,
): string {
  const own = STRENGTH[operator]!;
  const isOneWay = operator === '-' || operator === '/';
  const text = `${print(left, row, own)} ${operator} ${print(right, row, own + Number(isOneWay))}`;
  return own < around ? `(${text})` : text;
}

/** Without the parentheses that only an operator needs. */
export function alone(text: string): string {
  return /^\((row[^()]*)\)$/.exec(text)?.[1] ?? text;
}

/** How a function reads a column of its row. */
function memberOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `row.${name}` : `row[${quote(name)}]`;
}

/** How a function tells whether a column of its row is NULL, or absent. */
export function testNull(name: string, type: string): string {
  const none = NONE.exec(type)?.[0] || ' | null';
  return `${memberOf(name)} ${none === ' | null | undefined' ? '== null' : `=== ${none.slice(3)}`}`;
}

const NONE = /(?: \| null)?(?: \| undefined)?$/;

/**
 * How a function reads a column of its row as a number.
 *
 * @param name - of the column
 * @param type - its type in TypeScript
 * @param otherwise - what NULL counts as; undefined where it is known not to be NULL
 */
export function readNumber(name: string, type: string, otherwise: number | undefined): string {
  const member = memberOf(name);
  const present = type.replace(NONE, '');
  const mayBeNull = present !== type && otherwise !== undefined;
  if (!mayBeNull) return present === 'number' ? member : `Number(${member})`;
  const filled = `${member} ?? ${formatNumber(otherwise)}`;
  if (present === 'number') return `(${filled})`;
  // Number(null) is 0, Number(undefined) is not.
  const isZero = otherwise === 0 && !type.endsWith('undefined');
  return `Number(${isZero ? member : filled})`;
}
