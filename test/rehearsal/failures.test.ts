import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { execute, loadPlaced, type Execution } from '../../src/cli/execute.ts';
import { emptyCollections } from '../end-to-end/support/mongodb-rules.ts';
import { generateFrom, writeFactories } from '../end-to-end/support/round-trip.ts';
import { linkModules } from '../support/compile.ts';
import {
  createDatabase,
  forEachMongodb,
  forEachMysql,
  forEachServer,
  runMysql,
  runSql,
  withMongodb,
  type TestServer,
} from '../support/servers.ts';
import { tracesIn } from './support/traces.ts';

const TABLES = `
  CREATE TABLE orgs (id int PRIMARY KEY, slug varchar(80) NOT NULL UNIQUE, size int NOT NULL);
  CREATE TABLE users (
    id int PRIMARY KEY, org_id int NOT NULL, name varchar(40) NOT NULL, age int NOT NULL,
    CONSTRAINT users_org FOREIGN KEY (org_id) REFERENCES orgs (id)
  );
  CREATE TABLE invoices (id int PRIMARY KEY, total int NOT NULL);
  CREATE TABLE invoice_lines (
    id int PRIMARY KEY, invoice_id int NOT NULL,
    CONSTRAINT lines_invoice FOREIGN KEY (invoice_id) REFERENCES invoices (id)
  );
  CREATE TABLE payments (id int PRIMARY KEY, amount int NOT NULL);
  CREATE TABLE notes (id int PRIMARY KEY, body varchar(200) NOT NULL);`;

/** What happens to the database without anybody telling the definitions. */
const BEHIND_THEIR_BACK = `
  ALTER TABLE invoices ADD CONSTRAINT invoices_negative CHECK (total < 0);
  ALTER TABLE users ADD CONSTRAINT users_short CHECK (char_length(name) < 35);`;

const POSTGRES_TRIGGER = `
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'payments are closed, also for %', NEW.id; END $$;
  CREATE TRIGGER refuse BEFORE INSERT ON payments FOR EACH ROW EXECUTE FUNCTION refuse();`;

const MYSQL_TRIGGER = `
  CREATE TRIGGER refuse BEFORE INSERT ON payments FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'payments are closed';`;

const OVERLAY = `import { edge } from 'gen-factories/generators';
import { factory } from './generated/index.js';

factory.define('users', {
  shape: {
    name: edge('Ann', { longest: '1%', apostrophe: '1%' }),
  },
  traits: {
    lost: { org_id: 99_999 },
    old: { age: 90 },
  },
});

factory.define('orgs', {
  traits: {
    twin: {
      size: 7,
      slug: factory.row('orgs', 0).slug,
    },
  },
});

factory.define('notes', {
  shape: {
    body: () => {
      throw new Error('no words');
    },
  },
});

factory.scenario('crowd', ({ add }) => {
  const org = add('orgs', { size: 1 });
  add('users', 3, {
    org_id: org,
    name: 'x'.repeat(38),
  });
});

export { factory };
`;

let project: string;
beforeAll(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'gen-factories-')));
  linkModules(project);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

interface Case {
  readonly load: (url: string) => Promise<void>;
  readonly change: (url: string) => Promise<void>;
  readonly overlay: string;
}

/** Generates, changes the database, lays an overlay on top, and tries all of it. */
async function tryAfter(server: TestServer, { load, change, overlay }: Case): Promise<Execution> {
  const database = await createDatabase(server, 'failures');
  try {
    await load(database.url);
    const { generation } = await generateFrom(database.url);
    const factories = join(project, server.kind);
    writeFactories(factories, generation);
    writeFileSync(join(factories, 'index.ts'), overlay);
    await change(database.url);
    const before = await tracesIn(server.kind, database.url);
    const placed = await loadPlaced({ factories, generated: join(factories, 'generated') });
    const executed = await execute(placed, { url: database.url });
    expect(await tracesIn(server.kind, database.url)).toEqual(before);
    return executed;
  } finally {
    await database.drop();
  }
}

/** What is told of each failure: what it is of, the rule, the line. */
function told({ failures }: Execution, kind: string): Record<string, unknown> {
  return Object.fromEntries(
    failures.map(({ subject, constraint, columns, where }) => [
      subject,
      [constraint, columns.join(), where === null ? null : fileOf(where, kind)],
    ]),
  );
}

function fileOf(where: string, kind: string): string {
  const [, path = '', line] = /^(.*):(\d+)$/.exec(where) ?? [];
  return `${relative(join(project, kind), path)}:${line}`;
}

function expectAll(executed: Execution, kind: string): void {
  expect(executed.ok).toBe(false);
  const { payments, invoices, ...others } = told(executed, kind);
  expect(payments).toMatchObject([
    undefined,
    '',
    expect.stringMatching(/^generated\/payments\.ts:/),
  ]);
  expect(invoices).toMatchObject([
    'invoices_negative',
    'total',
    expect.stringMatching(/^generated\/invoices\.ts:/),
  ]);
  expect(others).toEqual({
    notes: [undefined, 'body', 'index.ts:26'],
    'users.name, edge case longest': ['users_short', 'name', 'index.ts:6'],
    'users, trait lost': ['users_org', 'org_id', 'index.ts:9'],
    'orgs, trait twin': [expect.stringMatching(/slug/), 'slug', 'index.ts:18'],
    'users, scenario crowd': ['users_short', 'name', 'index.ts:35'],
  });
  const { failures, untried } = executed;
  expect(failures.find(({ subject }) => subject === 'users, scenario crowd')?.values).toEqual({
    name: `"${'x'.repeat(38)}"`,
  });
  expect(failures.find(({ subject }) => subject === 'payments')?.what).toContain(
    'payments are closed',
  );
  expect(failures.find(({ subject }) => subject === 'notes')?.what).toContain('no words');
  expect(untried).toEqual([
    {
      subject: 'invoice_lines',
      what: 'needs a row of "invoices" that is refused',
      where: null,
    },
  ]);
}

