import { GenFactoriesError } from '../errors.ts';
import type { ColumnType, CompositeField, GeometricName } from './column-type.ts';

/**
 * The short spelling that generated files use for a column type: SQL's own words where they exist
 * (`varchar(255)`, `timestamptz(3)`, `text[]`), a call where they do not (`enum('a','b')`,
 * `range(integer)`, `row(street text, zip varchar(5))`). {@link parseType} reads it back without loss.
 *
 * @param type - the type to spell; domains are spelled as what they are stored as
 * @example
 * ```ts
 * formatType({ kind: 'array', element: { kind: 'text', length: 40, fixed: false, caseless: false } });
 * // 'varchar(40)[]'
 * ```
 */
export function formatType(type: ColumnType): string {
  switch (type.kind) {
    case 'integer':
      return INTEGER_NAMES[type.bits] + (type.unsigned ? ' unsigned' : '');
    case 'decimal':
      return 'decimal' + args(type.precision, type.scale);
    case 'float':
      return type.bits === 32 ? 'real' : 'double';
    case 'text':
      return formatText(type.length, type.fixed, type.caseless);
    case 'timestamp':
    case 'time':
      return (
        type.kind + (type.zoned ? 'tz' : '') + args(type.precision === 6 ? null : type.precision)
      );
    case 'interval':
      return 'interval' + args(type.precision);
    case 'json':
      return type.binary ? 'jsonb' : 'json';
    case 'bytes':
      return 'bytea' + args(type.length);
    case 'bits':
      return (type.varying ? 'varbit' : 'bit') + args(type.length);
    case 'enum':
      return `enum(${type.labels.map(quoteText).join(',')})`;
    case 'array':
      return `${formatType(type.element)}[]`;
    case 'range':
      return `${type.multi ? 'multirange' : 'range'}(${formatType(type.element)})`;
    case 'composite':
      return `row(${type.fields.map((field) => `${quoteName(field.name)} ${formatType(field.type)}`).join(', ')})`;
    case 'domain':
      return formatType(type.base);
    case 'network':
    case 'geometric':
    case 'search':
    case 'other':
      return type.name;
    case 'boolean':
    case 'money':
    case 'uuid':
    case 'date':
    case 'xml':
      return type.kind;
  }
}

/**
 * Reads one type from the front of a text, and says what follows it.
 *
 * @param text - a type as {@link formatType} spells it, and anything after it
 * @returns the type and the rest of the text, without the space between
 * @throws GenFactoriesError `DEFINITION_INVALID` where the text does not begin with a type
 * @example
 * ```ts
 * parseType('varchar(40)[] not null').rest; // 'not null'
 * ```
 */
export function parseType(text: string): { readonly type: ColumnType; readonly rest: string } {
  const reader = new Reader(text);
  const type = readType(reader);
  return { type, rest: reader.rest() };
}

const INTEGER_NAMES = {
  8: 'tinyint',
  16: 'smallint',
  24: 'mediumint',
  32: 'integer',
  64: 'bigint',
} as const;

function args(...values: (number | null)[]): string {
  const given = values.filter((value) => value !== null);
  return given.length === 0 ? '' : `(${given.join(',')})`;
}

