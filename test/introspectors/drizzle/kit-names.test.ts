import { describe, expect, it } from 'vitest';
import type { SchemaModel } from '../../../src/schema/schema.ts';
import { read, type Files } from './support/memory.ts';

const LONG = 'a_table_with_a_really_long_name_that_goes_on_and_on_for_ever';

/** Keys of every kind without a name, and one with. */
const POSTGRES = `import { integer, pgTable, text, primaryKey, foreignKey, unique, uniqueIndex } from 'drizzle-orm/pg-core';
  export const users = pgTable('users', { id: integer().primaryKey(), emailAddress: text().unique(), handle: text(),
    boss: integer().references(() => users.id), named: text().unique('own') }, (t) => [unique().on(t.handle, t.boss), uniqueIndex().on(t.handle)]);
  export const likes = pgTable('likes', { userId: integer().references(() => users.id), other: integer(), what: integer() }, (t) => [
    primaryKey({ columns: [t.userId, t.other] }), foreignKey({ columns: [t.other, t.what], foreignColumns: [far.a, far.b] })]);
  export const far = pgTable('${LONG}', { a: integer(), b: integer(),
    aColumnWithAnotherVeryLongNameIndeed: integer().unique(), ref: integer().references(() => users.id) }, (t) => [primaryKey({ columns: [t.a, t.b] })]);`;

const MYSQL = POSTGRES.replaceAll('pgTable', 'mysqlTable')
  .replaceAll('integer', 'int')
  .replace('pg-core', 'mysql-core')
  .replaceAll('text()', 'varchar({ length: 50 })')
  .replace(' text,', ' varchar,')
  .replace('uniqueIndex()', `uniqueIndex('one')`);

const kit = (version: string): Files => ({
  'node_modules/drizzle-kit/package.json': JSON.stringify({ version }),
});

function namesOf({ tables }: SchemaModel): unknown {
  return Object.fromEntries(
    tables.map(({ name, primaryKey, uniques, references }) => [
      name,
      [primaryKey?.name, ...uniques.map((key) => key.name), ...references.map((key) => key.name)],
    ]),
  );
}

describe('names that drizzle-kit makes up', () => {
  it('of 0.x', () => {
    const expected = {
      [LONG]: [`${LONG}_a_`, `${LONG}_aC`, `${LONG}_re`],
      likes: [
        'likes_userId_other_pk',
        `likes_other_what_${LONG.slice(0, 46)}`,
        'likes_userId_users_id_fk',
      ],
      users: [
        'users_pkey',
        'own',
        'users_emailAddress_unique',
        'users_handle_boss_unique',
        'users_handle_index',
        'users_boss_users_id_fk',
      ],
    };
    expect(namesOf(read({ 'schema.ts': POSTGRES }))).toEqual(expected);
    expect(namesOf(read({ 'schema.ts': POSTGRES, ...kit('0.31.11') }))).toEqual(expected);
  });

  it('of 1.0', () => {
    expect(namesOf(read({ 'schema.ts': POSTGRES, ...kit('1.0.0-rc.5') }))).toEqual({
      [LONG]: [
        `${LONG}_pk`,
        'a_table_with_a_really_long_na_aColumnWithAnotherVeryLongNam_key',
        'RDmxBVJcO0Mf_fkey',
      ],
      likes: ['likes_pkey', 'likes_WZrcMI3oXHme_fkey', 'likes_userId_users_id_fkey'],
      users: [
        'users_pkey',
        'own',
        'users_emailAddress_key',
        'users_handle_boss_unique',
        'users_handle_index',
        'users_boss_users_id_fkey',
      ],
    });
    expect(namesOf(read({ 'schema.ts': MYSQL, ...kit('1.0.0-rc.5') }))).toEqual({
      [LONG]: ['PRIMARY', 'aColumnWithAnotherVeryLongNameIndeed_unique', 'RDmxBVJcO0Mf_fkey'],
      likes: ['PRIMARY', 'likes_WZrcMI3oXHme_fkey', 'likes_userId_users_id_fkey'],
      users: [
        'PRIMARY',
        'emailAddress_unique',
        'handle_boss_unique',
        'one',
        'own',
        'users_boss_users_id_fkey',
      ],
    });
  });

  it('have the casing of 1.0\u2019s tables in them', () => {
    const code = `import { snakeCase, integer, text, unique, primaryKey } from 'drizzle-orm/pg-core';
      export const people = snakeCase.table('people', { theId: integer(), userName: text().unique(), bossId: integer().references(() => people.theId) },
        (t) => [unique().on(t.userName, t.bossId), primaryKey({ columns: [t.theId] })]);`;
    expect(namesOf(read({ 'schema.ts': code, ...kit('1.0.0') }))).toEqual({
      people: [
        'people_pkey',
        'people_user_name_boss_id_unique',
        'people_user_name_key',
        'people_boss_id_people_the_id_fkey',
      ],
    });
  });
});

describe('the line of drizzle-kit', () => {
  const json = (content: object): string => JSON.stringify(content);
  const keyOf = (files: Files, path = 'db/schema.ts'): string | undefined => {
    const code = `import { pgTable, text, primaryKey } from 'drizzle-orm/pg-core';
      export const t = pgTable('t', { a: text() }, (t) => [primaryKey({ columns: [t.a] })]);`;
    return read({ [path]: code, ...files }, { paths: [path] }).tables[0]!.primaryKey?.name;
  };

  it.each([
    ['nothing that tells', {}, 't_a_pk'],
    [
      'what is wanted',
      { 'package.json': json({ devDependencies: { 'drizzle-kit': '^1.0.0-beta.2' } }) },
      't_pkey',
    ],
    [
      'what drizzle-orm is',
      { 'package.json': json({ dependencies: { 'drizzle-orm': '~1.2.0' } }) },
      't_pkey',
    ],
    ['a tag', { 'package.json': json({ devDependencies: { 'drizzle-kit': 'beta' } }) }, 't_pkey'],
    [
      'the newest that is stable',
      { 'package.json': json({ devDependencies: { 'drizzle-kit': 'latest' } }) },
      't_a_pk',
    ],
    [
      '0.x',
      { 'package.json': json({ devDependencies: { 'drizzle-kit': '>=0.20 <1' } }) },
      't_a_pk',
    ],
    ['nonsense', { 'package.json': '{ "devDependencies"' }, 't_a_pk'],
    [
      'what is installed, whatever is wanted',
      { ...kit('0.31.0'), 'package.json': json({ devDependencies: { 'drizzle-kit': '1.0.0' } }) },
      't_a_pk',
    ],
    [
      'the package nearest to the schema',
      {
        ...kit('0.31.0'),
        'db/package.json': json({ devDependencies: { 'drizzle-kit': '1.0.0' } }),
      },
      't_pkey',
    ],
  ])('is told by %s', (_, files, name) => {
    expect(keyOf(files)).toBe(name);
  });
});
