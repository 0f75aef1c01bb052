import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPrismaSchema } from '../../../introspectors/prisma/read-prisma-schema.ts';
import type { SourceFile } from '../../../introspectors/prisma/source/source-file.ts';
import { generate } from '../../../src/codegen/generate.ts';
import type { SchemaModel } from '../../../src/schema/schema.ts';
import { brokenRules, countRows } from '../../end-to-end/support/constraints.ts';
import { loadDefinitions, type Definitions } from '../../end-to-end/support/definitions.ts';
import { countDocuments } from '../../end-to-end/support/mongodb-rules.ts';
import {
  brokenRules as brokenMysqlRules,
  countRows as countMysqlRows,
} from '../../end-to-end/support/mysql-rules.ts';
import { OPTIONS, writeFactories } from '../../end-to-end/support/round-trip.ts';
import { linkModules } from '../../support/compile.ts';
import {
  createDatabase,
  forEachMongodb,
  forEachMysql,
  forEachServer,
} from '../../support/servers.ts';
import { fixtureSql, withMadePostgres, withMysql } from './support/made.ts';
import {
  foreignMysql,
  foreignPrismaSchemas,
  prismaFixture,
  prismaFixtures,
} from './support/schemas.ts';

const SCALE = 0.05;
const POSTGRES = [...prismaFixtures(), ...foreignPrismaSchemas()].filter(({ files }) =>
  files.some(({ text }) => /provider\s*=\s*"postgres(?:ql)?"/.test(text)),
);

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'gen-factories-prisma-'));
  linkModules(project);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

forEachServer((server) => {
  it.each(POSTGRES)('$name: files, rows, and none again', async ({ name, files }) => {
    const { model, definitions, todos } = await definitionsOf(name, files);
    expect(definitions.factory.plan().skipped).toEqual({});
    await withMadePostgres(server, files, async (url) => {
      const { rows } = await definitions.factory.up({ url, scale: SCALE });
      expect(await brokenRules(url, model, definitions)).toEqual([]);
      expect(await countRows(url, model.tables)).toEqual(rows);
      expect(todos).toEqual([]);
      expect(await definitions.factory.down({ url })).toMatchObject({ orphans: 0 });
      expect(await countRows(url, model.tables)).toEqual({});
    });
  });
});

const MYSQL = [
  {
    name: 'bookshop-mysql',
    files: prismaFixture('bookshop-mysql'),
    sql: fixtureSql('bookshop-mysql'),
  },
  // With relations that the client alone keeps, and with foreign keys besides.
  ...[['mysql'], ['mysql', 'mysql-fks']].flatMap((parts) => {
    const found = foreignMysql(
      'prisma/umami-mysql/db/mysql/schema.prisma',
      ...parts.map((part) => `prisma/umami-mysql/derived/${part}.sql`),
    );
    return found === undefined ? [] : [{ name: `umami by ${parts.join(' and ')}`, ...found }];
  }),
];

forEachMysql((server) => {
  it.each(MYSQL)('$name: files, rows, and none again', async ({ name, files, sql }) => {
    const { model, definitions, todos } = await definitionsOf(name, files);
    await withMysql(server, sql, async (url) => {
      const { rows } = await definitions.factory.up({ url, scale: SCALE });
      expect(Object.keys(rows)).toHaveLength(model.tables.length);
      expect(await brokenMysqlRules(url, model, definitions)).toEqual([]);
      expect(await countMysqlRows(url)).toMatchObject(rows);
      expect(todos).toEqual([]);
      expect(await definitions.factory.down({ url })).toMatchObject({ orphans: 0 });
      const left = await countMysqlRows(url);
      expect(model.tables.filter((table) => table.name in left)).toEqual([]);
    });
  });
});

forEachMongodb((server) => {
  it('magazine-mongodb: files, documents, and none again', async () => {
    const { definitions, todos } = await definitionsOf(
      'magazine-mongodb',
      prismaFixture('magazine-mongodb'),
    );
    const { url, drop } = await createDatabase(server, 'prisma');
    try {
      const { rows } = await definitions.factory.up({ url, scale: SCALE });
      expect(await countDocuments(url)).toMatchObject(rows);
      expect(todos).toEqual([]);
      expect(await definitions.factory.down({ url })).toMatchObject({ orphans: 0 });
    } finally {
      await drop();
    }
  });
});

interface Defined {
  readonly model: SchemaModel;
  readonly definitions: Definitions;
  readonly todos: readonly object[];
}

const defined = new Map<string, Promise<Defined>>();

/** What is generated from files, loaded; once for all servers. */
function definitionsOf(name: string, files: readonly SourceFile[]): Promise<Defined> {
  const known = defined.get(name) ?? define(name, files);
  defined.set(name, known);
  return known;
}

async function define(name: string, files: readonly SourceFile[]): Promise<Defined> {
  const { model } = readPrismaSchema(files);
  const generation = await generate(model, OPTIONS);
  const folder = join(project, name.replaceAll(/[^\w-]/g, '_'));
  writeFactories(folder, generation);
  const definitions = await loadDefinitions(folder);
  return { model, definitions, todos: generation.summary.todos };
}
