import { describe, expect, it } from 'vitest';
import { newObservation, observe } from '../../../introspectors/mongodb/documents/observation.ts';
import type { CollectionRows, IndexRow } from '../../../introspectors/mongodb/catalog/rows.ts';
import { readCollection } from '../../../introspectors/mongodb/read-collection.ts';
import { readSchema } from '../../../introspectors/mongodb/read-schema.ts';
import type { Table } from '../../../src/schema/schema.ts';

type Document = Readonly<Record<string, unknown>>;

const text = { bsonType: 'string' };

function read(
  properties: Document,
  index: Omit<IndexRow, 'name'>,
  more: Partial<CollectionRows> = {},
): Table {
  const validator = { $jsonSchema: { bsonType: 'object', properties } };
  const indexes = [{ name: 'i', ...index }];
  return readCollection({
    name: 'c',
    options: { validator, ...more.options },
    indexes,
    sample: null,
  });
}

function columnType(table: Table, name: string): unknown {
  return table.columns.find((column) => column.name === name)?.type;
}

describe('a unique index', () => {
  it('takes what is missing for equal, unless it leaves it out', () => {
    const key = { a: 1 };
    const keyOf = (index: Omit<IndexRow, 'name' | 'key'>, properties: Document = { a: text }) => {
      const [unique] = read(properties, { key, unique: true, ...index }).uniques;
      return { where: unique?.where, nullsEqual: unique?.nullsEqual };
    };
    expect(keyOf({})).toEqual({ where: null, nullsEqual: true });
    expect(keyOf({ sparse: true })).toEqual({ where: null, nullsEqual: false });
    // A field that is NULL is there.
    expect(keyOf({ sparse: true }, { a: { bsonType: ['string', 'null'] } })).toEqual({
      where: '{"a":{"$exists":true}}',
      nullsEqual: true,
    });
    expect(keyOf({ partialFilterExpression: { b: { $gt: 5 } } })).toEqual({
      where: '{"b":{"$gt":5}}',
      nullsEqual: true,
    });
  });

  it('folds case where its collation does, or that of the collection', () => {
    const key = { a: 1, b: 1 };
    const properties = { a: text, b: { bsonType: 'array', items: text } };
    const own = read(properties, { key, unique: true, collation: { locale: 'en', strength: 1 } });
    expect(columnType(own, 'a')).toMatchObject({ caseless: true });
    expect(columnType(own, 'b')).toMatchObject({ element: { caseless: true } });
    const options = { collation: { locale: 'en', strength: 2 } };
    const inherited = read(properties, { key, unique: true }, { options });
    expect(columnType(inherited, 'a')).toMatchObject({ caseless: true });
    const plain = read(
      properties,
      { key, unique: true, collation: { locale: 'simple' } },
      { options },
    );
    expect(columnType(plain, 'a')).toMatchObject({ caseless: false });
  });

  it('over a list, or through one, has each element', () => {
    const list = { bsonType: 'array', items: { bsonType: 'object', properties: { x: text } } };
    const table = read({ list }, { key: { 'list.x': 1 }, unique: true });
    expect(table.uniques).toMatchObject([{ parts: [{ column: 'list.x' }], multikey: true }]);
  });

  it('makes a field of what nothing else tells of', () => {
    const table = read({}, { key: { 'a.b': 1 }, unique: true });
    expect(table.columns.map(({ name, optional, inferred }) => [name, optional, inferred])).toEqual(
      [
        ['_id', undefined, undefined],
        ['a', undefined, {}],
        ['a.b', undefined, {}],
      ],
    );
  });
});