function formatText(length: number | null, fixed: boolean, caseless: boolean): string {
  if (fixed) return `char(${length ?? 1})${caseless ? ' caseless' : ''}`;
  if (length === null) return caseless ? 'citext' : 'text';
  return `varchar(${length})${caseless ? ' caseless' : ''}`;
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function quoteName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** Types of one word, by that word; the arguments in parentheses are read by the caller. */
const NAMED: Record<string, (numbers: readonly number[]) => ColumnType> = {
  tinyint: () => ({ kind: 'integer', bits: 8, unsigned: false }),
  smallint: () => ({ kind: 'integer', bits: 16, unsigned: false }),
  mediumint: () => ({ kind: 'integer', bits: 24, unsigned: false }),
  integer: () => ({ kind: 'integer', bits: 32, unsigned: false }),
  bigint: () => ({ kind: 'integer', bits: 64, unsigned: false }),
  decimal: ([precision, scale]) => ({
    kind: 'decimal',
    precision: precision ?? null,
    scale: scale ?? null,
  }),
  real: () => ({ kind: 'float', bits: 32 }),
  double: () => ({ kind: 'float', bits: 64 }),
  text: () => ({ kind: 'text', length: null, fixed: false, caseless: false }),
  citext: () => ({ kind: 'text', length: null, fixed: false, caseless: true }),
  varchar: ([length]) => ({ kind: 'text', length: length ?? null, fixed: false, caseless: false }),
  char: ([length]) => ({ kind: 'text', length: length ?? 1, fixed: true, caseless: false }),
  timestamp: ([digits]) => ({ kind: 'timestamp', precision: digits ?? 6, zoned: false }),
  timestamptz: ([digits]) => ({ kind: 'timestamp', precision: digits ?? 6, zoned: true }),
  time: ([digits]) => ({ kind: 'time', precision: digits ?? 6, zoned: false }),
  timetz: ([digits]) => ({ kind: 'time', precision: digits ?? 6, zoned: true }),
  interval: ([digits]) => ({ kind: 'interval', precision: digits ?? null }),
  json: () => ({ kind: 'json', binary: false }),
  jsonb: () => ({ kind: 'json', binary: true }),
  bytea: ([length]) => ({ kind: 'bytes', length: length ?? null }),
  bit: ([length]) => ({ kind: 'bits', length: length ?? 1, varying: false }),
  varbit: ([length]) => ({ kind: 'bits', length: length ?? null, varying: true }),
  boolean: () => ({ kind: 'boolean' }),
  money: () => ({ kind: 'money' }),
  uuid: () => ({ kind: 'uuid' }),
  date: () => ({ kind: 'date' }),
  xml: () => ({ kind: 'xml' }),
};
for (const name of ['inet', 'cidr', 'macaddr', 'macaddr8'] as const) {
  NAMED[name] = () => ({ kind: 'network', name });
}
for (const name of ['tsvector', 'tsquery'] as const) {
  NAMED[name] = () => ({ kind: 'search', name });
}
const GEOMETRIC: readonly GeometricName[] = [
  'point',
  'line',
  'lseg',
  'box',
  'path',
  'polygon',
  'circle',
];
for (const name of GEOMETRIC) NAMED[name] = () => ({ kind: 'geometric', name });

function readType(reader: Reader): ColumnType {
  let type = readElement(reader);
  while (reader.skip('[]')) type = { kind: 'array', element: type };
  return type;
}

function readElement(reader: Reader): ColumnType {
  const start = reader.position;
  const word = reader.word();
  switch (word) {
    case 'enum':
      return { kind: 'enum', labels: reader.list(() => reader.quoted("'")) };
    case 'range':
    case 'multirange': {
      const [element] = reader.list(() => readType(reader));
      if (element === undefined) throw reader.error('an element type');
      return { kind: 'range', element, multi: word === 'multirange' };
    }
    case 'row':
      return { kind: 'composite', fields: reader.list(() => readField(reader)) };
    default:
      return readNamed(reader, word, start);
  }
}

function readNamed(reader: Reader, word: string, start: number): ColumnType {
  const named = NAMED[word];
  if (named === undefined) {
    reader.skipParentheses();
    return { kind: 'other', name: reader.since(start) };
  }
  const type = named(reader.peek('(') ? reader.list(() => reader.number()) : []);
  if (type.kind === 'integer' && reader.skip(' unsigned')) return { ...type, unsigned: true };
  if (type.kind === 'text' && reader.skip(' caseless')) return { ...type, caseless: true };
  return type;
}

function readField(reader: Reader): CompositeField {
  const name = reader.peek('"') ? reader.quoted('"') : reader.word();
  return { name, type: readType(reader) };
}

class Reader {
  position = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  rest(): string {
    return this.#text.slice(this.position).trimStart();
  }

  since(start: number): string {
    return this.#text.slice(start, this.position).trim();
  }

  peek(token: string): boolean {
    return this.#text.startsWith(token, this.position);
  }

  skip(token: string): boolean {
    if (!this.peek(token)) return false;
    this.position += token.length;
    return true;
  }

  /** A possibly qualified, possibly quoted name, as it stands. */
  word(): string {
    this.#space();
    return this.#match(
      /(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*)(?:\.(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*))*/uy,
      'a name',
    );
  }

  number(): number {
    return Number(this.#match(/-?\d+/y, 'a number'));
  }

  quoted(mark: "'" | '"'): string {
    const pattern = mark === "'" ? /'(?:[^']|'')*'/y : /"(?:[^"]|"")*"/y;
    return this.#match(pattern, `a text in ${mark}`)
      .slice(1, -1)
      .replaceAll(mark + mark, mark);
  }

  list<T>(item: () => T): T[] {
    const items: T[] = [];
    this.#expect('(');
    this.#space();
    if (this.skip(')')) return items;
    do {
      this.#space();
      items.push(item());
      this.#space();
    } while (this.skip(','));
    this.#expect(')');
    return items;
  }

  skipParentheses(): void {
    if (!this.peek('(')) return;
    let depth = 0;
    do {
      const char = this.#text[this.position++];
      if (char === undefined) throw this.error('a closing parenthesis');
      if (char === '(') depth++;
      if (char === ')') depth--;
    } while (depth > 0);
  }

  error(expected: string): GenFactoriesError {
    return new GenFactoriesError('DEFINITION_INVALID', {
      what: `Expected ${expected} at position ${this.position} of the type "${this.#text}"`,
      fix: 'Regenerate the definitions with `npx gen-factories`.',
    });
  }

  #space(): void {
    while (this.#text[this.position] === ' ') this.position++;
  }

  #expect(token: string): void {
    if (!this.skip(token)) throw this.error(`"${token}"`);
  }

  #match(pattern: RegExp, expected: string): string {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.#text);
    if (found === null) throw this.error(expected);
    this.position = pattern.lastIndex;
    return found[0];
  }
}
