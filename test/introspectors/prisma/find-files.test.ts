import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pathInConfig } from '../../../introspectors/prisma/config-path.ts';
import { findPrismaConfig } from '../../../introspectors/prisma/find-prisma-config.ts';
import { findPrismaFiles } from '../../../introspectors/prisma/find-prisma-files.ts';
import { GenFactoriesError } from '../../../src/errors.ts';

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'prisma-files-'));
});
afterEach(() => rmSync(project, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
}

async function found(path?: string): Promise<readonly string[] | undefined> {
  return (await findPrismaFiles(project, path))?.map((file) => file.path);
}

const error = (what: string, where: string): unknown =>
  expect.objectContaining({ code: 'SOURCE_NOT_FOUND', what: expect.stringContaining(what), where });

describe('a path that is given', () => {
  it('is a file, without what is beside it', async () => {
    write({ 'db/a.prisma': 'one', 'db/b.prisma': 'two' });
    expect(await findPrismaFiles(project, 'db/a.prisma')).toEqual([
      { path: 'db/a.prisma', text: 'one' },
    ]);
  });

  it('is a folder, with all that is in it, at every depth', async () => {
    write({
      'db/b.prisma': '',
      'db/m/a.prisma': '',
      'db/a.sql': '',
      'db/node_modules/x.prisma': '',
    });
    expect(await found('db')).toEqual(['db/b.prisma', 'db/m/a.prisma']);
  });

  it('is absolute', async () => {
    write({ 'db/a.prisma': '' });
    expect(await found(join(project, 'db'))).toEqual(['db/a.prisma']);
  });

  it('is not there', async () => {
    await expect(found('db/schema.prisma')).rejects.toThrow(GenFactoriesError);
    await expect(found('db/schema.prisma')).rejects.toEqual(error('not there', 'db/schema.prisma'));
  });

  it('has no schema in it', async () => {
    write({ 'db/a.sql': '' });
    await expect(found('db')).rejects.toEqual(error('without any .prisma file', 'db'));
  });
});

describe('by itself', () => {
  it('finds nothing where there is nothing', async () => {
    write({ 'package.json': '{ broken', 'prisma/seed.ts': '' });
    expect(await findPrismaFiles(project)).toBeNull();
  });

  it.each([
    ['prisma/schema.prisma', ['prisma/schema.prisma']],
    ['prisma/schema/user.prisma', ['prisma/schema/user.prisma']],
    ['schema.prisma', ['schema.prisma']],
  ])('finds %s', async (path, expected) => {
    write({ [path]: '', 'package.json': '{"prisma":{"seed":"x"}}' });
    expect(await found()).toEqual(expected);
  });

  it('goes by prisma.config.ts first, then by package.json, then by what is usual', async () => {
    write({ 'prisma/schema.prisma': '', 'db/p.prisma': '', 'db/c/c.prisma': '' });
    expect(await found()).toEqual(['prisma/schema.prisma']);
    write({ 'package.json': '{"prisma":{"schema":"./db/p.prisma"}}' });
    expect(await found()).toEqual(['db/p.prisma']);
    write({ 'prisma.config.ts': `export default defineConfig({ schema: 'db/c' });` });
    expect(await found()).toEqual(['db/c/c.prisma']);
  });

  it.each([
    ...['js', 'ts', 'mjs', 'cjs', 'mts', 'cts'].flatMap((kind) => [
      [`prisma.config.${kind}`, './'],
      [`.config/prisma.${kind}`, '../'],
    ]),
    ['prisma7.config.ts', './'],
  ])('reads %s', async (name, up) => {
    write({ [name]: `export default { schema: '${up}db/a.prisma' }`, 'db/a.prisma': '' });
    expect(await found()).toEqual(['db/a.prisma']);
  });

  it('reads paths in .config/ from there', async () => {
    write({
      '.config/prisma.ts': `export default { schema: '../db/a.prisma' }`,
      'db/a.prisma': '',
    });
    expect(await found()).toEqual(['db/a.prisma']);
  });

  it('says who names a path that is not there', async () => {
    write({ 'prisma/schema.prisma': '', 'package.json': '{"prisma":{"schema":"db"}}' });
    await expect(found()).rejects.toEqual(error('`prisma.schema` of package.json', 'db'));
  });

  it('does not run a configuration to see what it would say', async () => {
    write({ 'prisma.config.ts': `export default { schema: process.env.X!, a: 1 }` });
    await expect(found()).rejects.toEqual(error('`process.env.X!`', 'prisma.config.ts'));
  });
});

describe('the schema of a configuration', () => {
  it.each([
    [
      `export default defineConfig({ schema: "db/schema.prisma", migrations: {} })`,
      'db/schema.prisma',
    ],
    [`export default { 'schema': 'a' } satisfies PrismaConfig`, 'a'],
    ['export default { schema: `a/b` }', 'a/b'],
    [`export default { schema: path.join('a', "b") }`, 'a/b'],
    [`export default { schema: join(__dirname, 'a', 'b'), x: 1 }`, 'a/b'],
    [`export default { // schema: 'old'\n  /* schema: 'older' */ schema: 'new' }`, 'new'],
    [`export default { url: "http://x//", schema: 'a' }`, 'a'],
    [`import x from 'y';\nexport default { migrations: { schema: 'b' }, schema: 'a' }`, 'a'],
    [`export default { migrations: { schema: 'b' } }`, null],
    [`export default { text: "{ schema: 'b'" }`, null],
    [`export default {}`, null],
    [`export default { schema: base + '/a' }`, { code: `base + '/a' }` }],
    ['export default { schema: `${base}/a`, b: 1 }', { code: '`${base}/a`' }],
    [`export default { schema: 'a' + b, c: 1 }`, { code: `'a' + b` }],
  ])('%s', (text, expected) => {
    expect(pathInConfig(text, ['schema'])).toEqual(expected);
  });
});

describe('the migrations of a configuration', () => {
  it.each([
    [
      `export default { schema: 'db', migrations: { seed: 'tsx seed.ts', path: 'db/sql' } }`,
      'db/sql',
    ],
    [`export default { migrations: { path: path.join(__dirname, 'sql') }, path: 'other' }`, 'sql'],
    [`export default { path: 'other', migrations: { seed: 'x' }, views: { path: 'views' } }`, null],
    [`export default { views: { migrations: { path: 'views' } } }`, null],
    [`const { path } = x;\nexport default { migrations: SETTINGS, path: 'other' }`, null],
    [`export default { migrations: { path: process.env.MIGRATIONS } }`, null],
  ])('%s', async (text, migrations) => {
    write({ 'prisma.config.ts': text });
    expect(await findPrismaConfig(project)).toMatchObject({ migrations });
  });

  it('are relative to its own folder', async () => {
    write({ '.config/prisma.ts': `export default { migrations: { path: '../sql' } }` });
    expect(await findPrismaConfig(project)).toMatchObject({ migrations: 'sql', schema: null });
  });
});
