import { Decimal128, Double, Long, ObjectId } from 'mongodb';

export type Document = Readonly<Record<string, unknown>>;

/** A validator, with documents that show what it takes. */
export interface MongodbCase {
  readonly validator: Document;
  readonly accepts: readonly Document[];
  readonly refuses: readonly Document[];
  /** The tree has no words for it. */
  readonly opaque?: true;
}

export function schema(properties: Document, more: Document = {}): Document {
  return { $jsonSchema: { bsonType: 'object', properties, ...more } };
}

/** Over values of one field `a`; `undefined` leaves it out. */
export function over(
  validator: Document,
  accepts: readonly unknown[],
  refuses: readonly unknown[],
): MongodbCase {
  const documentOf = (a: unknown): Document => (a === undefined ? {} : { a });
  return { validator, accepts: accepts.map(documentOf), refuses: refuses.map(documentOf) };
}

function field(a: Document, accepts: readonly unknown[], refuses: readonly unknown[]): MongodbCase {
  return over(schema({ a }), accepts, refuses);
}

function opaque(tried: MongodbCase): MongodbCase {
  return { ...tried, opaque: true };
}

const id = new ObjectId('64b000000000000000000001');

const TYPES: readonly MongodbCase[] = [
  field({ bsonType: 'int' }, [1, undefined], ['x', null, new Double(1.5)]),
  field({ bsonType: ['int', 'null'] }, [1, null, undefined], ['x']),
  field({ type: 'string' }, ['x', undefined], [1, null]),
  field({ type: 'number' }, [new Double(1.5), undefined], ['x', null]),
  field({ bsonType: 'objectId' }, [id], ['x', 1]),
  field({ bsonType: ['string', 'bool'] }, ['x', true], [1, null]),
  field({ enum: ['x', 'y'] }, ['x', undefined], ['z', null]),
  field({ enum: ['x', null] }, ['x', null, undefined], ['y']),
  field({ enum: [1, 2] }, [1, 2, undefined], [3]),
  field({ bsonType: ['int', 'null'], enum: [1, null] }, [1, null, undefined], [2]),
  field({ bsonType: 'array', items: { enum: ['x', 'y'] } }, [[], ['x']], [['z']]),
  field({ oneOf: [{ bsonType: 'int' }, { bsonType: 'null' }] }, [1, null, undefined], ['x']),
  field({ oneOf: [{ bsonType: 'int' }, { bsonType: 'bool' }] }, [1, true, undefined], ['x']),
];

const NUMBERS: readonly MongodbCase[] = [
  field({ bsonType: 'int', minimum: 3 }, [3, 4, undefined], [2]),
  field({ bsonType: 'int', minimum: 3, exclusiveMinimum: true }, [4], [3]),
  field({ bsonType: 'int', maximum: 3 }, [3], [4]),
  field({ bsonType: 'int', maximum: 3, exclusiveMaximum: true }, [2], [3]),
  field({ bsonType: 'int', multipleOf: 5 }, [0, 10, -5], [3]),
  field({ bsonType: 'double', multipleOf: 0.5 }, [new Double(1.5)], [new Double(0.25)]),
  field(
    { bsonType: 'decimal', minimum: 0, exclusiveMinimum: true },
    [Decimal128.fromString('0.01')],
    [Decimal128.fromString('0')],
  ),
  field({ bsonType: 'long', maximum: 10 }, [Long.fromNumber(10)], [Long.fromNumber(11)]),
  field({ minimum: 3 }, [3, undefined], [2]),
];

const TEXTS: readonly MongodbCase[] = [
  field({ bsonType: 'string', minLength: 2, maxLength: 3 }, ['ab', 'abc', 'éé'], ['a', 'abcd']),
  field({ bsonType: 'string', pattern: '^a.c' }, ['abcd'], ['xabc']),
  field({ bsonType: 'string', pattern: 'b+' }, ['abbc'], ['ac']),
  field({ bsonType: 'string', pattern: '^\\d{3}$' }, ['123'], ['1234', 'a']),
  field({ bsonType: 'string', minLength: 1, pattern: '^[a-z]+$' }, ['x'], ['X', '']),
];

