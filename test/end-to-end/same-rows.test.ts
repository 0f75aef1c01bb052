import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  boolean,
  countOf,
  decimal,
  edge,
  email,
  fullName,
  integer,
  maybe,
  paragraph,
  position,
  recent,
  ref,
  settings,
  skewed,
  slug,
  weighted,
} from '../../generators/catalog.ts';
import type { PlanOptions } from '../../src/runtime/load-plan.ts';
import type { TableFacts } from '../../src/schema/facts.ts';
import type { Dialect } from '../../src/schema/schema.ts';
import { looseFactory, type LooseFactory } from '../engines/support/loose-factory.ts';
import {
  createDatabase,
  forEachMongodb,
  forEachMysql,
  forEachServer,
  runMysql,
  runSql,
  type TestServer,
} from '../support/servers.ts';
import { plainRow, readRows, type Held, type ReadRow } from './support/read-rows.ts';

const TABLES: Readonly<Record<string, Readonly<Record<string, Held>>>> = {
  orgs: { id: 'key', name: 'text', plan: 'text', member_count: 'number', settings: 'json' },
  users: {
    id: 'key',
    org_id: 'key',
    email: 'text',
    name: 'text',
    bio: 'text',
    active: 'boolean',
    credits: 'number',
    balance: 'number',
    born_on: 'day',
    created_at: 'instant',
  },
  posts: { id: 'key', user_id: 'key', number: 'number', slug: 'text', score: 'number' },
};

/** In the words of each database: key, text, boolean, long number, day, instant, JSON. */
const WORDS: Readonly<Record<Dialect, readonly string[]>> = {
  postgres: [
    'integer',
    'text',
    'boolean',
    'bigint',
    'date',
    'timestamp(3)',
    'jsonb',
    'decimal(10,2)',
  ],
  mysql: ['int', 'text', 'boolean', 'bigint', 'date', 'datetime(3)', 'json', 'decimal(10,2)'],
  mongodb: ['int', 'string', 'bool', 'long', 'day', 'date', 'json', 'decimal'],
};

/** The columns of the shared schema, typed as a database types them. */
function columnsFor(dialect: Dialect): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const [key, text, bool, long, day, instant, json, decimals] = WORDS[dialect];
  const name = dialect === 'mongodb' ? 'string(200)' : 'varchar(200)';
  const id = dialect === 'mongodb' ? '_id' : 'id';
  return {
    orgs: {
      [id]: `${key} not null`,
      name: `${name} not null`,
      plan: `${name} not null`,
      member_count: `${key} not null`,
      settings: `${json} not null`,
    },
    users: {
      [id]: `${key} not null`,
      org_id: `${key} not null`,
      email: `${name} not null`,
      name: `${name} not null`,
      bio: text!,
      active: `${bool} not null`,
      credits: `${long} not null`,
      balance: `${decimals} not null`,
      born_on: day!,
      created_at: `${instant} not null`,
    },
    posts: {
      [id]: `${key} not null`,
      user_id: `${key} not null`,
      number: `${key} not null`,
      slug: `${name} not null`,
      score: `${decimals} not null`,
    },
  };
}

function factsFor(dialect: Dialect): Readonly<Record<string, TableFacts>> {
  const [id, schema] = dialect === 'mongodb' ? ['_id', ''] : ['id', ''];
  const columns = columnsFor(dialect);
  const table = (name: string, rest: Partial<TableFacts>): TableFacts => ({
    table: dialect === 'postgres' ? `public.${name}` : schema + name,
    columns: columns[name]!,
    primaryKey: [id],
    ...rest,
  });
  return {
    orgs: table('orgs', {}),
    users: table('users', {
      unique: [['email']],
      references: [{ columns: ['org_id'], to: 'orgs', key: [id] }],
    }),
    posts: table('posts', {
      unique: [['slug'], ['user_id', 'number']],
      references: [{ columns: ['user_id'], to: 'users', key: [id] }],
    }),
  };
}

/** One definition for all of them. */
function define(dialect: Dialect): LooseFactory {
  return looseFactory(factsFor(dialect), dialect)
    .define('orgs', {
      count: 20,
      shape: {
        name: ({ faker }) => faker.company.name(),
        plan: weighted({ free: 0.6, team: 0.3, enterprise: 0.1 }),
        member_count: countOf('users', 'org_id') as never,
        settings: settings() as never,
      },
    })
    .define('users', {
      count: 600,
      shape: {
        org_id: ref('orgs', { fanout: skewed({ max: 200, none: '5%' }) }),
        email: email('name'),
        name: edge(fullName(), { emoji: '2%', apostrophe: '2%', unicode: '2%', longest: '1%' }),
        bio: maybe('30%', edge(paragraph(), { newline: '5%', html: '2%' })),
        active: boolean('80%'),
        credits: edge(integer({ min: 0, max: 9_000_000_000 }), { zero: '2%' }),
        balance: decimal({ min: 0, max: 9_999, scale: 2 }),
        born_on: maybe('20%', recent({ within: '30y' })),
        created_at: edge(recent({ within: '3y' }), { leapDay: '2%', dst: '1%' }),
      },
    })
    .define('posts', {
      count: 1_500,
      shape: {
        user_id: ref('users', { fanout: skewed({ max: 90 }) }),
        number: position('user_id') as never,
        slug: slug(),
        score: ({ faker }) => faker.number.float({ min: 0, max: 100, fractionDigits: 2 }),
      },
    });
}

