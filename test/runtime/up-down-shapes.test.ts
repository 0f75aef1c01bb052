import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ref, tree } from '../../generators/reference.ts';
import { countOf, select, snapshot } from '../engines/support/database.ts';
import { looseFactory } from '../engines/support/loose-factory.ts';
import { rejection } from '../support/errors.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../support/servers.ts';

const ID = 'integer not null serial';

forEachServer((server) => {
  let database: TestDatabase;
  let url: string;

  beforeEach(async () => {
    database = await createDatabase(server, 'shapes');
    url = database.url;
  });
  afterEach(() => database.drop());

  describe('references', () => {
    it('a cycle with a nullable side', async () => {
      await runSql(
        url,
        `CREATE TABLE teams (id serial PRIMARY KEY, lead_id integer);
         CREATE TABLE people (id serial PRIMARY KEY, team_id integer NOT NULL REFERENCES teams);
         ALTER TABLE teams ADD FOREIGN KEY (lead_id) REFERENCES people`,
      );
      const before = await snapshot(url);
      const factory = looseFactory({
        teams: {
          table: 'public.teams',
          columns: { id: ID, lead_id: 'integer' },
          primaryKey: ['id'],
          references: [{ columns: ['lead_id'], to: 'people', key: ['id'] }],
        },
        people: {
          table: 'public.people',
          columns: { id: ID, team_id: 'integer not null' },
          primaryKey: ['id'],
          references: [{ columns: ['team_id'], to: 'teams', key: ['id'] }],
        },
      });
      factory.define('teams', { count: 10, shape: { lead_id: ref('people', { nulls: 0.2 }) } });
      factory.define('people', { count: 50, shape: { team_id: ref('teams') } });
      expect(factory.plan().deferred).toEqual(['teams.lead_id']);
      await factory.up({ url });
      const teams = await select(url, 'SELECT * FROM teams ORDER BY id');
      expect(teams).toEqual(factory.rows('teams'));
      expect(teams.filter((team) => team['lead_id'] === null)).toHaveLength(2);
      expect((await factory.down({ url })).deleted).toEqual({
        'public.people': 50,
        'public.teams': 10,
      });
      expect(await snapshot(url)).toEqual(before);
    });

    it('a cycle of required, deferrable ones', async () => {
      await runSql(
        url,
        `CREATE TABLE a (id serial PRIMARY KEY, b_id integer NOT NULL);
         CREATE TABLE b (id serial PRIMARY KEY, a_id integer NOT NULL REFERENCES a DEFERRABLE);
         ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b DEFERRABLE INITIALLY DEFERRED`,
      );
      const before = await snapshot(url);
      const factory = looseFactory({
        a: {
          table: 'public.a',
          columns: { id: ID, b_id: 'integer not null' },
          primaryKey: ['id'],
          references: [{ columns: ['b_id'], to: 'b', key: ['id'], deferrable: 'deferred' }],
        },
        b: {
          table: 'public.b',
          columns: { id: ID, a_id: 'integer not null' },
          primaryKey: ['id'],
          references: [{ columns: ['a_id'], to: 'a', key: ['id'], deferrable: 'immediate' }],
        },
      });
      factory.define('a', { count: 10, shape: { b_id: ref('b') } });
      factory.define('b', { count: 10, shape: { a_id: ref('a') } });
      await factory.up({ url });
      expect(await select(url, 'SELECT * FROM a ORDER BY id')).toEqual(factory.rows('a'));
      await factory.down({ url });
      expect(await snapshot(url)).toEqual(before);
    });

    it('a deferred one that leads nowhere is explained at the end of the transaction', async () => {
      await runSql(
        url,
        `CREATE TABLE a (id serial PRIMARY KEY);
         CREATE TABLE b (id serial PRIMARY KEY, a_id integer NOT NULL
                         CONSTRAINT b_to_a REFERENCES a DEFERRABLE INITIALLY DEFERRED)`,
      );
      const before = await snapshot(url);
      const factory = looseFactory({
        b: { table: 'public.b', columns: { id: ID, a_id: 'integer not null' }, primaryKey: ['id'] },
      });
      factory.define('b', { count: 3, shape: { a_id: 77 } });
      const error = await rejection(factory.up({ url }));
      expect(error.code).toBe('ROW_REJECTED');
      expect(error.message).toContain('it refers to a row that is not there (b_to_a)');
      expect(error.where).toBe('public.b.a_id');
      expect(await snapshot(url)).toEqual(before);
    });

    it('a required one to the same table, its first row its own parent', async () => {
      await runSql(
        url,
        'CREATE TABLE nodes (id serial PRIMARY KEY, parent_id integer NOT NULL REFERENCES nodes ON DELETE RESTRICT)',
      );
      const factory = treeFactory();
      await factory.up({ url });
      const nodes = await select(url, 'SELECT * FROM nodes ORDER BY id');
      expect(nodes).toEqual(factory.rows('nodes'));
      expect(nodes[0]).toEqual({ id: 1, parent_id: 1 });
      await runSql(
        url,
        'INSERT INTO nodes (id, parent_id) VALUES (9999, 1), (10000, 9999), (10001, 10001)',
      );
      await factory.down({ url });
      expect(await select(url, 'SELECT * FROM nodes')).toEqual([{ id: 10001, parent_id: 10001 }]);
    });

    it('composite ones with MATCH FULL', async () => {
      await runSql(
        url,
        `CREATE TABLE places (country text, city text, PRIMARY KEY (country, city));
         CREATE TABLE shops (id serial PRIMARY KEY, country text, city text,
           FOREIGN KEY (country, city) REFERENCES places MATCH FULL)`,
      );
      const before = await snapshot(url);
      const factory = looseFactory({
        places: {
          table: 'public.places',
          columns: { country: 'text not null', city: 'text not null' },
          primaryKey: ['country', 'city'],
        },
        shops: {
          table: 'public.shops',
          columns: { id: ID, country: 'text', city: 'text' },
          primaryKey: ['id'],
          references: [
            { columns: ['country', 'city'], to: 'places', key: ['country', 'city'], match: 'full' },
          ],
        },
      });
      factory.define('places', {
        count: 12,
        shape: { country: ({ index }) => `C${index % 3}`, city: ({ index }) => `city ${index}` },
      });
      factory.define('shops', { count: 40, shape: { city: ref('places', { nulls: 0.25 }) } });
      await factory.up({ url });
      expect(await select(url, 'SELECT * FROM shops ORDER BY id')).toEqual(factory.rows('shops'));
      await factory.down({ url });
      expect(await snapshot(url)).toEqual(before);
    });
  });

  it.runIf(server.major >= 18)('references to periods', async () => {
    await runSql(
      url,
      `CREATE TABLE rates (code int4range, valid daterange, PRIMARY KEY (code, valid WITHOUT OVERLAPS));
       CREATE TABLE bills (code int4range, during daterange,
         FOREIGN KEY (code, PERIOD during) REFERENCES rates (code, PERIOD valid));`,
    );
    const factory = looseFactory({
      rates: {
        table: 'public.rates',
        columns: { code: 'range(integer) not null', valid: 'range(date) not null' },
      },
    });
    factory.define('rates', {
      count: 8,
      shape: {
        code: ({ index }) => `[${index},${index + 1})`,
        valid: '[2024-01-01,2025-01-01)',
      },
    });
    await factory.up({ url });
    await runSql(
      url,
      `INSERT INTO rates VALUES ('[50,51)', '[2024-01-01,2025-01-01)');
       INSERT INTO bills VALUES ('[3,4)', '[2024-02-01,2024-03-01)'), ('[50,51)', '[2024-02-01,2024-03-01)')`,
    );
    expect((await factory.down({ url })).deleted).toEqual({ 'public.rates': 8, 'public.bills': 1 });
  });

  describe('tables', () => {
    it('partitioned, at two levels', async () => {
      await runSql(
        url,
        `CREATE TABLE events (id bigserial, at date NOT NULL, kind text NOT NULL,
                              PRIMARY KEY (id, at, kind)) PARTITION BY RANGE (at);
         CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
         CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')
           PARTITION BY LIST (kind);
         CREATE TABLE events_2025_a PARTITION OF events_2025 FOR VALUES IN ('a');
         CREATE TABLE events_2025_rest PARTITION OF events_2025 DEFAULT;
         CREATE TABLE remarks (id bigint, at date, kind text, body text, FOREIGN KEY (id, at, kind) REFERENCES events);
         CREATE TABLE stars (id bigint, at date, kind text, FOREIGN KEY (id, at, kind) REFERENCES events_2025_a)`,
      );
      const before = await snapshot(url);
      const factory = looseFactory({
        events: {
          table: 'public.events',
          columns: { id: 'bigint not null serial', at: 'date not null', kind: 'text not null' },
          primaryKey: ['id', 'at', 'kind'],
        },
      });
      factory.define('events', {
        count: 90,
        shape: {
          at: ({ index }) => `${2024 + (index % 2)}-03-0${1 + (index % 9)}`,
          kind: ({ index }) => 'abc'[index % 3]!,
        },
      });
      await factory.up({ url });
      expect(await countOf(url, 'events')).toBe(90);
      const [fresh] = await select(
        url,
        `INSERT INTO events (at, kind) VALUES ('2025-12-31', 'a') RETURNING id`,
      );
      expect(fresh).toEqual({ id: '91' });
      await runSql(
        url,
        `INSERT INTO remarks SELECT id, at, kind, 'hangs' FROM events WHERE id < 10;
         INSERT INTO remarks VALUES (91, '2025-12-31', 'a', 'stays');
         INSERT INTO stars SELECT id, at, kind FROM events_2025_a WHERE id < 20 OR id = 91`,
      );
      const { deleted } = await factory.down({ url });
      expect(deleted).toMatchObject({ 'public.events': 90, 'public.remarks': 9 });
      expect(await select(url, 'SELECT body FROM remarks')).toEqual([{ body: 'stays' }]);
      expect(await countOf(url, 'stars')).toBe(1);
      await runSql(url, 'DELETE FROM stars; DELETE FROM remarks; DELETE FROM events');
      await runSql(url, `SELECT setval('events_id_seq', 1, false)`);
      expect(await snapshot(url)).toEqual(before);
    });

    it('with text and uuid keys, with a unique key only, and without any', async () => {
      await runSql(
        url,
        `CREATE TABLE countries (code text PRIMARY KEY);
         CREATE TABLE flags (country text NOT NULL UNIQUE REFERENCES countries, colours text[]);
         CREATE TABLE log (at timestamptz, line text, ip inet, price money);
         INSERT INTO log VALUES ('2025-01-01', 'same', '10.0.0.1', '5')`,
      );
      const before = await snapshot(url);
      const factory = looseFactory({
        countries: {
          table: 'public.countries',
          columns: { code: 'text not null' },
          primaryKey: ['code'],
        },
        flags: {
          table: 'public.flags',
          columns: { country: 'text not null', colours: 'text[]' },
          unique: [['country']],
          references: [{ columns: ['country'], to: 'countries', key: ['code'] }],
        },
        log: {
          table: 'public.log',
          columns: { at: 'timestamptz', line: 'text', ip: 'inet', price: 'money' },
        },
      });
      factory.define('countries', { count: 20, shape: { code: ({ index }) => `"c'${index}\\` } });
      factory.define('flags', {
        count: 20,
        shape: { country: ref('countries'), colours: ['a', 'b'] },
      });
      factory.define('log', {
        count: 5,
        shape: { at: '2025-01-01T00:00:00Z', line: 'same', ip: '10.0.0.1', price: '5' },
      });
      await factory.up({ url, append: true });
      expect(await countOf(url, 'log')).toBe(6);
      await factory.down({ url });
      expect(await snapshot(url)).toEqual(before);
    });

    it('that others inherit from', async () => {
      await runSql(
        url,
        `CREATE TABLE cities (id serial PRIMARY KEY, name text);
         CREATE TABLE capitals (country text, PRIMARY KEY (id)) INHERITS (cities);
         INSERT INTO capitals (id, name, country) VALUES (1, 'Paris', 'FR'), (3, 'Rome', 'IT');
         SELECT setval('cities_id_seq', 3)`,
      );
      const before = await snapshot(url);
      const factory = looseFactory({
        cities: {
          table: 'public.cities',
          columns: { id: ID, name: 'text' },
          primaryKey: ['id'],
        },
      });
      factory.define('cities', { count: 5, shape: { name: 'Springfield' } });
      await factory.up({ url });
      expect(await countOf(url, 'cities')).toBe(7);
      await factory.down({ url });
      expect(await snapshot(url)).toEqual(before);
    });

    it('all emptied at once, unless a row of the app has to stay', async () => {
      await runSql(
        url,
        `CREATE TABLE nodes (id serial PRIMARY KEY, parent_id integer NOT NULL REFERENCES nodes);
         CREATE TABLE pins (node_id integer REFERENCES nodes ON DELETE SET NULL, label text);
         CREATE TABLE pages (node_id integer PRIMARY KEY REFERENCES nodes ON DELETE CASCADE)`,
      );
      const factory = treeFactory();
      factory.define('nodes', { count: 1500 });
      await factory.up({ url });
      await runSql(url, `INSERT INTO pins VALUES (5, 'stays'); INSERT INTO pages VALUES (1), (2)`);
      expect((await factory.down({ url })).deleted).toEqual({
        'public.nodes': 1500,
        'public.pages': 2,
      });
      expect(await select(url, 'SELECT * FROM pins')).toEqual([{ node_id: null, label: 'stays' }]);
      await runSql(url, 'DELETE FROM pins');
      await factory.up({ url });
      await runSql(url, 'INSERT INTO pages VALUES (1), (2)');
      const [{ file: before } = { file: '' }] = await select<{ file: string }>(
        url,
        `SELECT pg_relation_filenode('nodes')::text AS file`,
      );
      await factory.down({ url });
      const [{ file: after } = { file: '' }] = await select<{ file: string }>(
        url,
        `SELECT pg_relation_filenode('nodes')::text AS file`,
      );
      expect(after).not.toBe(before);
      expect(await countOf(url, 'pages')).toBe(0);
    });

    it('with nothing to write', async () => {
      await runSql(url, 'CREATE TABLE ticks (at timestamptz DEFAULT now())');
      const factory = looseFactory({
        ticks: { table: 'public.ticks', columns: { at: 'timestamptz default now()' } },
      });
      factory.define('ticks', { count: 3 });
      await factory.up({ url });
      expect(await countOf(url, 'ticks')).toBe(3);
      await factory.down({ url });
      expect(await countOf(url, 'ticks')).toBe(0);
    });
  });

  function treeFactory(): ReturnType<typeof looseFactory> {
    const factory = looseFactory({
      nodes: {
        table: 'public.nodes',
        columns: { id: ID, parent_id: 'integer not null' },
        primaryKey: ['id'],
        references: [{ columns: ['parent_id'], to: 'nodes', key: ['id'] }],
      },
    });
    return factory.define('nodes', {
      count: 200,
      shape: { parent_id: ref('nodes', { fanout: tree({ depth: 12 }) }) },
    });
  }
});
