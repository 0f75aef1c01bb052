import { BSONRegExp, Decimal128, Long, ObjectId } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { isOpen, readCollection } from '../../../introspectors/mongodb/read-collection.ts';
import { ruleText } from '../../../introspectors/mongodb/validator/rule-text.ts';
import { formatColumn } from '../../../src/schema/facts.ts';
import { formatType } from '../../../src/schema/type-notation.ts';

type Document = Readonly<Record<string, unknown>>;

/** What a validator is read as: lines of columns, and rules. */
function read(validator: Document): { columns: Document; checks: Document } {
  const table = readCollection({ name: 'c', options: { validator }, indexes: [], sample: null });
  const columns = table.columns.filter(({ name }) => name !== '_id');
  return {
    columns: Object.fromEntries(
      columns.map((column) => [
        column.name,
        formatColumn(formatType(column.type, 'mongodb'), column),
      ]),
    ),
    checks: Object.fromEntries(table.checks.map(({ name, expression }) => [name, expression])),
  };
}

function schema(
  properties: Document,
  more: Document = {},
): { columns: Document; checks: Document } {
  return read({ $jsonSchema: { bsonType: 'object', properties, ...more } });
}

describe('a schema', () => {
  it('says of numbers of several types which they are to be', () => {
    const { columns } = schema({
      any: { bsonType: 'number' },
      whole: { bsonType: ['int', 'long'] },
      money: { bsonType: ['decimal', 'int'] },
      bounded: { minimum: 1 },
      fraction: { maximum: 1.5 },
      listed: { enum: [1, 2] },
    });
    expect(columns).toEqual({
      any: 'double not null optional',
      whole: 'long not null optional',
      money: 'decimal not null optional',
      bounded: 'int not null optional',
      fraction: 'double not null optional',
      listed: 'int not null optional',
    });
  });

  it('asks nothing of types that are not allowed', () => {
    const { checks } = schema({
      a: { bsonType: 'string', minimum: 3, minItems: 1 },
      b: { bsonType: 'int', pattern: 'x', minLength: 2 },
      c: { bsonType: 'int', minLength: 0 },
    });
    expect(checks).toEqual({});
  });

  it('may be one or NULL, and then its rules are rules', () => {
    expect(
      schema({
        a: { oneOf: [{ bsonType: 'null' }, { bsonType: 'string', pattern: '^x', maxLength: 5 }] },
      }),
    ).toEqual({
      columns: { a: 'string(5) optional' },
      checks: { 'a pattern': '{"a":{"pattern":"^x"}}' },
    });
  });

  it('has what any of several says where they differ', () => {
    const { columns, checks } = schema({
      a: {
        oneOf: [
          { bsonType: 'object', required: ['x'], properties: { x: { bsonType: 'int' } } },
          {
            bsonType: 'object',
            required: ['x', 'y'],
            properties: { x: { bsonType: 'int' }, y: { enum: ['u'] } },
          },
          { bsonType: 'string' },
        ],
      },
    });
    expect(columns).toEqual({
      a: 'union(string, object) not null optional',
      'a.x': 'int not null optional',
      'a.y': "enum('u') not null optional",
    });
    expect(Object.keys(checks)).toEqual(['a oneOf']);
  });

  it('may require what it does not describe, and describe nothing', () => {
    expect(
      schema({ c: {}, list: { bsonType: 'array' } }, { required: ['a', 'b.c', '$d'] }),
    ).toEqual({
      columns: {
        c: 'string not null optional inferred',
        list: 'string[] not null optional inferred',
        a: 'string not null inferred',
      },
      checks: { required: '{"$jsonSchema":{"required":["b.c","$d"]}}' },
    });
  });

  it('keeps rules of elements apart from rules of lists', () => {
    const { checks } = schema({
      a: {
        bsonType: 'array',
        maxItems: 5,
        items: { bsonType: 'array', maxItems: 2, items: { bsonType: 'string', minLength: 1 } },
      },
    });
    expect(checks).toEqual({
      'a maxItems': '{"a":{"maxItems":5}}',
      'a items.maxItems': '{"a":{"items":{"maxItems":2}}}',
      'a items.items.minLength': '{"a":{"items":{"items":{"minLength":1}}}}',
    });
  });

  it('with a keyword that nobody knows has a rule that nobody understands', () => {
    expect(schema({ a: { encrypt: { bsonType: 'string' } } })).toEqual({
      columns: { a: 'binData not null optional' },
      checks: { 'a encrypt': '{"a":{"encrypt":{"bsonType":"string"}}}' },
    });
  });

  it('gives each rule a name of its own', () => {
    const { checks } = schema({
      a: { bsonType: 'int', allOf: [{ minimum: 1 }, { minimum: 2 }, { minimum: 1 }] },
    });
    expect(checks).toEqual({
      'a minimum': '{"a":{"minimum":1}}',
      'a minimum (2)': '{"a":{"minimum":2}}',
    });
  });

  it('that is closed leaves nothing for documents to tell', () => {
    const closed = { bsonType: 'object', additionalProperties: false, properties: { _id: {} } };
    expect(isOpen({ validator: { $jsonSchema: closed } })).toBe(false);
    expect(isOpen({ validator: { a: { $exists: true } } })).toBe(true);
    expect(isOpen({})).toBe(true);
  });
});

