/** BSON's types by the names that `$type` and `bsonType` know, in the order that MongoDB lists them. */
export const BSON_TYPES = [
  'double',
  'string',
  'object',
  'array',
  'binData',
  'undefined',
  'objectId',
  'bool',
  'date',
  'null',
  'regex',
  'dbPointer',
  'javascript',
  'symbol',
  'javascriptWithScope',
  'int',
  'timestamp',
  'long',
  'decimal',
  'minKey',
  'maxKey',
] as const;

/** `uuid` is binary data of a subtype, which no validator can ask for. */
export type BsonType = (typeof BSON_TYPES)[number] | 'uuid';

export const NUMBERS = ['int', 'long', 'double', 'decimal'] as const satisfies readonly BsonType[];

const NAMES: ReadonlyMap<unknown, readonly BsonType[]> = new Map<unknown, readonly BsonType[]>([
  ...BSON_TYPES.map((name): [string, BsonType[]] => [name, [name]]),
  // `$type` takes numbers too: 1 to 19 in this order, and two of their own.
  ...BSON_TYPES.slice(0, 19).map((name, index): [number, BsonType[]] => [index + 1, [name]]),
  [-1, ['minKey']],
  [127, ['maxKey']],
  ['number', NUMBERS],
  // JSON's schemas have two names of their own.
  ['boolean', ['bool']],
]);

/**
 * The types that one name or number, or a list of them, stands for; empty for what names none.
 *
 * @example
 * ```ts
 * namedTypes(['number', 'null']); // Set { 'int', 'long', 'double', 'decimal', 'null' }
 * ```
 */
export function namedTypes(names: unknown): ReadonlySet<BsonType> {
  return new Set([names].flat().flatMap((name) => NAMES.get(name) ?? []));
}

/** What the driver's objects call themselves. */
const TAGGED: Readonly<Record<string, BsonType>> = {
  Int32: 'int',
  Double: 'double',
  Long: 'long',
  Decimal128: 'decimal',
  ObjectId: 'objectId',
  ObjectID: 'objectId',
  Timestamp: 'timestamp',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
  BSONRegExp: 'regex',
  BSONSymbol: 'symbol',
  // References of the driver's kind are documents of `$ref` and `$id`.
  DBRef: 'object',
};

const SUBTYPE_UUID = 4;
const LARGEST_INT = 2 ** 31;

/**
 * The type of a value as the driver hands it over, whether it promotes values or not.
 *
 * @param value - anything that a document can hold
 */
export function bsonTypeOf(value: unknown): BsonType {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'long';
    case 'number':
      return Number.isInteger(value) && Math.abs(value) < LARGEST_INT ? 'int' : 'double';
    case 'object':
      return value === null ? 'null' : typeOfObject(value);
    default:
      return 'undefined';
  }
}

function typeOfObject(value: object): BsonType {
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof RegExp) return 'regex';
  if (value instanceof Uint8Array) return 'binData';
  const tag = tagOf(value);
  if (tag === undefined) return 'object';
  if (tag === 'Binary') {
    return 'sub_type' in value && value.sub_type === SUBTYPE_UUID ? 'uuid' : 'binData';
  }
  if (tag === 'Code') {
    return 'scope' in value && value.scope ? 'javascriptWithScope' : 'javascript';
  }
  return TAGGED[tag] ?? 'object';
}

/** The name of the driver's class that a value is of; undefined for plain documents. */
export function tagOf(value: object): string | undefined {
  const tag: unknown = '_bsontype' in value ? value._bsontype : undefined;
  return typeof tag === 'string' ? tag : undefined;
}

/** A document of plain members: no list, no object of the driver's. */
export function isDocument(value: unknown): value is Readonly<Record<string, unknown>> {
  return bsonTypeOf(value) === 'object' && tagOf(value as object) === undefined;
}
