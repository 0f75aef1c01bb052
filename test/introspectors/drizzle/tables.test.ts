import { describe, expect, it } from 'vitest';
import { checkOf, oneTable, read, readPostgres } from './support/memory.ts';
import { withoutPlaces } from '../../support/without-places.ts';

const names = (code: string): readonly string[] =>
  readPostgres(code).tables.map(({ schema, name }) => `${schema}.${name}`);

describe('a table', () => {
  it('is made by whatever name the function goes', () => {
    expect(
      names(`
        import * as core from 'drizzle-orm/pg-core'; import { pgTable as table } from 'drizzle-orm/pg-core';
        const own = pg.pgTableCreator((name) => \`app_\${name.toLowerCase()}\`); const auth = pg.pgSchema('auth');
        const { pgTable: taken } = core; const alias = auth.table;
        export const a = core.pgTable('a', { x: core.text() }), b = table('b', (t) => ({ x: t.text() }));
        export const c = own('C', { x: text() }), d = auth.table('d', { x: text() }), e = taken('e', { x: text() });
        export const f = alias('f', { x: text() });`),
    ).toEqual(['auth.d', 'auth.f', 'public.a', 'public.app_c', 'public.b', 'public.e']);
  });

  it('is there once, however often it is exported', () => {
    const { tables } = read(
      {
        'a.ts': `import { pgTable, text } from 'drizzle-orm/pg-core'; export const a = pgTable('a', { x: text() }); export { a as alias };`,
        'index.ts': `export * from './a'; export { a as again } from './a.js'; export * as all from './a';`,
      },
      { paths: ['*.ts'] },
    );
    expect(tables.map(({ name }) => name)).toEqual(['a']);
  });

  it('is none that is not exported, or only within something', () => {
    expect(
      names(`const hidden = pgTable('hidden', { x: text() }); export const shown = pgTable('shown', { x: text() });
        export default { hidden };`),
    ).toEqual(['public.shown']);
  });

  it('refers to tables of files that import it', () => {
    const { tables } = read(
      {
        'users.ts': `import { pgTable, uuid, type AnyPgColumn } from 'drizzle-orm/pg-core'; import { posts } from './posts';
          export const users = pgTable('users', { id: uuid().primaryKey(), pinned: uuid().references((): AnyPgColumn => posts.id) });`,
        'posts.ts': `import { pgTable, uuid } from 'drizzle-orm/pg-core'; import { users } from './users';
          export const posts = pgTable('posts', { id: uuid().primaryKey(), by: uuid().references(() => users.id, { onDelete: 'cascade' }) });`,
      },
      { paths: ['users.ts', 'posts.ts'] },
    );
    expect(tables.flatMap(({ references }) => references)).toMatchObject([
      { name: 'posts_by_users_id_fk', onDelete: 'cascade', onUpdate: 'no action' },
      { name: 'users_pinned_posts_id_fk' },
    ]);
  });

  it('has its unique constraint merged into a key of the same columns', () => {
    const table = oneTable(
      `export const t = pgTable('t', { id: uuid().primaryKey().unique('only') });`,
    );
    expect(table).toMatchObject({ primaryKey: { name: 'only' }, uniques: [] });
  });

  it('has row security by policies too', () => {
    expect(oneTable(`export const t = pgTable.withRLS('t', { x: text() });`).rowSecurity).toBe(
      'on',
    );
    expect(oneTable(`export const t = pgTable('t', { x: text() }).enableRLS();`).rowSecurity).toBe(
      'on',
    );
    expect(
      oneTable(
        `export const t = pgTable('t', { x: text() }, () => [pg.pgPolicy('p', { to: pg.pgRole('r') })]);`,
      ).rowSecurity,
    ).toBe('on');
  });
});

