import type { ColumnType, CompositeType } from '../../schema/column-type.ts';

/** The text that PostgreSQL reads as a value; never called with null. */
export type EncodeValue = (value: unknown) => string;

/**
 * How values of a type are spelled.
 *
 * @param type - what the column stores, without domains at any depth
 * @example
 * ```ts
 * encoderFor({ kind: 'array', element: { kind: 'boolean' } })([true, null]); // '{t,NULL}'
 * ```
 */
export function encoderFor(type: ColumnType): EncodeValue {
  switch (type.kind) {
    case 'boolean':
      return (value) => (value === true ? 't' : value === false ? 'f' : String(value));
    case 'float':
      return (value) => (Object.is(value, -0) ? '-0' : String(value));
    case 'timestamp':
      return encodeTimestamp;
    case 'date':
      return encodeDate;
    case 'json':
      return encodeJson;
    case 'bytes':
      return encodeBytes;
    case 'array':
      return arrayEncoder(type.element);
    case 'composite':
      return compositeEncoder(type);
    case 'domain':
      return encoderFor(type.base);
    case 'text':
      return encodeText;
    default:
      return encodeOther;
  }
}

/**
 * Whether values of a type are spelled without characters that COPY, arrays or rows treat specially, so
 * that nothing has to look for them.
 */
export function isPlain(type: ColumnType): boolean {
  return (
    type.kind === 'integer' ||
    type.kind === 'boolean' ||
    type.kind === 'float' ||
    type.kind === 'uuid'
  );
}

function encodeText(value: unknown): string {
  return typeof value === 'string' ? value : String(value);
}

/** Types without a rule, an extension's `vector` for instance, read lists and objects as JSON if at all. */
function encodeOther(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function encodeTimestamp(value: unknown): string {
  if (!(value instanceof Date)) return String(value);
  const iso = value.toISOString();
  // Beyond the years 1 to 9999 ISO 8601 has a sign and six digits, PostgreSQL plain digits and an era.
  if (iso.length === 24 && !iso.startsWith('0000')) return iso;
  const [, year = '', rest = ''] = /^([+-]?\d+)(-.*)$/.exec(iso) ?? [];
  const number = Number(year);
  return number > 0 ? `${number}${rest}` : `${String(1 - number).padStart(4, '0')}${rest} BC`;
}

/** The timestamp without its time; an era stays. */
function encodeDate(value: unknown): string {
  return value instanceof Date ? encodeTimestamp(value).replace(/T[^ ]*/, '') : String(value);
}

/** An escape in JSON text; the alternatives of more than one character stand for what no jsonb takes. */
const JSON_ESCAPE = /\\(u0000|ud[89a-f][0-9a-f]{2}|[^])/g;

function encodeJson(value: unknown): string {
  const text = stringify(value);
  // JSON.stringify writes half a surrogate pair as an escape, and whole ones as they are.
  if (!text.includes('\\u0000') && !text.includes('\\ud')) return text;
  return text.replaceAll(JSON_ESCAPE, (escape, body: string) => (body.length > 1 ? '' : escape));
}

/** A replacer makes JSON.stringify several times slower, so only what needs one gets one. */
function stringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'bigint' ? numberOrText(inner) : inner,
    );
  }
}

function numberOrText(value: bigint): number | string {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
}

function encodeBytes(value: unknown): string {
  if (!(value instanceof Uint8Array)) return String(value);
  return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`;
}

/** What array text needs quotes around: separators, quotes, white space, and what would read as NULL. */
const ARRAY_SPECIAL = /[{}",;\\\s]|^$|^null$/i;

function arrayEncoder(element: ColumnType): EncodeValue {
  const encode = encoderFor(element);
  const plain = isPlain(element);
  // `box` is the one type whose own text has commas and whose arrays are therefore split at semicolons.
  const separator = element.kind === 'geometric' && element.name === 'box' ? ';' : ',';
  // A list inside a list of JSON documents is a document.
  const nests = element.kind !== 'json';
  const list = (values: readonly unknown[]): string => {
    let text = '';
    for (const value of values) {
      if (text !== '') text += separator;
      if (value === null || value === undefined) text += 'NULL';
      else if (nests && Array.isArray(value)) text += list(value);
      else text += plain ? encode(value) : quoteElement(encode(value));
    }
    return `{${text}}`;
  };
  return (value) => (Array.isArray(value) ? list(value) : String(value));
}

function quoteElement(text: string): string {
  return ARRAY_SPECIAL.test(text) ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : text;
}

const ROW_SPECIAL = /[(),"\\\s]|^$/;

function compositeEncoder(type: CompositeType): EncodeValue {
  const fields = type.fields.map(({ name, type: fieldType }) => ({
    name,
    encode: encoderFor(fieldType),
  }));
  return (value) => {
    if (typeof value !== 'object' || value === null) return String(value);
    const texts = fields.map(({ name, encode }) => {
      const field = (value as Readonly<Record<string, unknown>>)[name] ?? null;
      return field === null ? '' : quoteField(encode(field));
    });
    return `(${texts.join(',')})`;
  };
}

function quoteField(text: string): string {
  return ROW_SPECIAL.test(text) ? `"${text.replaceAll(/["\\]/g, '$&$&')}"` : text;
}
