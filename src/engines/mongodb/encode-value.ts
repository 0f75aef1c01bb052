import type { MongodbDriver } from '../../connections/mongodb.ts';
import { geoJsonOf } from './geo-json.ts';
import type { ColumnType, DocumentField } from '../../schema/column-type.ts';

/** A value as BSON has it; never called with null or undefined. */
export type EncodeValue = (value: unknown) => unknown;

/**
 * How values of a type become BSON. The driver would write a whole number as an int and any other as a
 * double, whatever a validator asks for; so every number says itself what it is.
 *
 * @param type - what the field holds
 * @param driver - its constructors
 */
export function encoderFor(type: ColumnType, driver: MongodbDriver): EncodeValue {
  switch (type.kind) {
    case 'integer':
      return type.bits === 64 ? longEncoder(driver) : (value) => new driver.Int32(Number(value));
    case 'float':
      return (value) => new driver.Double(Number(value));
    case 'decimal':
    case 'money':
      return (value) => driver.Decimal128.fromString(String(value));
    case 'date':
      return (value) => new Date(value instanceof Date ? value : `${String(value)}T00:00:00Z`);
    case 'objectid':
      return (value) => driver.ObjectId.createFromHexString(String(value));
    case 'uuid':
      return (value) => new driver.UUID(String(value));
    case 'bytes':
      return (value) =>
        new driver.Binary(value instanceof Uint8Array ? value : Buffer.from(String(value)));
    case 'array':
      return listEncoder(encoderFor(type.element, driver));
    case 'document':
      return documentEncoder(type.fields, driver);
    case 'map':
      return mapEncoder(encoderFor(type.value, driver));
    case 'spatial':
      return shapeEncoder(driver);
    case 'union':
      return unionEncoder(type.of, driver);
    case 'domain':
      return encoderFor(type.base, driver);
    case 'other':
      return OTHERS[type.name]?.(driver) ?? asIs;
    default:
      return asIs;
  }
}

function longEncoder({ Long }: MongodbDriver): EncodeValue {
  return (value) =>
    typeof value === 'bigint' ? Long.fromBigInt(value) : Long.fromNumber(Number(value));
}

/** A BigInt has no type of its own in a document that says nothing of types. */
const asIs: EncodeValue = (value) =>
  typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;

function listEncoder(encode: EncodeValue): EncodeValue {
  return (value) =>
    Array.isArray(value)
      ? value.map((element: unknown) =>
          element === null || element === undefined ? null : encode(element),
        )
      : value;
}

function documentEncoder(fields: readonly DocumentField[], driver: MongodbDriver): EncodeValue {
  const encoders = new Map(fields.map(({ name, type }) => [name, encoderFor(type, driver)]));
  return (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const document: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      const encode = encoders.get(name) ?? asIs;
      document[name] = member === null ? null : encode(member);
    }
    return document;
  };
}

function mapEncoder(encode: EncodeValue): EncodeValue {
  return (value) => {
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]: [string, unknown]) => [
        key,
        member === null || member === undefined ? null : encode(member),
      ]),
    );
  };
}

/** Shapes are text until they are written; an object is as its writer wants it. */
function shapeEncoder({ Double }: MongodbDriver): EncodeValue {
  const encode = (value: unknown): unknown => {
    if (typeof value === 'number') return new Double(value);
    if (Array.isArray(value)) return value.map(encode);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, encode(part)]));
  };
  return (value) => encode(typeof value === 'string' ? (geoJsonOf(value) ?? value) : value);
}

/** Of several types, a value is of the first that such values are of. */
function unionEncoder(types: readonly ColumnType[], driver: MongodbDriver): EncodeValue {
  const encoders = types.map((type) => [type, encoderFor(type, driver)] as const);
  return (value) => {
    const [, encode = asIs] = encoders.find(([type]) => isOf(value, type)) ?? [];
    return encode(value);
  };
}

const HEX_ID = /^[0-9a-f]{24}$/;
const HEX_UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a value may be meant as one of a type. Text that looks like an id is one where ids are taken. */
function isOf(value: unknown, type: ColumnType): boolean {
  switch (type.kind) {
    case 'integer':
      return typeof value === 'bigint' || Number.isInteger(value);
    case 'float':
    case 'decimal':
    case 'money':
      return typeof value === 'number';
    case 'objectid':
      return typeof value === 'string' && HEX_ID.test(value);
    case 'uuid':
      return typeof value === 'string' && HEX_UUID.test(value);
    case 'text':
    case 'enum':
      return typeof value === 'string' && !HEX_ID.test(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'timestamp':
      return value instanceof Date;
    case 'bytes':
      return value instanceof Uint8Array;
    case 'array':
      return Array.isArray(value);
    case 'document':
    case 'map':
    case 'json':
      return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
    case 'spatial':
      return typeof value === 'string' && geoJsonOf(value) !== undefined;
    default:
      return false;
  }
}

/** Types that hardly any document has, by BSON's names. */
const OTHERS: Readonly<Record<string, (driver: MongodbDriver) => EncodeValue>> = {
  regex:
    ({ BSONRegExp }) =>
    (value) =>
      new BSONRegExp(String(value)),
  javascript:
    ({ Code }) =>
    (value) =>
      new Code(String(value)),
  timestamp:
    ({ Timestamp }) =>
    (value) =>
      new Timestamp({ t: Number(value), i: 1 }),
  minKey:
    ({ MinKey }) =>
    () =>
      new MinKey(),
  maxKey:
    ({ MaxKey }) =>
    () =>
      new MaxKey(),
};