describe('a filter', () => {
  it('says by what it compares with what a field is', () => {
    const { columns } = read({
      a: { $gte: 1 },
      b: { $lt: 1.5 },
      c: { $in: ['x', null] },
      d: { $regex: '^x' },
      dd: { $in: [/^x/] },
      e: new ObjectId('64b000000000000000000001'),
      f: { $size: 2 },
      'g.h.i': true,
      'j.0.k': 1,
      l: { $ne: 5 },
    });
    expect(columns).toEqual({
      a: 'int not null',
      b: 'double not null',
      c: 'string not null optional',
      d: 'string not null',
      dd: 'string not null',
      e: 'objectId not null',
      f: 'string[] not null inferred',
      g: 'object not null',
      'g.h': 'object not null',
      'g.h.i': 'bool not null',
      j: 'string[] not null inferred',
      l: 'string not null optional inferred',
    });
  });

  it('is divided into what all of it asks for', () => {
    const { checks } = read({
      $and: [
        { a: { $gte: 1, $lt: 9 } },
        { $expr: { $and: [{ $lt: ['$a', '$b'] }, { $gt: ['$b', 3] }] } },
      ],
      $or: [{ a: 1 }, { b: 2 }],
      $comment: 'nothing',
      $where: 'true',
    });
    expect(checks).toEqual({
      'a $gte': '{"a":{"$gte":1}}',
      'a $lt': '{"a":{"$lt":9}}',
      $expr: '{"$expr":{"$lt":["$a","$b"]}}',
      '$expr (2)': '{"$expr":{"$gt":["$b",3]}}',
      $or: '{"$or":[{"a":1},{"b":2}]}',
      $where: '{"$where":"true"}',
    });
  });
});

describe('rules as text', () => {
  it('are JSON, with what JSON has no type for as Extended JSON', () => {
    const rule = {
      date: new Date(0),
      id: new ObjectId('64b000000000000000000001'),
      decimal: Decimal128.fromString('1.50'),
      long: Long.fromString('9007199254740993'),
      small: Long.fromNumber(5),
      regex: new BSONRegExp('^a++', 'i'),
      infinite: -Infinity,
      list: [null, true, 1.5],
    };
    expect(JSON.parse(ruleText(rule))).toEqual({
      date: { $date: '1970-01-01T00:00:00.000Z' },
      id: { $oid: '64b000000000000000000001' },
      decimal: { $numberDecimal: '1.50' },
      long: { $numberLong: '9007199254740993' },
      small: 5,
      regex: { $regularExpression: { pattern: '^a++', options: 'i' } },
      infinite: { $numberDouble: '-Infinity' },
      list: [null, true, 1.5],
    });
  });
});