const INT1 = { bsonType: 'int', minimum: 1 };

const LISTS: readonly MongodbCase[] = [
  field(
    { bsonType: 'array', minItems: 1, maxItems: 2, items: { bsonType: 'int' } },
    [[1]],
    [[], [1, 2, 3]],
  ),
  field(
    { bsonType: 'array', uniqueItems: true, items: { bsonType: 'int' } },
    [[], [1, 2]],
    [[1, 1]],
  ),
  field(
    { bsonType: 'array', items: { bsonType: 'string', minLength: 2 } },
    [[], ['ab']],
    [['ab', 'c']],
  ),
  field({ bsonType: 'array', items: { bsonType: 'string', pattern: '^x' } }, [['xa']], [['a']]),
  field(
    { bsonType: 'array', items: { bsonType: 'int', minimum: 1, maximum: 5 } },
    [[1, 5]],
    [[0], [6]],
  ),
  field({ bsonType: 'array', items: { bsonType: 'int', enum: [1, 2] } }, [[1, 2]], [[3]]),
  field(
    {
      bsonType: 'array',
      items: { bsonType: 'array', minItems: 1, items: { bsonType: 'int', minimum: 0 } },
    },
    [[], [[1]]],
    [[[]], [[1], [-1]]],
  ),
  field(
    { bsonType: 'array', items: [INT1, INT1], additionalItems: false },
    [[], [1], [1, 2]],
    [[0], [1, 1, 1]],
  ),
  opaque(
    field(
      { bsonType: 'array', items: [{ bsonType: 'int', minimum: 1 }, { bsonType: 'int' }] },
      [[1, -1]],
      [[0, 0]],
    ),
  ),
];

const DOCUMENTS: readonly MongodbCase[] = [
  {
    validator: schema(
      {
        a: {
          bsonType: 'object',
          required: ['x'],
          properties: { x: { bsonType: 'int', minimum: 1 } },
        },
      },
      { required: ['a'] },
    ),
    accepts: [{ a: { x: 1 } }, { a: { x: 2, y: 'more' } }],
    refuses: [{}, { a: {} }, { a: { x: 0 } }, { a: null }],
  },
  {
    validator: schema({
      a: {
        bsonType: 'array',
        items: {
          bsonType: 'object',
          required: ['x'],
          properties: {
            x: { bsonType: 'int', minimum: 1 },
            y: { bsonType: 'string', minLength: 2 },
          },
        },
      },
    }),
    accepts: [{}, { a: [] }, { a: [{ x: 1 }, { x: 2, y: 'ab' }] }],
    refuses: [{ a: [{ x: 1 }, {}] }, { a: [{ x: 0 }] }, { a: [{ x: 1 }, { x: 1, y: 'a' }] }],
  },
  {
    validator: schema({}, { oneOf: [{ required: ['a'] }, { required: ['b'] }] }),
    accepts: [{ a: 'x' }, { b: 'x' }],
    refuses: [{}, { a: 'x', b: 'x' }],
  },
  {
    validator: schema({
      a: {
        bsonType: 'object',
        properties: { x: { bsonType: 'int' }, y: { bsonType: ['int', 'null'] } },
        oneOf: [{ required: ['x'] }, { required: ['y'] }],
      },
    }),
    accepts: [{}, { a: { x: 1 } }, { a: { y: null } }],
    refuses: [{ a: {} }, { a: { x: 1, y: 1 } }, { a: { x: 1, y: null } }],
  },
  {
    validator: schema({
      a: {
        bsonType: 'array',
        items: {
          bsonType: 'object',
          properties: { x: { bsonType: 'int' }, y: { bsonType: 'int' } },
          oneOf: [{ required: ['x'] }, { required: ['y'] }],
        },
      },
    }),
    accepts: [{}, { a: [{ x: 1 }, { y: 1 }] }],
    refuses: [{ a: [{ x: 1 }, {}] }, { a: [{ x: 1, y: 1 }] }],
  },
  {
    validator: schema(
      {},
      {
        oneOf: [
          {
            properties: {
              kind: { enum: ['card'] },
              last4: { bsonType: 'string', pattern: '^\\d{4}$' },
            },
            required: ['kind', 'last4'],
          },
          {
            properties: { kind: { enum: ['bank'] }, iban: { bsonType: 'string', minLength: 5 } },
            required: ['kind', 'iban'],
          },
        ],
      },
    ),
    accepts: [
      { kind: 'card', last4: '1234' },
      { kind: 'bank', iban: 'AT611' },
    ],
    refuses: [{}, { kind: 'card' }, { kind: 'card', last4: '1' }, { kind: 'bank', last4: '1234' }],
  },
];

