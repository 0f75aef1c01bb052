import { ObjectId } from 'mongodb';
import { over, schema, type Document, type MongodbCase } from './mongodb-cases.ts';

const id = new ObjectId('64b000000000000000000001');
const other = new ObjectId('64b000000000000000000002');

const FILTERS: readonly MongodbCase[] = [
  over({ a: { $eq: 5 } }, [5], [4, undefined, null]),
  over({ a: 5 }, [5], [4, undefined]),
  over({ a: { $type: 'int', $ne: 5 } }, [4], [5]),
  over(
    { $jsonSchema: { properties: { a: { bsonType: 'int' } } }, a: { $ne: 5 } },
    [4, undefined],
    [5],
  ),
  over({ a: { $gt: 5 } }, [6], [5, undefined, null]),
  over({ a: { $gte: 5, $lt: 10 } }, [5, 9], [4, 10, undefined]),
  over({ a: { $lte: 5 } }, [5], [6, undefined]),
  over({ a: { $gt: new Date('2020-01-01') } }, [new Date('2020-01-02')], [new Date(0)]),
  over({ a: { $in: ['x', 'y'] } }, ['x'], ['z', undefined, null]),
  over(
    { ...schema({ a: { bsonType: ['string', 'null'] } }), a: { $in: ['x', null] } },
    ['x', null, undefined],
    ['z'],
  ),
  over({ ...schema({ a: { bsonType: 'string' } }), a: { $nin: ['x'] } }, ['z', undefined], ['x']),
  over({ a: { $exists: true } }, ['x'], [undefined]),
  over(
    { ...schema({ a: { bsonType: ['int', 'null'] } }), a: { $exists: true } },
    [1, null],
    [undefined],
  ),
  over(
    { ...schema({ a: { bsonType: ['int', 'null'] } }), a: { $exists: false } },
    [undefined],
    [1, null],
  ),
  over({ a: { $type: 'string' } }, ['x'], [1, undefined, null]),
  over({ a: { $type: ['string', 'null'] } }, ['x', null], [1, undefined]),
  over({ a: { $type: 2 } }, ['x'], [1]),
  over({ a: { $regex: '^ab' } }, ['abc'], ['xab', undefined]),
  over({ a: { $regex: '^ab', $options: 'i' } }, ['ABc'], ['xab']),
  over({ a: /^ab/i }, ['ABc'], ['xab']),
  over({ ...schema({ a: { bsonType: 'string' } }), a: { $not: /^x/ } }, ['a', undefined], ['xa']),
  over({ a: { $type: 'int', $not: { $gt: 5 } } }, [5], [6]),
  over({ a: { $type: 'int', $mod: [4, 1] } }, [5], [6, undefined]),
  over(
    { ...schema({ a: { bsonType: 'array', items: { bsonType: 'int' } } }), a: { $size: 2 } },
    [[1, 2]],
    [[1], undefined],
  ),
  over(
    { ...schema({ a: { bsonType: 'array', items: { bsonType: 'int' } } }), a: { $all: [1, 2] } },
    [[1, 2, 3]],
    [[1], undefined],
  ),
  over(
    {
      ...schema({ a: { bsonType: 'array', items: { bsonType: 'int' } } }),
      a: { $elemMatch: { $gt: 3 } },
    },
    [[1, 5]],
    [[1], undefined],
  ),
  over(
    { ...schema({ a: { bsonType: 'array', items: { bsonType: 'int' } } }), a: { $gt: 3 } },
    [[1, 5]],
    [[1], undefined],
  ),
  over(
    { ...schema({ a: { bsonType: 'array', items: { bsonType: 'int' } } }), a: { $nin: [3] } },
    [[1, 5], undefined],
    [[1, 3]],
  ),
  {
    validator: { $and: [{ a: { $gt: 1 } }, { a: { $lt: 5 } }, { b: { $exists: true } }] },
    accepts: [{ a: 3, b: 'x' }],
    refuses: [{ a: 3 }, { a: 7, b: 'x' }],
  },
  {
    validator: {
      ...schema({ a: { bsonType: 'int' }, b: { bsonType: 'int' } }),
      $or: [{ a: { $gte: 3 } }, { b: { $exists: true } }],
    },
    accepts: [{ a: 3 }, { b: 0 }, { a: 1, b: 1 }],
    refuses: [{}, { a: 2 }],
  },
  {
    validator: {
      ...schema({ a: { bsonType: 'int' }, b: { bsonType: 'int' } }),
      $nor: [{ a: 1 }, { b: { $gt: 5 } }],
    },
    accepts: [{}, { a: 2, b: 5 }],
    refuses: [{ a: 1 }, { b: 6 }],
  },
  {
    validator: { 'a.x': { $gt: 1 } },
    accepts: [{ a: { x: 2 } }],
    refuses: [{}, { a: {} }, { a: { x: 1 } }],
  },
  {
    ...over({ ...schema({ a: { bsonType: ['int', 'string'] } }), a: { $gt: 3 } }, [4], [3, 'x']),
    opaque: true,
  },
];

const both = schema({ a: { bsonType: ['int', 'null'] }, b: { bsonType: ['int', 'null'] } });
const numbers = schema({ a: { bsonType: 'int' }, b: { bsonType: 'int' } });

function aggregation(
  $expr: unknown,
  accepts: readonly Document[],
  refuses: readonly Document[],
  base: Document = both,
): MongodbCase {
  return { validator: { ...base, $expr }, accepts, refuses };
}

