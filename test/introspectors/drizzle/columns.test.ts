import { toCamelCase, toSnakeCase } from 'drizzle-orm/casing';
import { describe, expect, it } from 'vitest';
import { applyCasing } from '../../../introspectors/drizzle/casing.ts';
import { columnOf, columnsOf, oneTable, read } from './support/memory.ts';

describe('casing', () => {
  it.each([
    ['userID2FA', 'user_id_2_fa'],
    ['x1Y2', 'x1_y_2'],
    ['_private', 'private'],
    ['éclair', 'clair'],
    ['createdAt', 'created_at'],
  ])('writes %s as %s', (key, name) => {
    expect(applyCasing(key, 'snake_case')).toBe(name);
  });

  it.each(['user_ID_2fa', "it's", 'HTTPServer', 'a__b', 'x1Y2', '', 'ÄB'])(
    'writes %s as drizzle does',
    (key) => {
      expect(applyCasing(key, 'camelCase')).toBe(toCamelCase(key));
      expect(applyCasing(key, 'snake_case')).toBe(toSnakeCase(key));
    },
  );

  it('changes only the names that are keys, and those of keys and references, but not of uniques', () => {
    const table = oneTable(
      `export const people = pgTable('people', {
        userName: text().unique(), Written: text('Written').notNull(), bossId: uuid().references(() => people.theId),
        theId: uuid().primaryKey() }, (t) => [pg.uniqueIndex().on(t.userName, t.Written)]);`,
      { casing: 'snake_case' },
    );
    expect(table.columns.map(({ name }) => name)).toEqual([
      'user_name',
      'Written',
      'boss_id',
      'the_id',
    ]);
    expect(table.uniques.map(({ name }) => name)).toEqual([
      'people_userName_unique',
      'people_user_name_Written_index',
    ]);
    expect(table.references.map(({ name }) => name)).toEqual(['people_boss_id_people_the_id_fk']);
  });

  it('may be a table\u2019s own, in drizzle 1.0', () => {
    const code = `export const t = pg.snakeCase.table('t', { userName: text(), Own: text('Own') });`;
    expect(oneTable(code).columns.map(({ name }) => name)).toEqual(['user_name', 'Own']);
    const made = `const table = pg.pgTableCreator((n) => 'a_' + n, 'snake_case');
      export const t = table('t', { userName: text() });`;
    expect(oneTable(made)).toMatchObject({ name: 'a_t', columns: [{ name: 'user_name' }] });
  });
});

describe('types', () => {
  it.each([
    ['varchar({ length: 20 })', { kind: 'text', length: 20, fixed: false, caseless: false }],
    ['varchar()', { kind: 'text', length: null, fixed: false, caseless: false }],
    ['pg.char({ length: 3 })', { kind: 'text', length: 3, fixed: true, caseless: false }],
    ['pg.numeric({ precision: 9 })', { kind: 'decimal', precision: 9, scale: 0 }],
    ['pg.decimal()', { kind: 'decimal', precision: null, scale: null }],
    [
      "timestamp({ precision: 3, withTimezone: true, mode: 'string' })",
      { kind: 'timestamp', precision: 3, zoned: true },
    ],
    ['timestamp()', { kind: 'timestamp', precision: 6, zoned: false }],
    ["pg.interval({ fields: 'year' })", { kind: 'interval', precision: 0 }],
    [
      "pg.interval({ fields: 'minute to second', precision: 2 })",
      { kind: 'interval', precision: 2 },
    ],
    ["pg.bigint({ mode: 'number' })", { kind: 'integer', bits: 64, unsigned: false }],
    ['pg.vector({ dimensions: 3 })', { kind: 'other', name: 'vector(3)' }],
    ['pg.geometry()', { kind: 'other', name: 'geometry(Point)' }],
    ['pg.bytea()', { kind: 'bytes', length: null }],
    [
      "pg.customType({ dataType: () => 'citext' })()",
      { kind: 'text', length: null, fixed: false, caseless: true },
    ],
    [
      "pg.customType({ dataType() { return 'TIMESTAMPTZ(0)'; } })('c')",
      { kind: 'timestamp', precision: 0, zoned: true },
    ],
    [
      "pg.customType({ dataType: () => 'int4range' })()",
      { kind: 'range', element: { kind: 'integer', bits: 32, unsigned: false }, multi: false },
    ],
    [
      'integer().array().array(3)',
      { kind: 'array', element: { kind: 'integer', bits: 32, unsigned: false } },
    ],
    [
      "integer().array('[][]')",
      { kind: 'array', element: { kind: 'integer', bits: 32, unsigned: false } },
    ],
  ])('%s', (column, type) => {
    expect(columnOf(column).type).toEqual(type);
  });

  it('an array begins anew in 0.x, and does not in 1.0', () => {
    expect(columnOf('integer().notNull().array()').nullable).toBe(true);
    expect(columnOf("integer().notNull().array('[]')").nullable).toBe(false);
  });

  it('serials count by a sequence', () => {
    expect(columnOf('pg.serial()')).toMatchObject({
      nullable: false,
      default: "nextval('public.t_c_seq'::regclass)",
      sequence: { schema: 'public', name: 't_c_seq' },
    });
  });

  it('enums are of constants, of objects and of enums of TypeScript\u2019s', () => {
    const labels = (value: string, before = ''): unknown =>
      columnOf(`e()`, `${before}; const e = pgEnum('e', ${value})`).type;
    const expected = { kind: 'enum', labels: ['a', 'b'] };
    expect(labels(`['a', 'b']`)).toEqual(expected);
    expect(labels('LIST', `const LIST = ['a', 'b'] as const`)).toEqual(expected);
    expect(labels('Letter', `enum Letter { A = 'a', B = 'b' }`)).toEqual(expected);
    expect(
      labels(
        'Object.values(LETTERS) as [string, ...string[]]',
        `const LETTERS = { x: 'a', y: 'b' }`,
      ),
    ).toEqual(expected);
    expect(labels(`[...MORE, 'b']`, `const MORE = ['a']`)).toEqual(expected);
  });
});