describe('an index', () => {
  const list = { bsonType: 'array', items: text };

  it('takes one list at most, and a hashed one none', () => {
    expect(read({ a: list, b: list, c: text }, { key: { a: 1, b: 1, c: 1 } }).limits).toEqual([
      { kind: 'lists', index: 'i', columns: ['a', 'b'], most: 1 },
    ]);
    expect(read({ a: list }, { key: { a: 'hashed' } }).limits).toEqual([
      { kind: 'lists', index: 'i', columns: ['a'], most: 0 },
    ]);
    const items = {
      bsonType: 'array',
      items: { bsonType: 'object', properties: { x: text, y: text } },
    };
    expect(read({ items }, { key: { 'items.x': 1, 'items.y': 1 } }).limits).toBeUndefined();
  });

  it('lets documents vanish', () => {
    const table = read({ at: { bsonType: 'date' } }, { key: { at: 1 }, expireAfterSeconds: 60 });
    expect(table.limits).toEqual([{ kind: 'expires', index: 'i', column: 'at', seconds: 60 }]);
  });

  it('of places takes places only', () => {
    const object = { bsonType: 'object' };
    const pair = { bsonType: 'array', items: { bsonType: 'double' } };
    const table = read(
      { a: object, b: pair, d: object },
      { key: { a: '2dsphere', b: '2d', c: '2dsphere', d: 1 } },
    );
    expect(['a', 'b', 'c', 'd'].map((name) => columnType(table, name))).toMatchObject([
      { kind: 'spatial', shape: 'point' },
      { kind: 'array' },
      { kind: 'spatial', shape: 'point' },
      { kind: 'json' },
    ]);
    expect(table.limits).toEqual([
      { kind: 'place', index: 'i', column: 'a', flat: false },
      { kind: 'place', index: 'i', column: 'b', flat: true },
      { kind: 'place', index: 'i', column: 'c', flat: false },
    ]);
  });

  it('of texts knows some languages', () => {
    const index = { key: { _fts: 'text', _ftsx: 1 }, weights: { a: 1 }, language_override: 'lang' };
    expect(read({ a: text, lang: text }, index).checks).toMatchObject([
      { name: 'i language', columns: ['lang'] },
    ]);
    expect(read({ a: text, language: text }, index).checks).toEqual([]);
  });
});

describe('a database', () => {
  const at = { _id: 1, at: new Date(0) };
  const observation = newObservation();
  observe(observation, at);
  const series: CollectionRows = {
    name: 'weather',
    type: 'timeseries',
    options: { timeseries: { timeField: 'at', metaField: 'by' } },
    indexes: [],
    sample: { documents: 1, observation },
  };

  it('has time series, where their documents can be deleted', () => {
    const [table] = readSchema({ version: [7, 0], collections: [series], others: [] }).tables;
    expect(table?.limits).toEqual([{ kind: 'time series', time: 'at', meta: 'by', seconds: null }]);
    expect(table?.columns).toMatchObject([
      { name: '_id' },
      { name: 'at' },
      { name: 'by', optional: true },
    ]);
    const { tables, skipped } = readSchema({ version: [6, 0], collections: [series], others: [] });
    expect([tables, skipped]).toMatchObject([[], [{ name: 'weather', kind: 'not insertable' }]]);
  });

  it('has views, and collections that only their writers can read', () => {
    const encrypted = {
      name: 'secrets',
      options: { encryptedFields: {} },
      indexes: [],
      sample: null,
    };
    const others = [{ name: 'v', type: 'view', options: { viewOn: 'weather' } }];
    const { skipped } = readSchema({ version: [8, 0], collections: [encrypted], others });
    expect(skipped.map(({ name, kind }) => [name, kind])).toEqual([
      ['v', 'view'],
      ['secrets', 'not insertable'],
    ]);
  });

  it('has collections that take no document, as their schema does not name its key', () => {
    const $jsonSchema = {
      bsonType: 'object',
      additionalProperties: false,
      properties: { a: text },
    };
    const closed = (more: Document): CollectionRows => ({
      name: 'c',
      options: { validator: { $jsonSchema }, ...more },
      indexes: [],
      sample: null,
    });
    const read = (row: CollectionRows) =>
      readSchema({ version: [8, 0], collections: [row], others: [] });
    expect(read(closed({})).skipped).toMatchObject([{ name: 'c', kind: 'not insertable' }]);
    expect(read(closed({ validationLevel: 'off' })).tables).toHaveLength(1);
  });

  it('has clustered collections whose documents vanish', () => {
    const table = readCollection({
      name: 'c',
      options: { clusteredIndex: {}, expireAfterSeconds: 60 },
      indexes: [],
      sample: null,
    });
    expect(table.limits).toEqual([
      { kind: 'clustered' },
      { kind: 'expires', index: 'clusteredIndex', column: '_id', seconds: 60 },
    ]);
  });
});
