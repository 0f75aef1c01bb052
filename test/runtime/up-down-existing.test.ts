import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ref } from '../../generators/reference.ts';
import type { TableFacts } from '../../src/schema/facts.ts';
import { select, snapshot } from '../engines/support/database.ts';
import { looseFactory, type LooseFactory } from '../engines/support/loose-factory.ts';
import { rejection, thrown } from '../support/errors.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../support/servers.ts';

/** Countries and their regions are a migration's; people live in them. */
const DDL = `
  CREATE TABLE countries (code char(2) PRIMARY KEY, name text NOT NULL, since date NOT NULL, area numeric(12, 2), tags jsonb NOT NULL DEFAULT '{}');
  CREATE TABLE regions (id bigint PRIMARY KEY, country_code char(2) NOT NULL REFERENCES countries, name text NOT NULL);
  CREATE TABLE people (
    id serial PRIMARY KEY, country_code char(2) NOT NULL REFERENCES countries, region_id bigint REFERENCES regions,
    note text NOT NULL, UNIQUE (id, region_id)
  );
  INSERT INTO countries VALUES ('PT', 'Portugal', '1143-10-05', 92230.10, '{}'), ('AT', 'Austria', '1955-07-27', 83879, '{"eu": true}'), ('NZ', 'New Zealand', '1907-09-26', NULL, '{}');
  INSERT INTO regions VALUES (10, 'AT', 'Tirol'), (9, 'AT', 'Wien'), (9007199254740993, 'PT', 'Algarve'), (30, 'NZ', 'Otago')`;

const TABLES: Readonly<Record<string, TableFacts>> = {
  countries: {
    table: 'public.countries',
    existing: 20,
    columns: {
      code: 'char(2) not null',
      name: 'text not null',
      since: 'date not null',
      area: 'numeric(12,2)',
      tags: 'jsonb not null',
    },
    primaryKey: ['code'],
  },
  regions: {
    table: 'public.regions',
    existing: 20,
    columns: { id: 'bigint not null', country_code: 'char(2) not null', name: 'text not null' },
    primaryKey: ['id'],
    references: [{ columns: ['country_code'], to: 'countries', key: ['code'] }],
  },
  people: {
    table: 'public.people',
    columns: {
      id: 'integer not null serial',
      country_code: 'char(2) not null',
      region_id: 'bigint',
      note: 'text not null',
    },
    primaryKey: ['id'],
    unique: [['id', 'region_id']],
    references: [
      { columns: ['country_code'], to: 'countries', key: ['code'] },
      { columns: ['region_id'], to: 'regions', key: ['id'] },
    ],
  },
};

function factoryOf(): LooseFactory {
  const factory = looseFactory(TABLES);
  factory.define('countries', { count: 200 }).define('regions', { count: 500 });
  return factory.define('people', {
    count: 300,
    shape: {
      country_code: ref('countries'),
      region_id: ref('regions', { same: 'country_code' }),
      note: ({
        parent,
      }: {
        readonly parent: (column: string) => Record<string, unknown> | null;
      }) => {
        const { code, name, since, area, tags } = parent('country_code')!;
        return JSON.stringify({ code, name, since, area, tags });
      },
    },
  });
}

forEachServer((server) => {
  let database: TestDatabase;
  let url: string;
  let empty: Record<string, unknown>;

  beforeEach(async () => {
    database = await createDatabase(server, 'existing');
    url = database.url;
    await runSql(url, DDL);
    empty = await snapshot(url);
  });
  afterEach(() => database.drop());

  describe('tables that migrations fill', () => {
    it('are referred to, and neither written nor removed', async () => {
      const factory = factoryOf();
      const { rows } = await factory.up({ url });
      expect(rows).toEqual({ 'public.people': 300 });
      const [counts] = await select(
        url,
        `SELECT count(DISTINCT p.country_code)::int AS countries, count(DISTINCT region_id)::int AS regions,
                count(*) FILTER (WHERE r.country_code <> p.country_code)::int AS apart
           FROM people AS p LEFT JOIN regions AS r ON r.id = p.region_id`,
      );
      expect(counts).toEqual({ countries: 3, regions: 4, apart: 0 });
      const people = await select<{ note: string }>(url, 'SELECT note FROM people');
      const notes = new Set(people.map(({ note }) => note));
      expect([...notes].map((note) => JSON.parse(note) as unknown)).toContainEqual({
        code: 'AT',
        name: 'Austria',
        since: '1955-07-27',
        area: '83879.00',
        tags: { eu: true },
      });
      expect((await factoryOf().up({ url })).unchanged).toBe(true);
      await factory.down({ url });
      expect(await snapshot(url)).toEqual(empty);
    });

    it('are known to the factory that loaded', async () => {
      const factory = factoryOf();
      expect(thrown(() => factory.row('people', 7)).message).toMatch(
        /rows of "\w+" are those that the database has.*Call up\(\) first/,
      );
      await factory.up({ url });
      const [stored] = await select(url, 'SELECT * FROM people WHERE id = 8');
      const made = factory.row('people', 7);
      expect([made['country_code'], String(made['region_id'])]).toEqual([
        stored!['country_code'],
        String(stored!['region_id']),
      ]);
      expect(factory.row('countries', 0)).toMatchObject({ code: 'AT', since: '1955-07-27' });
    });

    it('are tried with every definition', async () => {
      const { rehearse } = await import('../../src/runtime/rehearse.ts');
      const { openEngine } = await import('../../src/engines/open-engine.ts');
      const rehearsal = await rehearse(factoryOf().source(), openEngine, { url });
      expect(rehearsal.failures).toEqual([]);
      expect(await snapshot(url)).toEqual(empty);
    });

    it('get no rows of scenarios', async () => {
      const factory = factoryOf().scenario('more', ({ add }) => void add('countries', 1));
      const error = await rejection(factory.up({ url, scenario: 'more' }));
      expect(error.message).toMatch(/Scenario "more" adds rows to "countries", .*database has/);
    });

    it('are enough for a plan without a database', () => {
      expect(factoryOf().plan().rows).toEqual({ 'public.people': 300 });
    });
  });
});