describe('defaults', () => {
  it.each([
    ["text().default('it''s')".replace("''", String.raw`\'`), "'it''s'::text"],
    ["varchar({ length: 9 }).default('x')", "'x'::character varying"],
    ['integer().default(-1)', "'-1'::integer"],
    ['pg.real().default(0.5)', '0.5'],
    ['pg.bigint({ mode: "bigint" }).default(5n)', '5'],
    ['pg.bigint({ mode: "number" }).default(3_000_000_000)', "'3000000000'::bigint"],
    ["pg.numeric().default('1.50')", '1.50'],
    ["pg.numeric().default('1')", "'1'::numeric"],
    ['pg.boolean().default(false)', 'false'],
    ['uuid().defaultRandom()', 'gen_random_uuid()'],
    ['timestamp().default(sql`current_timestamp`)', 'CURRENT_TIMESTAMP'],
    ['timestamp().default(sql`(NOW())`)', 'now()'],
    [
      'timestamp().default(new Date("2024-01-02T03:04:05.060Z"))',
      "'2024-01-02 03:04:05.06'::timestamp without time zone",
    ],
    ['pg.date({ mode: "date" }).default(new Date(0))', "'1970-01-01'::date"],
    [
      'pg.jsonb().default({ bb: [1, { c: null }], a: "x" })',
      `'{"a": "x", "bb": [1, {"c": null}]}'::jsonb`,
    ],
    ['pg.json().default({ b: 1, a: 2 })', `'{"b":1,"a":2}'::json`],
    ['text().array().default(["a b", "c"])', `'{"a b",c}'::text[]`],
    ['text().array().default(sql`ARRAY[]::text[]`)', 'ARRAY[]::text[]'],
    ['text().default(null)', null],
    ['text().default(sql`NULL`)', null],
    ['integer().default(LIMITS.most * 2 + 1)', '21'],
  ])('%s is %s', (column, spelled) => {
    expect(columnOf(column, 'const LIMITS = { most: 10 } as const;').default).toBe(spelled);
  });

  it('of an enum name its schema', () => {
    const before = `const mood = pg.pgSchema('My App').enum('Mood', ['ok']);`;
    expect(columnOf("mood().default('ok')", before).default).toBe(`'ok'::"My App"."Mood"`);
  });
});

describe('what drizzle makes for a row', () => {
  it.each([
    ['crypto.randomUUID()', 'uuid'],
    ['globalThis.crypto.randomUUID()', 'uuid'],
    ['Bun.randomUUIDv7()', 'uuidv7'],
    ['v4()', 'uuid'],
    ['v7()', 'uuidv7'],
    ['createId()', 'cuid2'],
    ['short()', 'cuid2'],
    ['cuid()', 'cuid'],
    ['nanoid(10)', 'nanoid'],
    ['letters()', 'nanoid'],
    ['ulid()', 'ulid'],
    ['new Date()', 'now'],
    ['Date.now()', 'now'],
    ['new Date().toISOString()', 'now'],
    ['{ const made = createId(); return made; }', 'cuid2'],
    ['ownId()', 'cuid2'],
    // Something made of an id is none.
    ['`user_${createId()}`', undefined],
    ['createId().slice(0, 4)', undefined],
    ["'constant'", undefined],
  ])('%s is %s', (made, client) => {
    const before = `
      import { v4, v7 } from 'uuid'; import { createId, init } from '@paralleldrive/cuid2'; import cuid from 'cuid';
      import { nanoid, customAlphabet } from 'nanoid'; import { ulid } from 'ulid';
      const short = init({ length: 10 }); const letters = customAlphabet('abc', 8); const ownId = () => createId();`;
    const column = columnOf(`text().$defaultFn(() => ${made})`, before);
    expect(column.client).toBe(client);
    expect(column.unread).toBeUndefined();
    expect(column.default).toBeNull();
  });

  it('may be the function itself, and what is made at changes makes new rows too', () => {
    const before = `import { ulid } from 'ulid'; import { randomUUID as id } from 'crypto';`;
    expect(columnOf('text().$default(ulid)', before).client).toBe('ulid');
    expect(columnOf('text().$defaultFn(id)', before).client).toBe('uuid');
    expect(columnOf('timestamp().$onUpdate(() => new Date())').client).toBe('now');
    expect(
      columnOf(`text().$defaultFn(() => 'x').$onUpdateFn(ulid)`, before).client,
    ).toBeUndefined();
  });
});

