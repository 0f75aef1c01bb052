import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPrismaSchema } from '../../introspectors/prisma/read-prisma-schema.ts';
import { mysqlDdl } from '../introspectors/prisma/support/mysql-ddl.ts';
import { prismaSql } from '../introspectors/prisma/support/schema-engine.ts';
import { jsonOf, onOneServer, Project } from '../support/cli.ts';
import {
  createDatabase,
  forEachMysql,
  runMysql,
  runSql,
  type TestServer,
} from '../support/servers.ts';
import { drizzleSql } from './support/drizzle-kit.ts';
import { t3Choices, t3Files, type T3Choice } from './support/t3-projects.ts';

const LONG = { timeout: 120_000 };

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

onOneServer((server) => {
  it.each(t3Choices('postgres'))('$orm, $auth, $database', LONG, (choice) =>
    goTheWholeWay(choice, server, runSql),
  );
});

forEachMysql((server) => {
  const databases = server.kind === 'mysql' ? (['mysql', 'planetscale'] as const) : (['mysql'] as const);
  it.each(t3Choices(...databases))('$orm, $auth, $database', LONG, (choice) =>
    goTheWholeWay(choice, server, runMysql),
  );
});

describe('a template of SQLite', () => {
  it.each(t3Choices('sqlite'))('$orm, $auth', async (choice) => {
    project.write(t3Files(choice));
    const { status, stderr } = await project.run(['generate']);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      choice.orm === 'prisma'
        ? /\[SERVER_UNSUPPORTED\] The schema is for sqlite, .*prisma\/schema\.prisma:\d+/
        : /\[SERVER_UNSUPPORTED\] Schemas of "sqlite" cannot be read.* postgres or mysql/s,
    );
  });
});

/** As the project's own scripts do after an edit: definitions, a database, rows, and none again. */
async function goTheWholeWay(
  choice: T3Choice,
  server: TestServer,
  make: (url: string, sql: string) => Promise<void>,
): Promise<void> {
  const files = t3Files(choice);
  project.write(files);
  const generated = await project.run(['generate', '--json']);
  expect([generated.status, generated.stderr]).toEqual([0, '']);
  const { tables, todos } = jsonOf<Summary>(generated);
  expect(todos).toEqual([]);
  expect(await project.run(['check'])).toMatchObject({ status: 0, stderr: '' });
  const { url, drop } = await createDatabase(server, 't3');
  try {
    await make(url, await ddlOf(choice, files));
    const up = await project.run(['up', '--url', url, '--json']);
    expect([up.status, up.stderr]).toEqual([0, '']);
    const { rows } = jsonOf<Loaded>(up);
    expect(Object.keys(rows)).toHaveLength(tables.length);
    const { deleted, orphans } = jsonOf<Removed>(
      await project.run(['down', '--url', url, '--json']),
    );
    expect({ deleted, orphans }).toEqual({ deleted: rows, orphans: 0 });
  } finally {
    await drop();
  }
}

interface Summary {
  readonly tables: readonly string[];
  readonly todos: readonly unknown[];
}
interface Loaded {
  readonly rows: Readonly<Record<string, number>>;
}
interface Removed {
  readonly deleted: Readonly<Record<string, number>>;
  readonly orphans: number;
}

/** What the ORM's own tool makes of the files. */
async function ddlOf(
  { orm, database }: T3Choice,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  if (orm === 'drizzle') {
    const dialect = database === 'postgres' ? 'postgres' : 'mysql';
    // It would have drizzle-kit load next-auth, which brings nothing but types here.
    project.remove('tsconfig.json');
    return drizzleSql(project.folder, 'src/server/db/schema.ts', dialect);
  }
  const schema = [{ path: 'prisma/schema.prisma', text: files['prisma/schema.prisma']! }];
  return database === 'postgres' ? prismaSql(schema) : mysqlDdl(readPrismaSchema(schema).model);
}
