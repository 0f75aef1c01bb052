import type { MysqlFlavour } from '../../connections/mysql-connection.ts';
import type { ColumnType } from '../../schema/column-type.ts';
import { quoteLiteral } from './quote.ts';

/** How values of a column get into a statement. */
export interface ValueEncoder {
  /** The value as text; never called with null. */
  readonly text: (value: unknown) => string;
  /** The text has no character that needs escaping or quotes. */
  readonly plain: boolean;
  /** SQL that makes the column's value of that text, given as SQL; undefined where the text will do. */
  readonly wrap?: (text: string) => string;
}

/**
 * How values of a type are spelled.
 *
 * @param type - what the column stores
 * @param flavour - some functions have another name with each
 */
export function encoderFor(type: ColumnType, flavour: MysqlFlavour): ValueEncoder {
  switch (type.kind) {
    case 'integer':
    case 'decimal':
      return { text: String, plain: true };
    case 'float':
      return { text: encodeFloat, plain: true };
    case 'boolean':
      return {
        text: (value) => (value === true ? '1' : value === false ? '0' : String(value)),
        plain: true,
      };
    case 'timestamp':
      return { text: encodeTimestamp, plain: false };
    case 'date':
      return { text: encodeDate, plain: false };
    case 'json':
      return { text: encodeJson, plain: false };
    case 'set':
      return {
        text: (value) => (Array.isArray(value) ? value.join(',') : String(value)),
        plain: false,
      };
    case 'bytes':
      return { text: encodeBytes, plain: false, wrap: (text) => `UNHEX(${text})` };
    case 'bits':
      return {
        text: String,
        plain: false,
        wrap: (text) => `CAST(CONV(${text}, 2, 10) AS UNSIGNED)`,
      };
    case 'spatial': {
      const srid = type.srid ?? 0;
      // On the earth MySQL takes latitude first, MariaDB knows of no order.
      const order = flavour === 'mysql' && srid !== 0 ? `, 'axis-order=long-lat'` : '';
      return {
        text: String,
        plain: false,
        wrap: (text) => `ST_GeomFromText(${text}, ${srid}${order})`,
      };
    }
    case 'domain':
      return encoderFor(type.base, flavour);
    case 'other':
      return { text: encodeOther, plain: false, ...vectorWrap(type.name, flavour) };
    default:
      return { text: encodeOther, plain: false };
  }
}

/** A value as SQL, for INSERT. */
export function literalEncoder(
  type: ColumnType,
  flavour: MysqlFlavour,
): (value: unknown) => string {
  const { text, plain, wrap } = encoderFor(type, flavour);
  if (plain) return text;
  if (wrap === undefined) return (value) => quoteLiteral(text(value));
  return (value) => wrap(quoteLiteral(text(value)));
}

function vectorWrap(name: string, flavour: MysqlFlavour): Pick<ValueEncoder, 'wrap'> {
  if (!/^vector\b/i.test(name)) return {};
  const read = flavour === 'mysql' ? 'STRING_TO_VECTOR' : 'VEC_FromText';
  return { wrap: (text) => `${read}(${text})` };
}

function encodeOther(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return encodeTimestamp(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The largest single-precision number is a little beyond what its shortest spelling reads as. */
function encodeFloat(value: unknown): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** `2026-01-31 09:30:00.123`: in UTC, which is our sessions' zone. */
function encodeTimestamp(value: unknown): string {
  if (!(value instanceof Date)) return String(value);
  const iso = value.toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}`;
}

function encodeDate(value: unknown): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}

/** An escape in JSON text; the alternative of more than one character is half a surrogate pair. */
const JSON_ESCAPE = /\\(ud[89a-f][0-9a-f]{2}|[^])/g;

function encodeJson(value: unknown): string {
  const text = stringify(value);
  if (!text.includes('\\ud')) return text;
  return text.replaceAll(JSON_ESCAPE, (escape, body: string) => (body.length > 1 ? '' : escape));
}

/** A replacer makes JSON.stringify several times slower, so only what needs one gets one. */
function stringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'bigint'
        ? Number.isSafeInteger(Number(inner))
          ? Number(inner)
          : inner.toString()
        : inner,
    );
  }
}

function encodeBytes(value: unknown): string {
  const bytes =
    value instanceof Uint8Array
      ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
      : Buffer.from(String(value));
  return bytes.toString('hex');
}
