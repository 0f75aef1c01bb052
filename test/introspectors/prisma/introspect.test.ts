import { describe, expect, it } from 'vitest';
import { ofSchemas } from '../../../introspectors/of-schemas.ts';
import { introspectPrisma } from '../../../introspectors/prisma/introspect.ts';
import { readPrismaSchema } from '../../../introspectors/prisma/read-prisma-schema.ts';
import { fixturePath, prismaFixture } from './support/schemas.ts';

describe('an introspector of files', () => {
  const introspect = async (schemas?: readonly string[]) => {
    const { model } = await introspectPrisma({ project: fixturePath(), path: 'agency' });
    return schemas === undefined ? model : ofSchemas(model, schemas);
  };

  it('reads a folder, and names files relative to the project', async () => {
    const model = await introspect();
    expect(model.tables).toHaveLength(46);
    expect(model.tables.map(({ at }) => at?.file)).toContain('agency/models/work.prisma');
    expect(model.skipped).toEqual([
      {
        schema: 'agency',
        name: 'workload',
        kind: 'view',
        reason: 'It is a view: rows go into the tables it reads.',
      },
    ]);
  });

  it('reads some schemas, and says what leads out of them', async () => {
    const model = await introspect(['billing']);
    expect(new Set(model.tables.map(({ schema }) => schema))).toEqual(new Set(['billing']));
    expect(model.skipped).toContainEqual({
      schema: 'billing',
      name: 'Account',
      kind: 'constraint',
      reason:
        'Foreign key "Account_organization_id_fkey" (organization_id) leads to agency.organizations, which is none of the tables read.',
      columns: ['organization_id'],
    });
  });

  it('knows no other schemas', async () => {
    await expect(introspect(['x'])).rejects.toMatchObject({
      code: 'SCHEMA_NOT_FOUND',
      fix: 'Choose among "agency", "billing".',
    });
  });

  it('finds nothing where there is nothing', async () => {
    await expect(
      introspectPrisma({ project: fixturePath('agency', 'models') }),
    ).rejects.toMatchObject({ code: 'SOURCE_NOT_FOUND' });
  });
});

describe('what only the files know', () => {
  const { model } = readPrismaSchema(prismaFixture('agency'));
  const columns = model.tables.flatMap((table) =>
    table.columns.map((column) => ({ ...column, of: table.name })),
  );

  it('is what Prisma Client makes', () => {
    const made = columns.flatMap(({ of, name, client }) =>
      client === undefined ? [] : [`${of}.${name}: ${client}`],
    );
    expect(made).toEqual([
      'Attachment.id: uuidv7',
      'api_keys.id: ulid',
      'invites.code: nanoid',
      'organizations.id: uuid',
      'organizations.updated_at: now',
      'sessions.token: cuid',
      'Payment.id: cuid2',
    ]);
  });

  it('is what is said about things', () => {
    const said = columns.flatMap(({ of, name, comment }) =>
      comment === null ? [] : [`${of}.${name}: ${comment}`],
    );
    expect(said).toEqual([
      'Leave.period: A Prisma schema has no word for ranges.',
      'organizations.slug: Shown in the address of its pages.',
      'organizations.domain: For single sign-on.',
    ]);
    expect(model.tables.find(({ name }) => name === 'organizations')!.comment).toBe(
      'A tenant: everything else belongs to one.',
    );
  });
});

describe('names of other alphabets', () => {
  it('are whole, and not renamed', () => {
    const text = `datasource db {
  provider = "postgresql"
}
enum Ärger {
  à
}
model Ünicode {
  id Int @id
  ça Ärger
}
`;
    const { model } = readPrismaSchema([{ path: 'a.prisma', text }]);
    expect(model.tables).toMatchObject([
      { name: 'Ünicode', columns: [{ name: 'id' }, { name: 'ça', type: { labels: ['à'] } }] },
    ]);
  });
});

describe('relationMode = "prisma"', () => {
  const text = `datasource db {
  provider     = "mysql"
  relationMode = "prisma"
}
model User {
  id    Int    @id
  posts Post[]
  likes Post[] @relation("likes")
}
model Post {
  id       Int    @id
  authorId Int?
  author   User?  @relation(fields: [authorId], references: [id], onDelete: Cascade)
  likedBy  User[] @relation("likes")
}
`;
  const { model, foreignKeys } = readPrismaSchema([{ path: 'a.prisma', text }]);

  it('has relations that the database keeps none of', () => {
    expect(foreignKeys).toBe(false);
    const references = model.tables.flatMap((table) => table.references);
    expect(references.map(({ name, inferred, onDelete }) => [name, inferred, onDelete])).toEqual([
      ['authorId → User', true, 'no action'],
      ['A → Post', true, 'no action'],
      ['B → User', true, 'no action'],
    ]);
  });
});

describe('where tables are that name no schema', () => {
  const of = (datasource: string, schema?: string): string | undefined => {
    const text = `datasource db {\n  provider = "postgres"\n${datasource}\n}\nmodel A {\n  id Int @id\n}`;
    return readPrismaSchema([{ path: 'a.prisma', text }], { schema }).model.tables[0]?.schema;
  };

  it('is public, or what the URL says, or what is asked for', () => {
    expect(of('')).toBe('public');
    expect(of('url = env("DATABASE_URL")')).toBe('public');
    expect(of('url = "postgresql://x@localhost/db?schema=app"')).toBe('app');
    expect(of('url = "postgresql://x@localhost/db?schema=app"', 'other')).toBe('other');
  });
});
