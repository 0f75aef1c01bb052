import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ref } from '../../generators/reference.ts';
import { boolean } from '../../generators/choice.ts';
import { words } from '../../generators/text.ts';
import type { GenFactoriesError } from '../../src/errors.ts';
import type { TableFacts } from '../../src/schema/facts.ts';
import { countOf, snapshot } from '../engines/support/database.ts';
import { looseFactory, type LooseFactory } from '../engines/support/loose-factory.ts';
import { rejection } from '../support/errors.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../support/servers.ts';

/** Every table that is refused, another way each; two that hang on one of them, and one that is fine. */
const DDL = `
  CREATE TABLE sound (id serial PRIMARY KEY, name text NOT NULL);
  CREATE TABLE sealed (id serial PRIMARY KEY, name text NOT NULL);
  CREATE TABLE needy (id serial PRIMARY KEY, sealed_id integer NOT NULL REFERENCES sealed, name text NOT NULL CHECK (name <> ''));
  CREATE TABLE easy (id serial PRIMARY KEY, sealed_id integer REFERENCES sealed, name text NOT NULL);
  CREATE TABLE shy (id serial PRIMARY KEY, name text NOT NULL);
  CREATE TABLE checked (id serial PRIMARY KEY, name text NOT NULL CHECK (id <> 7));
  CREATE TABLE late (id serial PRIMARY KEY, name text NOT NULL);
  CREATE TABLE thrown (id serial PRIMARY KEY, name text NOT NULL);
  CREATE TABLE crowded (id serial PRIMARY KEY, name text NOT NULL, on_top boolean NOT NULL UNIQUE);
  CREATE FUNCTION seal() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no more of %', TG_TABLE_NAME; END $$;
  CREATE FUNCTION hide() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id % 3 = 0 THEN RETURN NULL; END IF; RETURN NEW; END $$;
  CREATE TRIGGER seal BEFORE INSERT ON sealed FOR EACH ROW EXECUTE FUNCTION seal();
  CREATE TRIGGER hide BEFORE INSERT ON shy FOR EACH ROW EXECUTE FUNCTION hide();
  CREATE CONSTRAINT TRIGGER seal AFTER INSERT ON late DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION seal()`;

const PLAIN = { id: 'integer not null serial', name: 'text not null' };
const toSealed = [{ columns: ['sealed_id'], to: 'sealed', key: ['id'] }];

const TABLES: Readonly<Record<string, TableFacts>> = {
  ...Object.fromEntries(
    ['sound', 'sealed', 'shy', 'checked', 'late', 'thrown'].map((name) => [
      name,
      { table: `public.${name}`, columns: PLAIN, primaryKey: ['id'] },
    ]),
  ),
  needy: {
    table: 'public.needy',
    columns: { ...PLAIN, sealed_id: 'integer not null' },
    primaryKey: ['id'],
    references: toSealed,
  },
  easy: {
    table: 'public.easy',
    columns: { ...PLAIN, sealed_id: 'integer' },
    primaryKey: ['id'],
    references: toSealed,
  },
  crowded: {
    table: 'public.crowded',
    columns: { ...PLAIN, on_top: 'boolean not null' },
    primaryKey: ['id'],
    unique: [['on_top']],
  },
};

function factoryOf(): LooseFactory {
  const factory = looseFactory(TABLES);
  for (const table of Object.keys(TABLES))
    factory.define(table, { count: 10, shape: { name: words() } });
  for (const table of ['needy', 'easy'])
    factory.define(table, { shape: { sealed_id: ref('sealed') } });
  factory.define('crowded', { shape: { on_top: boolean() } });
  // What is written into `needy` breaks its CHECK; nobody knows before `sealed` has rows.
  factory.define('needy', { shape: { name: '' } });
  return factory.define('thrown', {
    shape: {
      name: ({ index }: { readonly index: number }) => {
        if (index === 5) throw new RangeError('no name for 5');
        return 'Ada';
      },
    },
  });
}

const CODES = {
  'public.sealed': 'ROW_REJECTED',
  'public.shy': 'COUNT_MISMATCH',
  'public.checked': 'ROW_REJECTED',
  'public.late': 'ROW_REJECTED',
  'public.thrown': 'VALUE_INVALID',
  'public.crowded': 'COUNT_OVER_CAPACITY',
};

const codesOf = (errors: Readonly<Record<string, GenFactoriesError>>): unknown =>
  Object.fromEntries(Object.entries(errors).map(([table, { code }]) => [table, code]));

forEachServer((server) => {
  let database: TestDatabase;
  let url: string;
  let empty: Record<string, unknown>;

  beforeEach(async () => {
    database = await createDatabase(server, 'partial');
    url = database.url;
    await runSql(url, DDL);
    empty = await snapshot(url);
  });
  afterEach(() => database.drop());

  describe('a load that may be partial', () => {
    it('loads all tables but those that are refused, and says why', async () => {
      const result = await factoryOf().up({ url, partial: true });
      expect(codesOf(result.errors)).toEqual(CODES);
      expect(result.errors['public.sealed']!.message).toMatch(/no more of sealed/);
      expect(result.errors['public.thrown']!.message).toMatch(/no name for 5/);
      expect(result.rows).toEqual({ 'public.sound': 10, 'public.easy': 10, 'public.crowded': 2 });
      expect(result.skipped['public.needy']).toBe('needs rows of "sealed", which is skipped');
      for (const [table, rows] of Object.entries(result.rows))
        expect(await countOf(url, table)).toBe(rows);
      expect(await countOf(url, 'sealed')).toBe(0);
      await factoryOf().down({ url });
      expect(await snapshot(url)).toEqual(empty);
    });

    it('does nothing the second time, and says it again', async () => {
      await factoryOf().up({ url, partial: true });
      const again = await factoryOf().up({ url, partial: true });
      expect(again.unchanged).toBe(true);
      expect(Object.keys(again.errors).sort()).toEqual(Object.keys(CODES).sort());
      expect(again.errors['public.sealed']!.message).toMatch(
        /left out when the rows .* were loaded/,
      );
    });

    it('takes a scenario on top of it', async () => {
      await factoryOf().up({ url, partial: true });
      const factory = factoryOf().scenario('more', ({ add }) => void add('sound', 3));
      const { rows } = await factory.up({ url, partial: true, scenario: 'more' });
      expect(rows).toEqual({ 'public.sound': 3 });
    });

    it('is an error for rows that a scenario adds to a table that is refused', async () => {
      const factory = factoryOf().scenario('seals', ({ add }) => void add('sealed', 3));
      const error = await rejection(factory.up({ url, partial: true, scenario: 'seals' }));
      expect(error.message).toMatch(/adds rows to "sealed", which has none: .*no more of sealed/);
      expect(await snapshot(url)).toEqual(empty);
    });

    it('is an error where nothing can be loaded', async () => {
      const factory = looseFactory(TABLES).define('sealed', { count: 5, shape: { name: 'x' } });
      const error = await rejection(factory.up({ url, partial: true }));
      expect(error.message).toMatch(/no more of sealed/);
      expect(await snapshot(url)).toEqual(empty);
    });
  });

  it('writes nothing where a load may not be partial', async () => {
    const factory = factoryOf();
    for (const table of ['crowded', 'thrown']) factory.define(table, { count: 2 });
    const error = await rejection(factory.up({ url }));
    expect(error.code).toMatch(/ROW_REJECTED|COUNT_MISMATCH/);
    expect(await snapshot(url)).toEqual(empty);
  });
});
