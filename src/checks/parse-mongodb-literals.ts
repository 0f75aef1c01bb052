import { storageType, type ColumnType } from '../schema/column-type.ts';
import { NULL, type Literal } from './expression.ts';
import { plainNumber } from './fold-cast.ts';

/**
 * What values are compared as: MongoDB compares numbers of all types with each other, and values of
 * different kinds with none.
 */
export type Bracket =
  'number' | 'string' | 'bool' | 'date' | 'objectId' | 'binData' | 'array' | 'object';

const TEXT: ColumnType = { kind: 'text', length: null, fixed: false, caseless: false };
const TIME: ColumnType = { kind: 'timestamp', precision: 3, zoned: true };

/**
 * A constant of Extended JSON.
 *
 * @param value - parsed JSON
 * @returns undefined for lists, documents and values of types that nothing here compares
 */
export function literalOf(value: unknown): Literal | undefined {
  switch (typeof value) {
    case 'string':
      return { kind: 'literal', value, type: TEXT };
    case 'boolean':
      return { kind: 'literal', value, type: { kind: 'boolean' } };
    case 'number':
      return numberLiteral(String(value));
    case 'object':
      return value === null ? NULL : taggedLiteral(value);
    default:
      return undefined;
  }
}

function taggedLiteral(value: object): Literal | undefined {
  const [[tag, content] = ['', undefined], other] = Object.entries(value) as [string, unknown][];
  if (other !== undefined) return undefined;
  const text = typeof content === 'string' ? content : '';
  switch (tag) {
    case '$numberDecimal':
    case '$numberLong':
    case '$numberInt':
    case '$numberDouble':
      return numberLiteral(text);
    case '$oid':
      return { kind: 'literal', value: text, type: { kind: 'objectid' } };
    case '$date':
      return text === '' ? undefined : { kind: 'literal', value: text, type: TIME };
    case '$uuid':
      return { kind: 'literal', value: text, type: { kind: 'uuid' } };
    default:
      return undefined;
  }
}

/** A number's own type: whole numbers are integers, as a driver stores them. */
function numberLiteral(text: string): Literal | undefined {
  const plain = plainNumber(expanded(text));
  if (!/^-?\d+(?:\.\d+)?$/.test(String(plain))) return undefined;
  const isWhole = /^-?\d{1,18}$/.test(String(plain));
  const type: ColumnType = isWhole
    ? { kind: 'integer', bits: String(plain).length < 10 ? 32 : 64, unsigned: false }
    : { kind: 'decimal', precision: null, scale: null };
  return { kind: 'literal', value: plain, type };
}

/** A number without an exponent; as it is where that would be too long. */
function expanded(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = ''] =
    /^([+-]?)(\d+)(?:\.(\d+))?[eE]([+-]?\d+)$/.exec(text) ?? [];
  const shift = Number(exponent);
  if (whole === '' || Math.abs(shift) > 40) return text;
  const minus = sign === '-' ? '-' : '';
  const digits = whole + fraction;
  const point = whole.length + shift;
  if (point >= digits.length) return minus + digits.padEnd(point, '0');
  if (point <= 0) return `${minus}0.${'0'.repeat(-point)}${digits}`;
  return `${minus}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** What values of a type are compared as; undefined for one that may be of several kinds. */
export function bracketOf(type: ColumnType | null | undefined): Bracket | undefined {
  if (type === null || type === undefined) return undefined;
  const stored = storageType(type);
  switch (stored.kind) {
    case 'integer':
    case 'float':
    case 'decimal':
      return 'number';
    case 'text':
    case 'enum':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'timestamp':
      return 'date';
    case 'objectid':
      return 'objectId';
    case 'uuid':
    case 'bytes':
      return 'binData';
    case 'array':
      return 'array';
    case 'document':
    case 'map':
    case 'spatial':
      return 'object';
    default:
      return undefined;
  }
}

/** Names of BSON's types by what they are compared as, and those of JSON's schemas. */
const NAMES: Readonly<Record<string, Bracket>> = {
  int: 'number',
  long: 'number',
  double: 'number',
  decimal: 'number',
  number: 'number',
  string: 'string',
  bool: 'bool',
  boolean: 'bool',
  date: 'date',
  objectId: 'objectId',
  binData: 'binData',
  array: 'array',
  object: 'object',
};

const NUMBERS: ReadonlyMap<unknown, string> = new Map([
  [1, 'double'],
  [2, 'string'],
  [3, 'object'],
  [4, 'array'],
  [5, 'binData'],
  [7, 'objectId'],
  [8, 'bool'],
  [9, 'date'],
  [10, 'null'],
  [16, 'int'],
  [18, 'long'],
  [19, 'decimal'],
]);

/** Types that a list of names, or one, asks for. */
export interface AskedTypes {
  readonly null: boolean;
  /**
   * Whether a value of a type is of one that is asked for; undefined where it may be or not.
   *
   * @param type - of a column
   */
  admit(type: ColumnType): boolean | undefined;
}

/** What `$type` or `bsonType` asks for. */
export function askedTypes(names: unknown): AskedTypes {
  const asked = new Set([names].flat().map((name) => NUMBERS.get(name) ?? name));
  const brackets = new Set([...asked].map((name) => NAMES[String(name)]));
  return {
    null: asked.has('null'),
    admit(type) {
      const stored = storageType(type);
      if (stored.kind === 'union') return allAlike(stored.of.map((each) => this.admit(each)));
      if (stored.kind === 'other') return asked.has(stored.name);
      const bracket = bracketOf(stored);
      if (bracket === undefined || !brackets.has(bracket)) {
        return bracket === undefined ? undefined : false;
      }
      if (bracket !== 'number' || asked.has('number')) return true;
      return asked.has(numberName(stored)) ? true : undefined;
    },
  };
}

function allAlike(truths: readonly (boolean | undefined)[]): boolean | undefined {
  const [first, ...others] = truths;
  return others.every((truth) => truth === first) ? first : undefined;
}

function numberName(type: ColumnType): string {
  if (type.kind === 'integer') return type.bits === 64 ? 'long' : 'int';
  return type.kind === 'float' ? 'double' : 'decimal';
}