forEachServer((server) => {
  it('lists everything that the database refuses, with the line to change', async () => {
    const executed = await tryAfter(server, {
      load: (url) => runSql(url, TABLES),
      change: (url) => runSql(url, BEHIND_THEIR_BACK + POSTGRES_TRIGGER),
      overlay: OVERLAY,
    });
    expectAll(executed, server.kind);
  });
});

forEachMysql((server) => {
  it('lists everything that the database refuses, with the line to change', async () => {
    const executed = await tryAfter(server, {
      load: (url) => runMysql(url, TABLES),
      change: async (url) => {
        await runMysql(url, BEHIND_THEIR_BACK);
        await runMysql(url, MYSQL_TRIGGER);
      },
      overlay: OVERLAY,
    });
    expectAll(executed, server.kind);
  });

  it('leaves out what no transaction holds, by name', async () => {
    const executed = await tryAfter(server, {
      load: (url) =>
        runMysql(
          url,
          `CREATE TABLE kept (id int PRIMARY KEY); CREATE TABLE stays (id int PRIMARY KEY)`,
        ),
      change: (url) => runMysql(url, 'ALTER TABLE stays ENGINE = MyISAM'),
      overlay: `export { factory } from './generated/index.js';`,
    });
    expect(executed).toMatchObject({ ok: true, tried: { factory: 1 }, failures: [], leftOut: [] });
    expect(executed.untried).toEqual([
      {
        subject: 'stays',
        what: 'What is tried there could not be taken back: its storage engine is MyISAM, which has no transactions',
        where: null,
      },
    ]);
  });
});

const DOCUMENTS = {
  orgs: [{ slug: 'acme' }, { slug: 'globex' }],
  users: [
    { name: 'Ann', age: 30 },
    { name: 'Bob', age: 40 },
  ],
} as const;

const MONGODB_OVERLAY = `import { edge } from 'gen-factories/generators';
import { factory } from './generated/index.js';

factory.define('users', {
  count: 50,
  shape: { name: edge('Ann', { longest: '1%' }), age: 30 },
  traits: {
    old: { age: 90 },
    young: { name: 'Eve' },
  },
});
factory.define('orgs', {
  count: 50,
  traits: { twin: { slug: factory.row('orgs', 0).slug } },
});

export { factory };
`;

forEachMongodb((server) => {
  it('lists everything that the database refuses, with the line to change', async () => {
    const executed = await tryAfter(server, {
      load: (url) =>
        withMongodb(url, async (client) => {
          for (const [name, documents] of Object.entries(DOCUMENTS)) {
            await client
              .db()
              .collection(name)
              .insertMany([...documents]);
          }
          await client.db().collection('orgs').createIndex({ slug: 1 }, { unique: true });
        }),
      change: async (url) => {
        await emptyCollections(url);
        await withMongodb(url, async (client) => {
          await client.db().collection('users').createIndex({ age: 1 }, { unique: true });
        });
      },
      overlay: MONGODB_OVERLAY,
    });
    const failures = told(executed, server.kind);
    expect(Object.keys(failures).sort()).toEqual(['orgs, trait twin', 'users']);
    expect(failures['orgs, trait twin']).toMatchObject([
      expect.stringMatching(/^slug_/),
      expect.anything(),
      expect.stringMatching(/^index\.ts:1[45]$/),
    ]);
    expect(executed.tried).toMatchObject({ factory: 2, trait: 3, edge: 1 });
  });
});

describe('tables that nothing fills', () => {
  forEachServer((server) => {
    it('are told with the line, and those that need them', async () => {
      const executed = await tryAfter(server, {
        load: (url) =>
          runSql(
            url,
            `CREATE TABLE codes (code text PRIMARY KEY);
             CREATE TABLE uses (id int PRIMARY KEY, code text NOT NULL REFERENCES codes)`,
          ),
        change: async () => undefined,
        overlay: `import { todo } from 'gen-factories/generators';
import { factory } from './generated/index.js';

factory.define('codes', {
  shape: { code: todo('what codes look like') as never },
});
export { factory };
`,
      });
      expect(executed).toMatchObject({ ok: false, failures: [] });
      expect(
        executed.leftOut.map(({ where, ...rest }) => [rest, fileOf(where!, server.kind)]),
      ).toEqual([
        [{ subject: 'codes', what: 'code: what codes look like' }, 'index.ts:5'],
        [
          { subject: 'uses', what: 'needs rows of "codes", which is skipped' },
          expect.stringMatching(/^generated\/uses\.ts:/),
        ],
      ]);
    });
  });
});
