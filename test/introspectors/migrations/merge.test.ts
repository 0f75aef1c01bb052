import { beforeAll, describe, expect, it } from 'vitest';
import { introspectMigrations } from '../../../introspectors/migrations/introspect-migrations.ts';
import {
  mergeMigrations,
  type Merged,
} from '../../../introspectors/migrations/merge/merge-migrations.ts';
import { loadParser } from '../../../src/checks/load-parser.ts';
import type { ParseCheck } from '../../../src/checks/parse-postgres.ts';
import type { Column, SchemaModel, Table } from '../../../src/schema/schema.ts';

async function model(
  sql: string,
  dialect: 'postgres' | 'mysql' = 'postgres',
): Promise<SchemaModel> {
  return (await introspectMigrations([{ path: 'x.sql', sql }], { dialect })).model;
}

/** The same model, as a schema file says it that has no words for most of it. */
function sayable(full: SchemaModel): SchemaModel {
  const tables = full.tables.map((table): Table => ({
    ...table,
    comment: null,
    columns: table.columns.map((column): Column => ({ ...column, generated: null, comment: null })),
    uniques: table.uniques.filter(
      ({ where, parts }) => where === null && parts.every(({ kind }) => kind === 'column'),
    ),
    checks: [],
    exclusions: [],
    partitioning: null,
    kind: 'table',
    triggers: [],
    rules: [],
    rowSecurity: 'off',
  }));
  return { ...full, tables };
}

function table(merged: Merged, name: string): Table {
  return merged.model.tables.find((each) => each.name === name)!;
}

function column(merged: Merged, name: string, of: string): Column {
  return table(merged, of).columns.find((each) => each.name === name)!;
}

const RICH = `
CREATE DOMAIN posint AS int CHECK (VALUE > 0);
CREATE TABLE users (
  id int PRIMARY KEY,
  email text NOT NULL,
  age int CONSTRAINT age_sane CHECK (age > 0),
  points posint,
  full_name text GENERATED ALWAYS AS (email || '!') STORED,
  at timestamptz DEFAULT now(),
  during int4range,
  CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&)
);
CREATE UNIQUE INDEX users_email_lower ON users (lower(email));
CREATE UNIQUE INDEX users_adult ON users (email) WHERE age > 18;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
CREATE RULE quiet AS ON DELETE TO users DO INSTEAD NOTHING;
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
COMMENT ON TABLE users IS 'People';
CREATE TABLE events (id int, day date) PARTITION BY RANGE (day);`;

