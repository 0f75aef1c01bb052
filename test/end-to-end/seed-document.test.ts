import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { loadFactories, loadModule } from '../../src/cli/load-factories.ts';
import { compile, linkModules, SETTINGS } from '../support/compile.ts';
import { loadMongodbSchema, readCollections } from '../support/mongodb-schemas.ts';
import {
  createDatabase,
  forEachMongodb,
  forEachMysql,
  forEachServer,
  runMysql,
  runSql,
  type TestDatabase,
  type TestServer,
} from '../support/servers.ts';
import { readRows, type ReadRow } from './support/read-rows.ts';
import { generateFrom, OPTIONS, writeFactories } from './support/round-trip.ts';

const FIXTURE = join(import.meta.dirname, '../../fixtures/seed-document');
/** What a test runner brings, as far as the program uses it. */
const GLOBALS =
  'declare function beforeAll(run: () => unknown): void;\ndeclare const afterAll: typeof beforeAll;\n';
const DAY = 86_400_000;

type Hook = () => Promise<void>;

forEachServer(runProgram);
forEachMysql(runProgram);
forEachMongodb(runProgram);

/** The program is the same, whatever the database is. */
function runProgram(server: TestServer): void {
  const folder = mkdtempSync(join(tmpdir(), 'gen-factories-'));
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createDatabase(server, 'seed_document');
    await makeTables(server, database.url);
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
    const key = server.kind === 'mongodb' ? '_id' : 'id';
    const members = new Map<unknown, number>();
    for (const { org_id: org } of factory.rows('users'))
      members.set(org, (members.get(org) ?? 0) + 1);
    const counted = factory.rows('orgs').map((org) => org['member_count']);
    expect(counted).toEqual(factory.rows('orgs').map((org) => members.get(org[key]) ?? 0));
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

    const [orgs, users] = [await readOrgs(), await readUsers()];
    expect([orgs.length, users.length]).toEqual([500, 10_000]);
    const emails = users.map((user) => String(user['email']));
    expect(new Set(emails).size).toBe(10_000);
    // The number that makes an address unique is its row's.
    const numbers = emails.map((email) => Number(/\.(\d+)@example\.test$/.exec(email)?.[1]));
    expect(numbers.sort((a, b) => a - b)).toEqual(users.map((_, index) => index));
    const known = new Set(orgs.map(({ id }) => id));
    const owners = new Set(users.map((user) => user['org_id']));
    expect([...owners].every((owner) => known.has(owner)) && owners.size > 400).toBe(true);
    expect(present(users, 'display_name')).toBeGreaterThan(400);
    expect(present(users, 'display_name')).toBeLessThan(600);
    expect(present(users, 'address')).toBeGreaterThan(120);
    expect(present(users, 'address')).toBeLessThan(280);
    const times = users.map((user) => Date.parse(String(user['created_at'])));
    const now = Date.parse(OPTIONS.now);
    expect(now - Math.max(...times)).toBeGreaterThanOrEqual(0);
    expect(now - Math.max(...times)).toBeLessThan(DAY);
    expect(now - Math.min(...times)).toBeLessThanOrEqual(3 * 366 * DAY);

    await hooks['after']!();
    expect([await readOrgs(), await readUsers()]).toEqual([[], []]);
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
  });

  function readOrgs(): Promise<readonly ReadRow[]> {
    return readRows(server.kind, database.url, 'orgs', { id: 'key' });
  }

  function readUsers(): Promise<readonly ReadRow[]> {
    return readRows(server.kind, database.url, 'users', {
      email: 'text',
      org_id: 'key',
      display_name: 'text',
      address: 'text',
      created_at: 'instant',
    });
  }
}

async function makeTables({ kind }: TestServer, url: string): Promise<void> {
  const sql = (name: string): string => readFileSync(join(FIXTURE, name), 'utf8');
  if (kind === 'postgres') await runSql(url, sql('schema.sql'));
  else if (kind === 'mongodb') {
    await loadMongodbSchema(url, { name: 'seed-document', ...readCollections(FIXTURE) });
  } else await runMysql(url, sql('schema.mysql.sql'));
}

function present(rows: readonly ReadRow[], column: string): number {
  return rows.filter((row) => row[column] !== null).length;
}