describe('values that the program alone knows', () => {
  it.each([
    [`text({ enum: ['a', 'b'] })`, ['a', 'b']],
    [`text('c', { enum: LIST })`, ['a', 'b']],
    [`text().$type<'a' | 'b'>()`, ['a', 'b']],
    [`text().$type<Letter>()`, ['a', 'b']],
    [`text().$type<(typeof LIST)[number]>()`, ['a', 'b']],
    [`text().$type<keyof typeof MAP>()`, ['x', 'y']],
    [`text().$type<(typeof MAP)[keyof typeof MAP]>()`, ['a', 'b']],
    [`text().$type<\`\${Kind}\`>()`, undefined],
    [`text().$type<Kind>()`, ['k', 'l']],
    [`text().$type<Kind.K>()`, ['k']],
    [`text().$type<Exclude<Letter, 'a'> | null>()`, ['b']],
    [`text().array().$type<Letter[]>()`, ['a', 'b']],
    [`text().$type<Letter | string>()`, undefined],
    [`text().$type<string>()`, undefined],
  ])('%s', (column, values) => {
    const before = `const LIST = ['a', 'b'] as const; const MAP = { x: 'a', y: 'b' } as const;
      type Letter = 'a' | 'b'; enum Kind { K = 'k', L = 'l' }`;
    expect(columnOf(column, before).values).toEqual(values);
  });

  it('are of types in other files', () => {
    const { tables } = read({
      'schema.ts': `import { pgTable, text } from 'drizzle-orm/pg-core'; import type { Size as S } from './types';
        export const t = pgTable('t', { c: text().$type<S>() });`,
      'types.ts': `export * from './sizes';`,
      'sizes.ts': `export type Size = 'small' | 'large';`,
    });
    expect(tables[0]!.columns[0]!.values).toEqual(['small', 'large']);
  });
});

describe('the columns of a table', () => {
  it('are spread, by calls too, and what is written later counts in its first place', () => {
    const columns = columnsOf(
      `...pk(), by: integer(), a: text(), ...stamps, a: integer(), ...(true && { b: text() }), ...(false ? { no: text() } : {})`,
      `const pk = (name = 'id') => ({ [name]: uuid().primaryKey() }); const stamps = { at: timestamp(), ...{ by: text() } };`,
    );
    expect(columns.map(({ name, type }) => `${name} ${type.kind}`)).toEqual([
      'id uuid',
      'by text',
      'a integer',
      'at timestamp',
      'b text',
    ]);
  });

  it('have the place where each is written', () => {
    const [, stamped] = columnsOf(
      `\nid: uuid()\n.primaryKey(), ...stamps`,
      `const stamps = {\n at: timestamp() };`,
    );
    expect(stamped!.at).toEqual({ file: 'schema.ts', line: 3 });
  });

  it('are not null in a primary key of several, whatever they say', () => {
    const { columns, primaryKey } = oneTable(
      `export const t = pgTable('t', { a: text(), b: text(), c: text() }, (t) => [pg.primaryKey({ columns: [t.b, t.a] })]);`,
    );
    expect(columns.map(({ nullable }) => nullable)).toEqual([false, false, true]);
    expect(primaryKey).toMatchObject({ name: 't_b_a_pk', columns: ['b', 'a'], deferrable: 'no' });
  });

  it('are counted, or computed', () => {
    expect(columnOf(`integer().generatedByDefaultAsIdentity({ name: 'numbers' })`)).toMatchObject({
      identity: 'by default',
      nullable: false,
      default: null,
      sequence: { schema: 'public', name: 'numbers' },
    });
    expect(columnOf('text().generatedAlwaysAs(sql`lower("t"."name")`)')).toMatchObject({
      generated: { expression: 'lower(t.name)', stored: true },
    });
  });
});
