import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { loadFactories, loadModule } from '../../src/cli/load-factories.ts';
import { select } from '../engines/support/database.ts';
import { compile, linkModules, SETTINGS } from '../support/compile.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../support/servers.ts';
import { generateFrom, OPTIONS, writeFactories } from './support/round-trip.ts';

const FIXTURE = join(import.meta.dirname, '../../fixtures/seed-document');
/** What a test runner brings, as far as the program uses it. */
const GLOBALS =
  'declare function beforeAll(run: () => unknown): void;\ndeclare const afterAll: typeof beforeAll;\n';

type Hook = () => Promise<void>;

forEachServer((server) => {
  const folder = mkdtempSync(join(tmpdir(), 'gen-factories-'));
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createDatabase(server, 'seed_document');
    await runSql(database.url, readFileSync(join(FIXTURE, 'schema.sql'), 'utf8'));
    linkModules(folder);
    writeFactories(join(folder, 'factories'), (await generateFrom(database.url)).generation);
    cpSync(join(FIXTURE, 'program.ts'), join(folder, 'program.ts'));
    writeFileSync(join(folder, 'globals.d.ts'), GLOBALS);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  });

  it('what the seed document promises beyond its program is in the generated definitions', async () => {
    const factory = await loadFactories(join(folder, 'factories'));
    const members = new Map<unknown, number>();
    for (const { org_id: org } of factory.rows('users'))
      members.set(org, (members.get(org) ?? 0) + 1);
    const counted = factory.rows('orgs').map((org) => org['member_count']);
    expect(counted).toEqual(factory.rows('orgs').map((org) => members.get(org['id']) ?? 0));
    expect(Math.max(...members.values())).toBe(9000);
    const users = factory
      .rows('users')
      .map((user) => ({ name: user['display_name'], address: user['address'] }));
    const withEmoji = users.filter(({ name }) => /\p{Extended_Pictographic}/u.test(String(name)));
    expect(withEmoji.length).toBeGreaterThanOrEqual(47);
    expect(Math.max(...users.map(({ address }) => String(address).length))).toBeGreaterThanOrEqual(
      800,
    );
  });

  it('the program of the seed document compiles as it is written', () => {
    expect(compile(folder, SETTINGS.strict)).toBe('');
  });

  it('the program of the seed document runs as it is written', async () => {
    const hooks: Record<string, Hook> = {};
    vi.stubGlobal('beforeAll', (hook: Hook) => (hooks['before'] = hook));
    vi.stubGlobal('afterAll', (hook: Hook) => (hooks['after'] = hook));
    vi.stubEnv('DATABASE_URL', database.url);
    await loadModule(join(folder, 'program.ts'));
    await hooks['before']!();

    const users = await select(
      database.url,
      `SELECT count(*)::int AS users, count(DISTINCT email)::int AS emails,
              count(*) FILTER (WHERE email !~ ('[.]' || id - 1 || '@example[.]test$'))::int AS unnumbered,
              count(DISTINCT org_id)::int > 400 AS many_orgs,
              count(display_name)::int BETWEEN 400 AND 600 AS some_names,
              count(address)::int BETWEEN 120 AND 280 AS few_addresses,
              max(created_at) <= '${OPTIONS.now}' AS before_now,
              max(created_at) > '${OPTIONS.now}'::timestamptz - interval '1 day' AS up_to_now,
              min(created_at) >= '${OPTIONS.now}'::timestamptz - interval '3 years' AS within_years
         FROM users`,
    );
    expect(users).toEqual([
      {
        users: 10_000,
        emails: 10_000,
        unnumbered: 0,
        many_orgs: true,
        some_names: true,
        few_addresses: true,
        before_now: true,
        up_to_now: true,
        within_years: true,
      },
    ]);
    expect(await select(database.url, 'SELECT count(*)::int FROM orgs')).toEqual([{ count: 500 }]);

    await hooks['after']!();
    const left = 'SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM orgs) AS rows';
    expect(await select(database.url, left)).toEqual([{ rows: '0' }]);
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
  });
});