describe('what a provider of databases brings', () => {
  it('is policies that limit no rows of ours, and tables that are not read', () => {
    const { tables, skipped } = readPostgres(`
      import { authUsers, authenticatedRole, authUid } from 'drizzle-orm/supabase';
      import { crudPolicy, authUid as neonUid } from 'drizzle-orm/neon';
      export const profiles = pgTable('profiles', { id: uuid().primaryKey().references(() => authUsers.id) }, (t) => [
        pg.pgPolicy('own', { to: authenticatedRole, using: sql\`\${authUid} = \${t.id}\` }),
        crudPolicy({ role: authenticatedRole, read: true, modify: neonUid(t.id) })]);`);
    expect(tables).toMatchObject([{ name: 'profiles', rowSecurity: 'on', references: [] }]);
    expect(skipped).toMatchObject([{ name: 'profiles', columns: ['id'] }]);
  });
});

describe('a check', () => {
  it.each([
    // A template's text is cooked: what is escaped once is gone.
    [String.raw`pg.check('c', sql${'`'}${'${t.name}'} ~ '^\d+$'${'`'})`, "name ~ '^d+$'"],
    [
      String.raw`pg.check('c', sql${'`'}${'${t.name}'} ~ '^\\d+$'${'`'})`,
      String.raw`name ~ '^\d+$'`,
    ],
    [
      "pg.check('c', sql`${t.age} > ${MOST - 1} and ${t.name} <> ${WORD}`)",
      "age > 9 and name <> 'it''s'",
    ],
    [
      "pg.check('c', sql`${t.kind} in (${sql.join(LIST.map((x) => sql`${x}`), sql`, `)})`)",
      "kind in ('a', 'b')",
    ],
    ['pg.check("c", sql.raw(`age < ${MOST}`))', 'age < 10'],
    ["pg.check('c', orm.eq(t.kind, 'x'))", "kind = 'x'"],
    [
      "pg.check('c', orm.and(orm.gt(t.age, 1), undefined, orm.inArray(t.kind, LIST))!)",
      "age > 1 and kind in ('a', 'b')",
    ],
    [
      "pg.check('c', orm.or(orm.isNull(t.age), orm.not(orm.between(t.age, 1, 2)))!)",
      'age is null or not age between 1 and 2',
    ],
    ["pg.check('c', positive(t.age))", 'age > 0'],
    [
      'pg.check("c", sql`"t"."age" > 0 and ${sql.identifier("kind")} is not null`)',
      'age > 0 and kind is not null',
    ],
  ])('%s', (check, expression) => {
    const before = `const MOST = 10, WORD = "it's", LIST = ['a', 'b']; const positive = (column) => sql\`\${column} > 0\`;`;
    expect(checkOf(check, before)).toBe(expression);
  });

  it('reads the columns it names, quoted or not, and no words that only look like them', () => {
    const { checks } =
      oneTable(`export const t = pgTable('t', { a: text(), B: text(), lower: text(), text: text() }, () => [
      pg.check('c', sql\`lower(A) <> 'B' and "B"::text is null\`)]);`);
    expect(checks).toMatchObject([{ columns: ['a', 'B'] }]);
  });
});