/** FerretDB does not know these keywords. */
const KEYWORDS: readonly MongodbCase[] = [
  field({ bsonType: 'number' }, [new Double(1.5)], ['x']),
  field({ anyOf: [{ bsonType: 'int' }, { bsonType: 'null' }] }, [1, null, undefined], ['x']),
  field(
    {
      anyOf: [
        { bsonType: 'int', minimum: 5 },
        { bsonType: 'int', maximum: 2 },
      ],
    },
    [1, 6],
    [3],
  ),
  field({ allOf: [{ bsonType: 'int' }, { minimum: 1 }, { maximum: 2 }] }, [1, 2], [0, 3, 'x']),
  field({ bsonType: 'string', not: { pattern: '^x' } }, ['a', undefined], ['xa']),
  field({ bsonType: 'int', not: { enum: [3] } }, [1, undefined], [3]),
  field(
    { bsonType: 'object', additionalProperties: { bsonType: 'int', minimum: 1 } },
    [{}, { k: 1 }],
    [{ k: 0 }, { k: 'x' }],
  ),
  field(
    {
      bsonType: 'object',
      patternProperties: { '^[a-z]{2}$': { bsonType: 'string' } },
      additionalProperties: false,
    },
    [{}, { en: 'x' }],
    [{ eng: 'x' }, { en: 1 }],
  ),
  field(
    {
      bsonType: 'object',
      minProperties: 1,
      maxProperties: 2,
      additionalProperties: { bsonType: 'int' },
    },
    [{ x: 1 }],
    [{}, { x: 1, y: 1, z: 1 }],
  ),
  {
    validator: schema({
      a: {
        bsonType: 'object',
        additionalProperties: {
          bsonType: 'object',
          required: ['n'],
          properties: { n: { bsonType: 'int', minimum: 1 } },
        },
      },
    }),
    accepts: [{}, { a: {} }, { a: { k: { n: 1 }, l: { n: 2 } } }],
    refuses: [{ a: { k: {} } }, { a: { k: { n: 1 }, l: { n: 0 } } }],
  },
  {
    validator: schema(
      { a: { bsonType: 'int' }, b: { bsonType: ['int', 'null'] } },
      { dependencies: { a: ['b'] } },
    ),
    accepts: [{}, { b: 1 }, { a: 1, b: 1 }, { a: 1, b: null }],
    refuses: [{ a: 1 }],
  },
  {
    validator: schema({}, { anyOf: [{ required: ['a'] }, { required: ['b'] }] }),
    accepts: [{ a: 'x' }, { b: 'x' }, { a: 'x', b: 'x' }],
    refuses: [{}],
  },
  {
    validator: schema(
      { a: { bsonType: 'int' }, b: { bsonType: 'int' } },
      { not: { required: ['a', 'b'] } },
    ),
    accepts: [{}, { a: 1 }, { b: 1 }],
    refuses: [{ a: 1, b: 1 }],
  },
];

/** Of schemas. */
export const SCHEMA_CASES: readonly MongodbCase[] = [
  ...TYPES,
  ...NUMBERS,
  ...TEXTS,
  ...LISTS,
  ...DOCUMENTS,
  ...KEYWORDS,
];
