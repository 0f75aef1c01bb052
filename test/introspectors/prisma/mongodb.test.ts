import { Binary, Long, ObjectId, type Document } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { openIntrospector } from '../../../introspectors/open-introspector.ts';
import { readPrismaSchema } from '../../../introspectors/prisma/read-prisma-schema.ts';
import type { ColumnType } from '../../../src/schema/column-type.ts';
import type { Column, SchemaModel, Table } from '../../../src/schema/schema.ts';
import {
  createDatabase,
  forEachMongodb,
  withMongodb,
  type TestServer,
} from '../../support/servers.ts';
import { prismaFixture } from './support/schemas.ts';
import { withoutPlaces } from '../../support/without-places.ts';

const { model } = readPrismaSchema(prismaFixture('magazine-mongodb'));

function table(name: string): Table {
  return model.tables.find((each) => each.name === name)!;
}

function column(of: string, name: string): Column {
  return table(of).columns.find((each) => each.name === name)!;
}

describe('what MongoDB itself keeps nothing of', () => {
  it('are enums: texts, with what the program uses', () => {
    expect(column('writers', 'main')).toMatchObject({
      type: { kind: 'text' },
      values: ['news', 'sports', 'CULTURE'],
      default: null,
    });
    expect(column('writers', 'sections')).toMatchObject({
      type: { kind: 'array', element: { kind: 'text' } },
      values: ['news', 'sports', 'CULTURE'],
    });
  });

  it('are defaults: Prisma Client makes them', () => {
    const made = table('writers').columns.flatMap(({ name, client }) =>
      client === undefined ? [] : [[name, client]],
    );
    expect(made).toEqual([
      ['joinedAt', 'now'],
      ['changedAt', 'now'],
      ['token', 'uuid'],
    ]);
    expect(table('writers').columns.filter((each) => each.default !== null)).toEqual([]);
  });

  it('are relations: of lists, at both ends', () => {
    const soft = model.tables.flatMap(({ name, references }) =>
      references.map((each) => [name, ...each.columns, each.target.table.name, each.inferred]),
    );
    expect(soft).toEqual([
      ['Article', 'issueIds', 'Issue', true],
      ['Article', 'writerId', 'writers', true],
      ['Issue', 'articleIds', 'Article', true],
      ['Profile', 'writerId', 'writers', true],
      ['writers', 'editorId', 'writers', true],
    ]);
  });

  it('is a type within itself, which ends where it is absent', () => {
    const names = table('Article').columns.map(({ name }) => name);
    expect(names).toContain('comments.text');
    expect(names.filter((name) => name.includes('replies'))).toEqual([]);
  });
});

describe('optional fields', () => {
  it('may be absent, and NULL; others are neither', () => {
    expect(column('writers', 'portrait.photographer')).toMatchObject({
      nullable: true,
      optional: true,
    });
    expect(column('writers', 'portrait.url').nullable).toBe(false);
    expect(column('writers', 'portrait.url').optional).toBeUndefined();
    expect(column('writers', 'sections').nullable).toBe(false);
  });
});

forEachMongodb((server) => {
  it('is what a database is that Prisma Client has written to', async () => {
    const live = await introspectWritten(server);
    expect(comparable(model)).toEqual(comparable(live));
  });
});

/** Indexes as `prisma db push` makes them; documents as Prisma Client writes them, with all there is. */
async function introspectWritten(server: TestServer): Promise<SchemaModel> {
  const database = await createDatabase(server, 'prisma');
  try {
    await withMongodb(database.url, async (client) => {
      for (const [name, { indexes, documents }] of Object.entries(WRITTEN)) {
        const collection = client.db().collection(name);
        for (const [index, key] of Object.entries(indexes)) {
          await collection.createIndex(key, { name: index, unique: true });
        }
        await collection.insertMany([...documents]);
      }
    });
    const introspector = await openIntrospector(database.url);
    try {
      return await introspector.introspect();
    } finally {
      await introspector.close();
    }
  } finally {
    await database.drop();
  }
}

interface Written {
  readonly indexes: Readonly<Record<string, Record<string, 1 | -1>>>;
  readonly documents: readonly Document[];
}

const IDS = Array.from({ length: 8 }, () => new ObjectId());
const PHOTO = { url: 'https://example.test/a', width: 40, height: 30, photographer: 'Ada' };

const WRITTEN: Readonly<Record<string, Written>> = {
  writers: {
    indexes: {
      writers_email_key: { email: 1 },
      handles: { handle: 1 },
      writers_address_city_address_street_key: { 'address.city': 1, 'address.street': 1 },
    },
    documents: [0, 1, 2, 3].map((n) => ({
      _id: IDS[n],
      email: `writer${n}@example.test`,
      handle: `writer ${n}`,
      address: { street: `Street ${n}`, city: 'Graz', geo: { lat: 47.1, lng: 15.4 } },
      portrait: PHOTO,
      sections: [`text ${n}`],
      main: `text ${n}`,
      salary: Long.fromNumber(10_000_000_000 + n),
      active: n > 1,
      joinedAt: new Date(n),
      changedAt: new Date(n),
      badge: new Binary(new Uint8Array([n])),
      settings: {},
      token: `token ${n}`,
      editorId: IDS[0],
    })),
  },
  Profile: {
    indexes: { Profile_writerId_key: { writerId: 1 } },
    documents: [0, 1, 2].map((n) => ({ _id: IDS[n], writerId: IDS[n], motto: `motto ${n}` })),
  },
  Article: {
    indexes: {
      one_title_a_writer: { writerId: 1, title: -1 },
      Article_keywords_key: { keywords: 1 },
    },
    documents: [0, 1, 2].map((n) => ({
      _id: `article ${n}`,
      title: `title ${n}`,
      words: Long.fromNumber(1000 + n),
      score: 0.5 + n,
      photos: [PHOTO],
      keywords: [`word ${n}`],
      comments: [{ author: IDS[n], text: `text ${n}`, at: new Date(n) }],
      writerId: IDS[n],
      issueIds: [IDS[4]],
    })),
  },
  Issue: {
    indexes: { Issue_number_key: { number: 1 } },
    documents: [4, 5, 6].map((n) => ({ _id: IDS[n], number: n, articleIds: ['article 1'] })),
  },
};

/**
 * Names, types, keys and what refers to what. What documents say besides is an estimate: whether a field
 * may be absent, which texts there are. References of fields whose names say nothing are not found.
 */
function comparable(schema: SchemaModel): unknown {
  const { tables } = withoutPlaces(schema);
  return tables.map(({ name, columns, primaryKey, uniques, references }) => ({
    name,
    columns: columns.map((each) => [each.name, plain(each.type)]),
    primaryKey,
    uniques: [...uniques].sort((a, b) => (a.name < b.name ? -1 : 1)),
    references: references
      .map((each) => `${each.columns.join()} to ${each.target.table.name}`)
      .filter((each) => !each.startsWith('editorId') && !each.startsWith('comments.author'))
      .sort(),
  }));
}

/** Of few texts introspection makes an enum. */
function plain(type: ColumnType): unknown {
  if (type.kind === 'array') return [plain(type.element)];
  return type.kind === 'enum'
    ? { kind: 'text', length: null, fixed: false, caseless: false }
    : type;
}
