import { describe, expect, it } from 'vitest';
import { readPrismaSchema } from '../../../introspectors/prisma/read-prisma-schema.ts';
import { GenFactoriesError } from '../../../src/errors.ts';

const DATASOURCE = 'datasource db {\n  provider = "postgresql"\n}\n';

function failure(files: Readonly<Record<string, string>> | string): GenFactoriesError {
  const texts = typeof files === 'string' ? { 'prisma/schema.prisma': DATASOURCE + files } : files;
  try {
    readPrismaSchema(Object.entries(texts).map(([path, text]) => ({ path, text })));
  } catch (error) {
    if (error instanceof GenFactoriesError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

describe('a syntax error', () => {
  it.each([
    ['model A {\n  id Int % @id\n}', 'Unexpected "%" in `id Int % @id`', 5, 10],
    ['model A {\n  id Int @id\n  b\n}', 'A field needs a type in `b`', 6, 3],
    ['model A {\n  id Int @id)\n}\n', 'Unexpected ")"', 5, 13],
    ['model A {\n  id Int @id\n', 'A block without its end in `model A {`', 4, 1],
    ['modle A {\n  id Int @id\n}', 'Unexpected "modle" in `modle A {`', 4, 1],
    ['model A {\n  id Int @id\n}\n}', 'Unexpected "}" in `}`', 7, 1],
    ['model A {\n  id Int @default("x)\n}', 'A text that does not end', 5, 19],
    ['model A {\n  id Int @id /* x\n}', 'A comment without its end', 5, 14],
    ['model A {\n  id = 3\n}', 'Unexpected "="', 5, 6],
    ['model A {\n  id Int @id\n  a Int[]?\n}', 'Unexpected "?"', 6, 10],
    ['model A {\n  id Int @id\n  @@unique([id,])\n}', 'Unexpected "]"', 6, 16],
  ])('says file, line, column, and the line itself: %j', (text, what, line, column) => {
    const error = failure(text);
    expect(error.code).toBe('SCHEMA_FILE_INVALID');
    expect(error.what).toContain(what);
    expect(error.where).toBe(`prisma/schema.prisma:${line}:${column}`);
    expect(error.fix).toMatch(/\.$/);
  });

  it('is in the file that has it', () => {
    const error = failure({
      'a.prisma': DATASOURCE,
      'b.prisma': 'model A {\n  id Int @id @@id\n}\n',
    });
    expect(error.where).toMatch(/^b\.prisma:2/);
  });

  it('is a byte order mark', () => {
    const error = failure({ 'a.prisma': `\uFEFF${DATASOURCE}` });
    expect(error.message).toBe(
      'A byte order mark, which Prisma does not take, in `datasource db {` (a.prisma:1:1). Save the file as UTF-8 without BOM.',
    );
  });
});

describe('what files say', () => {
  it('is of a model that is not there', () => {
    const error = failure(
      'model A {\n  id Int @id\n  b Usr @relation(fields: [id], references: [id])\n}\nmodel User {\n  id Int @id\n}',
    );
    expect(error.message).toBe(
      'Unknown type Usr in `b Usr @relation(fields: [id], references: [id])` (prisma/schema.prisma:6). Do you mean User?',
    );
  });

  it('is of one model in two files', () => {
    const model = '\nmodel User {\n  id Int @id\n}\n';
    const error = failure({ 'a.prisma': DATASOURCE + model, 'b.prisma': model });
    expect(error.message).toBe(
      'Two models called "User" in `model User {` (b.prisma:2). The first is at a.prisma:5: rename one of them.',
    );
  });

  it('is of one table by two models', () => {
    const error = failure(
      'model A {\n  id Int @id\n  @@map("t")\n}\nmodel B {\n  id Int @id\n  @@map("t")\n}',
    );
    expect(error.message).toBe(
      'Two models of the table "public.t" in `model B {` (prisma/schema.prisma:8). The first is in line 4: give one of them another name by @@map.',
    );
  });

  it('is of a column that is misspelled', () => {
    const error = failure('model A {\n  id Int @id\n  email String\n  @@unique([emial])\n}');
    expect(error.what).toContain('There is no field "emial" for a key in `@@unique([emial])`');
    expect(error.where).toBe('prisma/schema.prisma:7');
  });

  it('is a relation of one to one that many could share', () => {
    const one = (key: string): string =>
      `model A {\n  id Int @id\n  p Int\n  q Int\n  b B @relation(fields: [p, q], references: [x, y])\n${key}}\n` +
      'model B {\n  x Int\n  y Int\n  a A?\n  @@id([x, y])\n}';
    expect(failure(one('')).message).toBe(
      'A relation of one to one by a key that is not unique in `b B @relation(fields: [p, q], references: [x, y])` (prisma/schema.prisma:8). Add `@@unique([p, q])` to A, or make `a` of B a list.',
    );
    expect(() => failure(one('  @@unique([p, q])\n'))).toThrow('nothing failed');
  });

  it('is an attribute that nobody knows', () => {
    expect(failure('model A {\n  id Int @id\n  a Int @uniqe\n}').what).toBe(
      'Unknown attribute @uniqe in `a Int @uniqe`',
    );
    expect(failure('model A {\n  id Int @id\n  @@uniqe([id])\n}').what).toBe(
      'Unknown attribute @@uniqe in `@@uniqe([id])`',
    );
  });
});

describe('a datasource', () => {
  it.each(['sqlite', 'sqlserver', 'cockroachdb'])('of %s is not for us', (provider) => {
    const error = failure({ 'a.prisma': `datasource db {\n  provider = "${provider}"\n}\n` });
    expect(error.code).toBe('SERVER_UNSUPPORTED');
    expect(error.message).toBe(
      `The schema is for ${provider}, which gen-factories does not write to (a.prisma:2). It writes to postgresql, mysql and mongodb.`,
    );
  });

  it('of a provider that nobody knows', () => {
    const error = failure({ 'a.prisma': 'datasource db {\n  provider = "postgress"\n}\n' });
    expect(error.code).toBe('SCHEMA_FILE_INVALID');
    expect(error.message).toBe(
      'Unknown provider "postgress" in `provider = "postgress"` (a.prisma:2). Do you mean "postgres"?',
    );
  });

  it('is missing', () => {
    const error = failure({ 'a.prisma': 'model A {\n  id Int @id\n}\n' });
    expect(error.what).toContain('There is no datasource');
    expect(error.where).toBe('a.prisma');
  });

  it('is there twice', () => {
    const error = failure({ 'a.prisma': DATASOURCE, 'b.prisma': DATASOURCE });
    expect(error.what).toBe('A second datasource in `datasource db {`');
    expect(error.where).toBe('b.prisma:1');
  });

  it('has no model', () => {
    expect(failure({ 'a.prisma': DATASOURCE }).code).toBe('SCHEMA_EMPTY');
  });
});
