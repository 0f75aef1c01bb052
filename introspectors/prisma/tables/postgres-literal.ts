import type { FieldType, Literal, NativeUse, ScalarField } from '../declarations/declared.ts';
import { nativeOf } from '../natives/column-type.ts';
import { readTime } from './date-time.ts';
import { jsonbText } from './jsonb.ts';
import { literal, qualified } from './postgres-sql.ts';

/** What PostgreSQL calls the types of constants. */
const CASTS: Readonly<Record<string, string>> = {
  Text: 'text',
  Boolean: 'boolean',
  VarChar: 'character varying',
  Char: 'bpchar',
  Citext: 'public.citext',
  Uuid: 'uuid',
  Inet: 'inet',
  Xml: 'xml',
  Bit: '"bit"',
  VarBit: 'bit varying',
  Json: 'json',
  JsonB: 'jsonb',
  ByteA: 'bytea',
  Date: 'date',
  Time: 'time without time zone',
  Timetz: 'time with time zone',
  Timestamp: 'timestamp without time zone',
  Timestamptz: 'timestamp with time zone',
};

/**
 * A value as PostgreSQL's catalogue spells it: constants with their types, `'x'::text`, numbers mostly
 * without.
 *
 * @param value - of the field's type
 */
export function postgresLiteral(
  value: Literal,
  { type, native }: Pick<ScalarField, 'type' | 'native'>,
): string {
  switch (value.kind) {
    case 'boolean':
      return String(value.value);
    case 'label':
      return `${literal(value.text)}::${castOf(type, native)}`;
    case 'number':
      return numberLiteral(value.text);
    case 'text':
      return isDecimal(type)
        ? numberLiteral(value.text)
        : textLiteral(value.text, useOf(type, native), castOf(type, native));
  }
}

/** The type behind the colons of a constant. */
export function castOf(type: FieldType, native: NativeUse | null): string {
  if (type.kind === 'enum') return qualified(type.of.type);
  return CASTS[useOf(type, native)] ?? 'text';
}

function useOf(type: FieldType, native: NativeUse | null): string {
  return type.kind === 'scalar' ? nativeOf(type.name, native, 'postgresql').name : 'Text';
}

function isDecimal(type: FieldType): boolean {
  return type.kind === 'scalar' && type.name === 'Decimal';
}

const INT4_MAX = 2_147_483_647n;
const INT8_MAX = 9_223_372_036_854_775_807n;

/** Negative ones are constants with a type; large ones too, where a literal alone would be of another. */
export function numberLiteral(text: string): string {
  if (/^-?\d+$/.test(text)) {
    const number = BigInt(text);
    const size = number < 0n ? -number : number;
    if (size > INT8_MAX) return number < 0n ? `'${text}'::numeric` : text;
    if (size > INT4_MAX) return `'${text}'::bigint`;
    return number < 0n ? `'${text}'::integer` : text;
  }
  return text.startsWith('-') ? `'${text}'::numeric` : text;
}

function textLiteral(text: string, native: string, cast: string): string {
  const spelled = SPELLED[native]?.(text) ?? literal(text);
  return `${spelled}::${cast}`;
}

/** What becomes of constants that are more than text. */
const SPELLED: Readonly<Record<string, (text: string) => string>> = {
  Uuid: (text) => literal(text.toLowerCase()),
  JsonB: (text) => literal(jsonbText(text)),
  ByteA: (text) => literal(`\\x${Buffer.from(text, 'base64').toString('hex')}`),
  Date: (text) => literal(readTime(text).local.date),
  Time: (text) => literal(clock(readTime(text).local)),
  Timetz: (text) => {
    const { local } = readTime(text);
    return literal(clock(local) + zoneOf(text));
  },
  Timestamp: (text) => {
    const { local } = readTime(text);
    return literal(`${local.date} ${clock(local)}`);
  },
  Timestamptz: (text) => {
    const { utc } = readTime(text);
    return literal(`${utc.date} ${clock(utc)}+00`);
  },
};

function clock({ time, fraction }: { readonly time: string; readonly fraction: string }): string {
  return fraction === '' ? time : `${time}.${fraction}`;
}

/** `+02`, or `+05:30`. */
function zoneOf(text: string): string {
  const [, hours = '+00', minutes = '00'] = /([+-]\d\d):(\d\d)$/.exec(text) ?? [];
  return minutes === '00' ? hours : `${hours}:${minutes}`;
}