describe('from migrations', () => {
  it('all comes that a schema file cannot say', async () => {
    const full = await model(RICH);
    const merged = mergeMigrations(sayable(full), full);
    expect(merged.model).toEqual(full);
    expect(merged.behind).toEqual([]);
    expect(merged.seen.map(({ table: { name }, kind, name: what }) => [name, kind, what])).toEqual([
      ['events', 'partitioning', ''],
      ['users', 'generated', 'full_name'],
      ['users', 'check', 'age_sane'],
      ['users', 'exclusion', 'no_overlap'],
      ['users', 'unique', 'users_adult'],
      ['users', 'unique', 'users_email_lower'],
      ['users', 'trigger', 'touch'],
      ['users', 'rule', 'quiet'],
      ['users', 'row security', ''],
      ['users', 'comment', ''],
    ]);
  });

  it('comes nothing where both say the same', async () => {
    const full = await model(RICH);
    const merged = mergeMigrations(full, full);
    expect(merged).toEqual({ model: full, seen: [], behind: [] });
  });

  it('come domains, defaults, and types that the file has no word for', async () => {
    const full = await model(RICH);
    const file = sayable(full);
    const [events, users] = file.tables as [Table, Table];
    const columns = users.columns.map((each): Column => {
      if (each.name === 'points') {
        return { ...each, type: { kind: 'integer', bits: 32, unsigned: false } };
      }
      if (each.name === 'at') return { ...each, default: null };
      if (each.name !== 'during') return each;
      return { ...each, type: { kind: 'other', name: 'int4range' } };
    });
    const merged = mergeMigrations({ ...file, tables: [events, { ...users, columns }] }, full);
    expect(merged.model).toEqual(full);
    expect(merged.seen.slice(1, 5).map(({ kind, name }) => [kind, name])).toEqual([
      ['type', 'points'],
      ['generated', 'full_name'],
      ['default', 'at'],
      ['type', 'during'],
    ]);
  });

  it('comes that a list is never NULL', async () => {
    const made = await model(
      'CREATE TABLE t (id int PRIMARY KEY, a text[] NOT NULL, b text[], c int NOT NULL);',
    );
    const file = await model('CREATE TABLE t (id int PRIMARY KEY, a text[], b text[], c int);');
    const merged = mergeMigrations(file, made);
    expect(['a', 'b', 'c'].map((name) => column(merged, name, 't').nullable)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('comes no default for what the ORM makes', async () => {
    const full = await model('CREATE TABLE a (id text PRIMARY KEY DEFAULT gen_random_uuid());');
    const [only] = full.tables as [Table];
    const id: Column = { ...only.columns[0]!, default: null, client: 'uuid' };
    const merged = mergeMigrations({ ...full, tables: [{ ...only, columns: [id] }] }, full);
    expect(column(merged, 'id', 'a')).toEqual(id);
  });

  it('come collations and character sets', async () => {
    const own = 'CREATE TABLE a (b varchar(20) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL);';
    const file = await model('CREATE TABLE a (b varchar(30) NOT NULL);', 'mysql');
    const merged = mergeMigrations(file, await model(own, 'mysql'));
    expect(column(merged, 'b', 'a').type).toEqual({
      kind: 'text',
      length: 30,
      fixed: false,
      caseless: false,
      charset: 'latin1',
    });
    expect(merged.seen.map(({ kind }) => kind)).toEqual(['collation']);
  });

  it('comes how a key and a reference are kept', async () => {
    const file = await model(
      'CREATE TABLE a (id int PRIMARY KEY, x int, CONSTRAINT k UNIQUE (x), CONSTRAINT r FOREIGN KEY (x) REFERENCES a);',
    );
    const full = await model(
      'CREATE TABLE a (id int PRIMARY KEY, x int, CONSTRAINT r FOREIGN KEY (x) REFERENCES a DEFERRABLE INITIALLY DEFERRED); CREATE UNIQUE INDEX k ON a (x) NULLS NOT DISTINCT WHERE x > 1;',
    );
    const merged = mergeMigrations(file, full);
    expect(table(merged, 'a').references[0]?.deferrable).toBe('deferred');
    expect(table(merged, 'a').uniques[0]).toMatchObject({ where: '(x > 1)', nullsEqual: true });
    expect(merged.seen.map(({ kind }) => kind)).toEqual(['unique', 'reference']);
  });
});

describe('the schema file is right', () => {
  it('in types, in whether NULL may be, in keys and in references', async () => {
    const file = await model(
      "CREATE TABLE b (id int PRIMARY KEY); CREATE TABLE a (id bigint PRIMARY KEY, x text NOT NULL DEFAULT 'new', b_id int);",
    );
    const old = await model(
      "CREATE TABLE b (id int PRIMARY KEY); CREATE TABLE a (id int, x text DEFAULT 'old' UNIQUE, b_id int NOT NULL REFERENCES b);",
    );
    const merged = mergeMigrations(file, old);
    expect(merged.model).toEqual(file);
    expect(merged.seen).toEqual([]);
  });

  it('about columns that are not there any more: what reads them is left', async () => {
    const file = await model('CREATE TABLE a (id int, kept int, twice int);');
    const old = await model(
      `CREATE TABLE a (id int, kept int, gone int, twice int GENERATED ALWAYS AS (gone * 2) STORED, CHECK (gone > 0), CHECK (kept > gone), CHECK (kept > 0),
         EXCLUDE USING gist (gone WITH =));
       CREATE UNIQUE INDEX one ON a (id) WHERE gone > 0;
       CREATE UNIQUE INDEX two ON a (lower(gone::text), id);`,
    );
    const merged = mergeMigrations(file, old);
    expect(table(merged, 'a').checks.map(({ expression }) => expression)).toEqual(['(kept > 0)']);
    expect(table(merged, 'a').exclusions).toEqual([]);
    expect(table(merged, 'a').uniques).toEqual([]);
    expect(column(merged, 'twice', 'a').generated).toBeNull();
    expect(merged.behind).toEqual([
      { table: { schema: 'public', name: 'a' }, column: 'gone', how: 'left' },
    ]);
  });

  it('about whether NULL may be, where the migrations know of the collation', async () => {
    const file = await model('CREATE TABLE a (x text);');
    const old = await model(
      "CREATE COLLATION ci (provider = icu, locale = 'und', deterministic = false); CREATE TABLE a (x text COLLATE ci NOT NULL);",
    );
    const merged = mergeMigrations(file, old);
    expect(column(merged, 'x', 'a')).toMatchObject({ nullable: true, type: { caseless: true } });
  });

  it('about columns of another kind of type: what the migrations check of them is left', async () => {
    const file = await model('CREATE TABLE a (x text);');
    const old = await model('CREATE TABLE a (x int CHECK (x > 0));');
    const merged = mergeMigrations(file, old);
    expect(table(merged, 'a').checks).toEqual([]);
    expect(merged.behind.map(({ column: name, how }) => [name, how])).toEqual([['x', 'changed']]);
  });

  it('about tables and columns that the migrations do not make yet', async () => {
    const file = await model('CREATE TABLE a (id int, fresh int); CREATE TABLE new (id int);');
    const old = await model('CREATE TABLE a (id int); CREATE TABLE other (id int CHECK (id > 0));');
    const merged = mergeMigrations(file, old);
    expect(merged.model).toEqual(file);
    expect(merged.behind.map(({ table: { name }, column: its, how }) => [name, its, how])).toEqual([
      ['a', 'fresh', 'missing'],
      ['new', null, 'missing'],
    ]);
  });
});

describe('checks of both', () => {
  let parse: ParseCheck;
  beforeAll(async () => {
    parse = await loadParser('postgres');
  });

  async function fileWith(name: string, expression: string): Promise<SchemaModel> {
    const plain = await model('CREATE TABLE a (x text, y int);');
    const [only] = plain.tables as [Table];
    const check = { name, expression, columns: ['x'], enforced: true };
    return { ...plain, tables: [{ ...only, checks: [check] }] };
  }
  const MIGRATED = "CREATE TABLE a (x text, y int, CONSTRAINT known CHECK (x IN ('a', 'b')));";

  it('stay as the file spells them where they mean the same', async () => {
    const file = await fileWith('known', "x in ('a','b')");
    const merged = mergeMigrations(file, await model(MIGRATED), parse);
    expect(table(merged, 'a').checks.map(({ expression }) => expression)).toEqual([
      "x in ('a','b')",
    ]);
  });

  it('are one where their names differ alone', async () => {
    const file = await fileWith('other_name', "x in ('a','b')");
    const merged = mergeMigrations(file, await model(MIGRATED), parse);
    expect(table(merged, 'a').checks).toEqual(file.tables[0]!.checks);
  });

  it('are what the file says where it says something else', async () => {
    const file = await fileWith('known', "x in ('a','b','c')");
    const merged = mergeMigrations(file, await model(MIGRATED), parse);
    expect(merged.model).toEqual(file);
    expect(merged.seen).toEqual([]);
  });
});