/** Of all rows as every database has them; whichever makes others makes this test red. */
const HASH = 'e7933502d95bac9fc348e5397679ddfb19c7240c04666a50495336a45d22de9b';
const ROW_42 = {
  id: '43',
  org_id: '2',
  email: 'rodney.heathcote.42@example.test',
  name: 'Rodney Heathcote',
  bio: 'Omnis aut vitiosus vulnus usus conscendo calculus argumentum nam curtus tametsi. Accommodo auctus acerbitas tabgo contego blandior tam sumo caritas charisma.',
  active: true,
  credits: 3_264_704_502,
  balance: 2034.17,
  born_on: '2009-08-23',
  created_at: '2023-08-31T21:59:20.389Z',
};

async function expectSameRows(server: TestServer, dialect: Dialect): Promise<void> {
  const database = await createDatabase(server, 'same_rows');
  try {
    await makeTables(database.url, dialect);
    await define(dialect).up({ url: database.url });
    const hash = createHash('sha256');
    for (const [table, columns] of Object.entries(TABLES)) {
      const rows = await readRows(server.kind, database.url, table, columns);
      const sorted = inOrder(rows);
      if (table === 'users') expect(sorted[42]).toEqual(ROW_42);
      for (const row of sorted) hash.update(JSON.stringify(row));
    }
    expect(hash.digest('hex')).toBe(HASH);
  } finally {
    await database.drop();
  }
}

async function makeTables(url: string, dialect: Dialect): Promise<void> {
  if (dialect === 'mongodb') return;
  const sql = Object.entries(columnsFor(dialect)).map(([table, columns]) => {
    const lines = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
    return `CREATE TABLE ${table} (${[...lines, 'PRIMARY KEY (id)'].join(', ')});`;
  });
  await (dialect === 'mysql' ? runMysql : runSql)(url, sql.join('\n'));
}

/** Whatever the scale, whichever layers: what a factory says needs no database to be true of it. */
async function expectRowsOfLoads(server: TestServer, dialect: Dialect): Promise<void> {
  const loads = fc.record(
    {
      scale: fc.double({ min: 0.01, max: 1.5, noNaN: true }),
      scenario: fc.constantFrom('globex', ['globex', 'nobody']),
    },
    { requiredKeys: ['scale'] },
  );
  const check = async (options: PlanOptions): Promise<void> => {
    const database = await createDatabase(server, 'rows_of_a_load');
    try {
      await makeTables(database.url, dialect);
      const load = withScenarios(define(dialect)).with(options);
      const { rows: written } = await load.up({ url: database.url });
      for (const [table, columns] of Object.entries(TABLES)) {
        const found = inOrder(await readRows(server.kind, database.url, table, columns));
        expect(load.rows(table).map((row) => plainRow(row, columns))).toEqual(found);
        expect(load.count(table)).toBe(found.length);
        expect(load.count(table)).toBe(written[dialect === 'postgres' ? `public.${table}` : table]);
      }
    } finally {
      await database.drop();
    }
  };
  await fc.assert(fc.asyncProperty(loads, check), { numRuns: 4 });
}

function withScenarios(factory: LooseFactory): LooseFactory {
  return factory
    .scenario('globex', ({ add }) => {
      const org = add('orgs', { name: 'Globex' });
      const users = add('users', 30, { org_id: org });
      add('posts', 50, { user_id: users });
    })
    .scenario('nobody', ({ add }) => add('orgs', 2, { name: 'Nobody' }));
}

function inOrder(rows: readonly ReadRow[]): readonly ReadRow[] {
  return [...rows].sort((a, b) => Number(a['id']) - Number(b['id']));
}

const ROWS_OF_LOADS = 'the rows of a load are those that it writes';
forEachServer((server) => it(ROWS_OF_LOADS, () => expectRowsOfLoads(server, 'postgres')));
forEachMysql((server) => it(ROWS_OF_LOADS, () => expectRowsOfLoads(server, 'mysql')));
forEachMongodb((server) => it(ROWS_OF_LOADS, () => expectRowsOfLoads(server, 'mongodb')));

const NAME = 'the same definition makes the same rows';
forEachServer((server) => it(NAME, () => expectSameRows(server, 'postgres')));
forEachMysql((server) => it(NAME, () => expectSameRows(server, 'mysql')));
forEachMongodb((server) => it(NAME, () => expectSameRows(server, 'mongodb')));
