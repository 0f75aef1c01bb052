import { Binary, Decimal128, Double, Int32, Long, ObjectId, UUID } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { newObservation, observe } from '../../../introspectors/mongodb/documents/observation.ts';
import { roundLength } from '../../../introspectors/mongodb/documents/observed-shape.ts';
import { readCollection } from '../../../introspectors/mongodb/read-collection.ts';
import type { Table } from '../../../src/schema/schema.ts';
import { formatColumn } from '../../../src/schema/facts.ts';
import { formatType } from '../../../src/schema/type-notation.ts';

type Document = Readonly<Record<string, unknown>>;

/** The table of a collection without a validator. */
function read(documents: readonly Document[]): Table {
  const observation = newObservation();
  for (const document of documents) observe(observation, { _id: new ObjectId(), ...document });
  const sample = { documents: documents.length, observation };
  return readCollection({ name: 'c', indexes: [], sample });
}

function linesOf(documents: readonly Document[]): Record<string, string> {
  const columns = read(documents).columns.filter(({ name }) => name !== '_id');
  return Object.fromEntries(
    columns.map((column) => [
      column.name,
      formatColumn(formatType(column.type, 'mongodb'), column),
    ]),
  );
}

function times(count: number, make: (index: number) => Document): readonly Document[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

describe('a collection without a validator', () => {
  it('has the fields of its documents, as often as they have them', () => {
    const documents = times(40, (index) => ({
      name: 'x',
      ...(index < 34 && { age: index < 4 ? null : new Int32(index) }),
      ...(index === 0 && { seldom: true }),
      ...(index < 39 && { nearly: new Date(0) }),
    }));
    expect(linesOf(documents)).toEqual({
      name: 'string not null inferred(present 100%)',
      age: 'int optional inferred(present 85%, null 10%)',
      seldom: 'bool not null optional inferred(present 5%)',
      nearly: 'date not null optional inferred(present 95%)',
    });
    expect(read(documents).inferred).toEqual({ documents: 20 });
  });

  it('has the types of its values', () => {
    const oid = new ObjectId();
    expect(
      linesOf([
        {
          int: new Int32(1),
          long: new Long(1),
          double: new Double(1.5),
          decimal: Decimal128.fromString('1.5'),
          bool: true,
          oid,
          uuid: new UUID(),
          bytes: new Binary(Buffer.from('x')),
          nothing: null,
          dbref: { $ref: 'people', $id: oid },
        },
      ]),
    ).toEqual({
      int: 'int not null inferred(present 100%)',
      long: 'long not null inferred(present 100%)',
      double: 'double not null inferred(present 100%)',
      decimal: 'decimal not null inferred(present 100%)',
      bool: 'bool not null inferred(present 100%)',
      oid: 'objectId not null inferred(present 100%)',
      uuid: 'uuid not null inferred(present 100%)',
      bytes: 'binData not null inferred(present 100%)',
      nothing: 'null inferred(present 100%, null 100%)',
      dbref: 'object not null inferred(present 100%)',
      'dbref.$ref': 'string not null inferred(present 100%)',
      'dbref.$id': 'objectId not null inferred(present 100%)',
    });
  });

  it('has one type for numbers of several, and a union for others, but for what is a rare mistake', () => {
    const documents = times(100, (index) => ({
      whole: index % 2 ? new Int32(1) : new Long(1),
      number: index % 2 ? new Int32(1) : new Double(1.5),
      mixed: index % 4 ? 'x' : new ObjectId(),
      mistaken: index === 7 ? 'x' : new Int32(1),
    }));
    expect(linesOf(documents)).toEqual({
      whole: 'long not null inferred(present 100%)',
      number: 'double not null inferred(present 100%)',
      mixed: 'union(string, objectId) not null inferred(present 100%, types 75% 25%)',
      mistaken: 'int not null inferred(present 100%)',
    });
  });

  it('has documents in documents, lists of them, and lists of lists', () => {
    const documents = times(20, (index) => ({
      profile: { city: 'x', ...(index % 2 && { zip: 'x' }) },
      items: times(index % 4, (item) => ({ sku: 'x', ...(item === 0 && { gift: true }) })),
      grid: [[new Double(1.5), new Double(2)]],
      either: index % 2 ? { label: 'x' } : [{ label: 'x', at: new Date(0) }],
    }));
    expect(linesOf(documents)).toEqual({
      profile: 'object not null inferred(present 100%)',
      'profile.city': 'string not null inferred(present 100%)',
      'profile.zip': 'string not null optional inferred(present 50%)',
      items: 'object[] not null inferred(present 100%, length 0 to 5)',
      'items.sku': 'string not null inferred(present 100%)',
      'items.gift': 'bool not null optional inferred(present 50%)',
      grid: 'double[][] not null inferred(present 100%, length 1 to 1)',
      either:
        'union(object, object[]) not null inferred(present 100%, types 50% 50%, length 1 to 1)',
      'either.label': 'string not null inferred(present 100%)',
      'either.at': 'date not null inferred(present 100%)',
    });
  });

  it('has maps where keys are data', () => {
    const id = (index: number): string => `64b0000000000000000000${String(index).padStart(2, '0')}`;
    const documents = times(30, (index) => ({
      byId: { [id(index)]: new Int32(1) },
      byDay: { [`2024-01-${String((index % 28) + 1).padStart(2, '0')}`]: { sum: new Int32(1) } },
      byLanguage: index % 2 ? { en: 'x', de: 'x' } : { en: 'x', 'pt-BR': 'x' },
      byNumber: { [index]: true },
      byWord: Object.fromEntries(
        times(3, (key) => ({ key: `w${index}${key}` })).map(({ key }) => [key, 'x']),
      ),
      plain: { id: 'x', no: 'x', to: 'x' },
      fields: { a: new Int32(1), b: 'x' },
    }));
    expect(linesOf(documents)).toMatchObject({
      byId: 'map(objectId, int) not null inferred(present 100%, length 1 to 1)',
      byDay: 'map(day, object) not null inferred(present 100%, length 1 to 1)',
      'byDay.*.sum': 'int not null inferred(present 100%)',
      byLanguage: 'map(string(5), string) not null inferred(present 100%, length 2 to 2)',
      byNumber: 'map(int, bool) not null inferred(present 100%, length 1 to 1)',
      byWord: 'map(string) not null inferred(present 100%, length 2 to 5)',
      plain: 'object not null inferred(present 100%)',
      fields: 'object not null inferred(present 100%)',
    });
  });

  it('has no field whose name is data, and none that one document of very many has', () => {
    const documents = times(300, (index) => ({
      name: 'x',
      ...(index === 5 && { 'ann@example.test': 1, '64b000000000000000000001': 1, odd: 1 }),
      ...(index === 6 && { 'a.b': 1, $set: 1, '': 1 }),
    }));
    expect(Object.keys(linesOf(documents))).toEqual(['name']);
  });

  it('is a place where documents are GeoJSON', () => {
    const line = [
      [new Double(10.5), new Double(45)],
      [new Double(11.5), new Double(46)],
    ];
    expect(
      linesOf([
        {
          at: { type: 'Point', coordinates: line[0] },
          way: { type: 'LineString', coordinates: line },
          other: { type: 'x', coordinates: 'y' },
        },
      ]),
    ).toMatchObject({
      at: 'geoPoint not null inferred(present 100%)',
      way: 'geoLineString not null inferred(present 100%)',
      other: 'object not null inferred(present 100%)',
    });
  });

  it('is looked into only so deep, and only so wide', () => {
    const deep = times(30, () => ({})).reduce<Document>((inner) => ({ inner }), {});
    const wide = Object.fromEntries(times(5000, () => ({})).map((_, index) => [`f${index}`, 1]));
    const lines = linesOf([{ deep, wide }]);
    expect(Object.keys(lines).length).toBeLessThan(1100);
  });

  it('without a document is a key and nothing else', () => {
    const table = readCollection({ name: 'c', indexes: [], sample: null });
    expect(table.columns.map(({ name }) => name)).toEqual(['_id']);
    expect(table.inferred).toBeUndefined();
  });
});

describe('counts', () => {
  it('are rounded to a scale that tells little', () => {
    expect([0, 1, 2, 3, 7, 10, 37, 1000].map((each) => roundLength(each, 'up'))).toEqual([
      0, 1, 2, 5, 10, 10, 50, 1000,
    ]);
    expect([0, 1, 2, 3, 7, 10, 37, 999].map((each) => roundLength(each, 'down'))).toEqual([
      0, 1, 2, 2, 5, 10, 20, 500,
    ]);
  });
});
