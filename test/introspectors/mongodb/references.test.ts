import { describe, expect, it } from 'vitest';
import { readCollection } from '../../../introspectors/mongodb/read-collection.ts';
import { findCandidates } from '../../../introspectors/mongodb/references/find-candidates.ts';
import { singularOf, wordsOf } from '../../../introspectors/mongodb/references/words.ts';
import type { Table } from '../../../src/schema/schema.ts';

function collection(
  name: string,
  key: string,
  fields: Readonly<Record<string, unknown>> = {},
): Table {
  const properties = { _id: { bsonType: key }, ...fields };
  const validator = { $jsonSchema: { bsonType: 'object', properties } };
  return readCollection({ name, options: { validator }, indexes: [], sample: null });
}

const objectId = { bsonType: 'objectId' };
const TARGETS = [
  collection('users', 'objectId'),
  collection('companies', 'objectId'),
  collection('order_items', 'objectId'),
  collection('countries', 'string'),
  collection('levels', 'int'),
];

/** What fields of a collection may refer to, where their name says so. */
function named(fields: Readonly<Record<string, unknown>>): Record<string, readonly string[]> {
  const tables = [...TARGETS, collection('tasks', 'objectId', fields)];
  const found = findCandidates(tables).filter((each) => each.table === 'tasks' && each.named);
  return Object.fromEntries(found.map(({ column, targets }) => [column, targets]));
}

describe('fields that refer', () => {
  it.each([
    ['userId', 'users'],
    ['user_id', 'users'],
    ['userID', 'users'],
    ['user', 'users'],
    ['createdByUserId', 'users'],
    ['author', 'users'],
    ['approved_by', 'users'],
    ['company', 'companies'],
    ['orderItemId', 'order_items'],
    ['parent_id', 'tasks'],
    ['replyTo', 'tasks'],
  ])('%s leads to %s', (name, target) => {
    expect(named({ [name]: objectId })).toEqual({ [name]: [target] });
  });

  it('lead somewhere from lists, and from documents in documents', () => {
    expect(
      named({
        userIds: { bsonType: 'array', items: objectId },
        members: {
          bsonType: 'array',
          items: { bsonType: 'object', properties: { user: objectId, _id: objectId } },
        },
        company: {
          bsonType: 'object',
          properties: { _id: objectId, name: { bsonType: 'string' } },
        },
        owner: { bsonType: 'object', properties: { $ref: { bsonType: 'string' }, $id: objectId } },
      }),
    ).toEqual({
      userIds: ['users'],
      'members.user': ['users'],
      'members._id': ['users'],
      'company._id': ['companies'],
      'owner.$id': ['users'],
    });
  });

  it('have the type of the key, and texts and numbers a name that says that they are one', () => {
    expect(
      named({
        user_id: { bsonType: 'string' },
        country: { bsonType: 'string' },
        country_id: { bsonType: 'string' },
        level: { bsonType: 'int' },
        level_id: { bsonType: 'long' },
      }),
    ).toEqual({ country_id: ['countries'], level_id: ['levels'] });
  });

  it('may lead anywhere where only documents can tell', () => {
    const tables = [...TARGETS, collection('tasks', 'objectId', { subject: objectId })];
    expect(findCandidates(tables)).toEqual([
      {
        table: 'tasks',
        column: 'subject',
        targets: ['users', 'companies', 'order_items', 'tasks'],
        named: false,
      },
    ]);
  });
});

describe('names', () => {
  it('are divided into words', () => {
    expect(
      ['createdByUserID', 'user_ids', 'HTTPRequests', 'a-b.c', 'v2Items'].map(wordsOf),
    ).toEqual([
      ['created', 'by', 'user', 'id'],
      ['user', 'ids'],
      ['http', 'requests'],
      ['a', 'b', 'c'],
      ['v2', 'items'],
    ]);
  });

  it('are made singular', () => {
    const plurals = ['users', 'companies', 'boxes', 'addresses', 'statuses', 'people', 'series'];
    expect(plurals.map(singularOf)).toEqual([
      'user',
      'company',
      'box',
      'address',
      'status',
      'person',
      'series',
    ]);
    expect(['status', 'class', 'analysis', 'bus'].map(singularOf)).toEqual([
      'status',
      'class',
      'analysis',
      'bus',
    ]);
  });
});
