import { tagOf } from '../bson.ts';

/**
 * A part of a validator as text: JSON on one line, what JSON has no type for as MongoDB's Extended JSON
 * (relaxed) writes it. Members stay in their order, which can mean something.
 *
 * @example
 * ```ts
 * ruleText({ born: { $gte: new Date(0) } }); // '{"born":{"$gte":{"$date":"1970-01-01T00:00:00.000Z"}}}'
 * ```
 */
export function ruleText(rule: unknown): string {
  return JSON.stringify(plain(rule));
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return plainInteger(value);
  if (typeof value === 'number') return plainNumber(value);
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date) {
    const isTime = !Number.isNaN(value.getTime());
    return { $date: isTime ? value.toISOString() : { $numberLong: 'NaN' } };
  }
  if (value instanceof RegExp) return plainRegex(value.source, value.flags);
  if (value instanceof Uint8Array) return plainBytes(value, 0);
  const tag = tagOf(value);
  return tag === undefined ? plainMembers(value) : plainTagged(tag, value);
}

function plainMembers(value: object): unknown {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

/** Objects of the driver's, which are plain data under their methods. */
function plainTagged(tag: string, value: object): unknown {
  const fields = value as Readonly<Record<string, unknown>>;
  switch (tag) {
    case 'ObjectId':
    case 'ObjectID':
      return { $oid: text(value) };
    case 'Decimal128':
      return { $numberDecimal: text(value) };
    case 'Long':
      return plainInteger(BigInt(text(value)));
    case 'Int32':
    case 'Double':
      return plainNumber(Number(fields['value']));
    case 'BSONRegExp':
      return plainRegex(text(fields['pattern']), text(fields['options']));
    case 'Binary':
      return plainBytes(fields['buffer'] as Uint8Array, Number(fields['sub_type']));
    case 'BSONSymbol':
      return text(fields['value']);
    case 'Code':
      return { $code: text(fields['code']) };
    case 'Timestamp':
      return { $timestamp: text(value) };
    case 'MinKey':
      return { $minKey: 1 };
    case 'MaxKey':
      return { $maxKey: 1 };
    default:
      return plainMembers(value);
  }
}

function text(value: unknown): string {
  return String(value);
}

function plainInteger(value: bigint): unknown {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : { $numberLong: String(value) };
}

function plainNumber(value: number): unknown {
  return Number.isFinite(value) ? value : { $numberDouble: String(value) };
}

function plainRegex(pattern: string, options: string): unknown {
  return { $regularExpression: { pattern, options } };
}

function plainBytes(bytes: Uint8Array, subType: number): unknown {
  return {
    $binary: {
      base64: Buffer.from(bytes).toString('base64'),
      subType: subType.toString(16).padStart(2, '0'),
    },
  };
}