describe('an index', () => {
  it('may be partial, of expressions, sorted', () => {
    const { uniques } = oneTable(`export const t = pgTable('t', { a: text(), b: text() }, (t) => [
      pg.uniqueIndex('one').on(t.a.asc().nullsFirst(), sql\`lower(\${t.b})\`).where(sql\`\${t.a} <> ''\`),
      pg.uniqueIndex('two').using('btree', sql\`\${t.b} desc nulls last\`, t.a.op('text_ops')).concurrently(),
      pg.index('none').on(t.a), pg.unique().on(t.b, t.a).nullsNotDistinct()]);`);
    const column = (name: string): object => ({ kind: 'column', column: name });
    expect(withoutPlaces(uniques)).toEqual([
      {
        name: 'one',
        where: "a <> ''",
        nullsEqual: false,
        deferrable: 'no',
        parts: [column('a'), { kind: 'expression', sql: 'lower(b)', columns: ['b'] }],
      },
      {
        name: 't_b_a_unique',
        where: null,
        nullsEqual: true,
        deferrable: 'no',
        parts: [column('b'), column('a')],
      },
      {
        name: 'two',
        where: null,
        nullsEqual: false,
        deferrable: 'no',
        parts: [column('b'), column('a')],
      },
    ]);
  });

  it('has a name that PostgreSQL has room for', () => {
    const long = 'a'.repeat(40);
    const { uniques, primaryKey } = oneTable(
      `export const t = pgTable('${long}', { ${long}: text().unique(), id: pg.serial().primaryKey() });`,
    );
    expect(uniques[0]!.name).toBe(`${long}_${'a'.repeat(22)}`);
    expect(primaryKey!.name).toBe(`${long}_pkey`);
  });
});

describe('relations', () => {
  const tables = `export const users = pgTable('users', { id: uuid().primaryKey() });
    export const posts = pgTable('posts', { id: uuid().primaryKey(), by: uuid(), editor: uuid().references(() => users.id) });
    export const likes = pgTable('likes', { user: uuid(), post: uuid() });`;
  const soft = (code: string): readonly string[] =>
    readPostgres(`${tables}\n${code}`).tables.flatMap(({ name, references }) =>
      references
        .filter(({ inferred }) => inferred === true)
        .map(
          (each) =>
            `${name}.${each.columns.join()} → ${each.target.table.name}.${each.target.columns.join()}`,
        ),
    );

  it('are references where there is no foreign key', () => {
    expect(
      soft(`export const p = relations(posts, ({ one, many }) => ({ likes: many(likes),
        author: one(users, { fields: [posts.by], references: [users.id] }),
        editor: one(users, { fields: [posts.editor], references: [users.id] }) }));`),
    ).toEqual(['posts.by → users.id']);
  });

  it('are of the side that holds the key of the other, whichever tells them', () => {
    expect(
      soft(`export const specs = pgTable('specs', { pk: pg.serial().primaryKey(), id: text().notNull().unique(),
          releaseId: text('release_id').unique() });
        export const releases = pgTable('releases', { pk: pg.serial().primaryKey(), id: text().notNull().unique(),
          appId: text('app_id').notNull().unique() });
        export const apps = pgTable('apps', { pk: pg.serial().primaryKey(), id: text().notNull().unique() });
        export const profiles = pgTable('profiles', { id: uuid().primaryKey(), userId: uuid('user_id').notNull().unique() });
        export const a = relations(specs, ({ one }) => ({ release: one(releases, { fields: [specs.releaseId], references: [releases.id] }) }));
        export const b = relations(releases, ({ one }) => ({ spec: one(specs, { fields: [releases.id], references: [specs.releaseId] }) }));
        export const c = relations(apps, ({ one }) => ({ release: one(releases, { fields: [apps.id], references: [releases.appId] }) }));
        export const d = relations(users, ({ one }) => ({ profile: one(profiles, { fields: [users.id], references: [profiles.userId] }) }));`),
    ).toEqual([
      'profiles.user_id → users.id',
      'releases.app_id → apps.id',
      'specs.release_id → releases.id',
    ]);
  });

  it('are those of drizzle 1.0 too, from either side, and by link tables', () => {
    expect(
      soft(`const schema = { users, posts, likes };
        export const all = orm.defineRelations(schema, (r) => ({
          users: { posts: r.many.posts({ from: r.users.id, to: r.posts.by }),
            liked: r.many.posts({ from: r.users.id.through(r.likes.user), to: r.posts.id.through(r.likes.post) }) },
          posts: { author: r.one.users({ from: r.posts.by, to: r.users.id }) } }));`),
    ).toEqual(['likes.post → posts.id', 'likes.user → users.id', 'posts.by → users.id']);
  });
});