const EXPRESSIONS: readonly MongodbCase[] = [
  aggregation(
    { $lt: ['$a', '$b'] },
    [{ a: 1, b: 2 }, { b: 1 }, { b: null }, { a: null, b: 1 }],
    [{}, { a: 2, b: 1 }, { a: 1 }, { a: null }, { a: null, b: null }, { a: 1, b: null }],
  ),
  aggregation(
    { $lte: ['$a', '$b'] },
    [{}, { a: 1, b: 1 }, { b: null }, { a: null, b: null }, { a: null, b: 1 }],
    [{ a: null }, { a: 1 }, { a: 1, b: null }, { a: 2, b: 1 }],
  ),
  aggregation(
    { $gt: ['$a', '$b'] },
    [{ a: 2, b: 1 }, { a: 1 }, { a: null }],
    [{}, { b: 1 }, { a: 1, b: 1 }],
  ),
  aggregation({ $gte: ['$a', 5] }, [{ a: 5 }], [{}, { a: null }, { a: 4 }]),
  aggregation({ $lt: ['$a', 5] }, [{}, { a: null }, { a: 4 }], [{ a: 5 }]),
  aggregation(
    { $eq: ['$a', '$b'] },
    [{}, { a: null, b: null }, { a: 1, b: 1 }],
    [{ a: null }, { a: 1, b: 2 }],
  ),
  aggregation(
    { $ne: ['$a', '$b'] },
    [{ a: null }, { a: 1, b: 2 }],
    [{}, { a: null, b: null }, { a: 1, b: 1 }],
  ),
  aggregation(
    { $or: [{ $eq: ['$a', null] }, { $gt: ['$a', 3] }] },
    [{ a: null }, { a: 4 }],
    [{}, { a: 2 }],
  ),
  aggregation({ $gt: [{ $ifNull: ['$a', 9] }, 5] }, [{}, { a: null }, { a: 6 }], [{ a: 2 }]),
  aggregation(
    { $lte: ['$a', { $ifNull: ['$b', '$a'] }] },
    [{}, { a: 1 }, { a: 1, b: 1 }, { b: null }, { a: null, b: 1 }],
    [{ a: 2, b: 1 }],
  ),
  aggregation(
    { $lte: [{ $add: ['$a', '$b'] }, 10] },
    [{}, { a: 9, b: 1 }, { a: null, b: 90 }],
    [{ a: 9, b: 2 }],
  ),
  aggregation({ $eq: ['$a', { $multiply: ['$b', 2] }] }, [{ a: 4, b: 2 }], [{ a: 5, b: 2 }, {}]),
  aggregation({ $not: [{ $gt: ['$a', 5] }] }, [{}, { a: 5 }], [{ a: 6 }]),
  aggregation(
    { $cond: [{ $gt: ['$a', 5] }, { $gt: ['$b', 1] }, true] },
    [{}, { a: 6, b: 2 }, { a: 2 }],
    [{ a: 6, b: 0 }],
  ),
  aggregation({ $in: ['$a', [1, 2]] }, [{ a: 1 }], [{}, { a: 3 }, { a: null }]),
  aggregation({ $eq: [{ $type: '$a' }, 'int'] }, [{ a: 1 }], [{}, { a: null }]),
  aggregation({ $eq: [{ $type: '$a' }, 'missing'] }, [{}], [{ a: 1 }, { a: null }]),
  aggregation(
    { $and: [{ $lt: ['$a', '$b'] }, { $gt: ['$a', 0] }] },
    [{ a: 1, b: 2 }],
    [{}, { a: 0, b: 2 }],
    numbers,
  ),
  {
    validator: {
      ...schema({ a: { bsonType: 'string' } }),
      $expr: { $lte: [{ $strLenCP: '$a' }, 3] },
    },
    accepts: [{ a: 'abc' }],
    refuses: [{ a: 'abcd' }, {}],
  },
  {
    validator: {
      ...schema({ a: { bsonType: 'string' } }),
      $expr: { $regexMatch: { input: '$a', regex: '^x' } },
    },
    accepts: [{ a: 'xa' }],
    refuses: [{}, { a: 'a' }],
  },
  {
    validator: {
      ...schema({ a: { bsonType: 'array', items: { bsonType: 'int' } } }),
      $expr: { $lte: [{ $size: '$a' }, 2] },
    },
    accepts: [{ a: [1] }],
    refuses: [{ a: [1, 2, 3] }, {}],
  },
  {
    validator: {
      ...schema({ a: { bsonType: 'objectId' }, b: { bsonType: 'objectId' } }),
      $expr: { $ne: ['$a', '$b'] },
    },
    accepts: [{ a: id, b: other }, { a: id }],
    refuses: [{ a: id, b: id }, {}],
  },
  {
    validator: {
      ...schema({ a: { bsonType: 'date' }, b: { bsonType: 'date' } }),
      $expr: { $lt: [{ $dateTrunc: { date: '$a', unit: 'day' } }, '$b'] },
    },
    accepts: [{ a: new Date('2020-01-01'), b: new Date('2020-01-02') }],
    refuses: [{ a: new Date('2020-01-03'), b: new Date('2020-01-02') }],
    opaque: true,
  },
];

/** Of conditions of filters, and of expressions in them. */
export const FILTER_CASES: readonly MongodbCase[] = [...FILTERS, ...EXPRESSIONS];
