import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  findDrizzleConfig,
  readDrizzleConfig,
} from '../../../introspectors/drizzle/find-drizzle-config.ts';
import { readDrizzleSchema } from '../../../introspectors/drizzle/read-drizzle-schema.ts';
import { runDrizzleSchema } from '../../../introspectors/drizzle/run/run-drizzle-schema.ts';
import { errorOf, memoryHost, read, readPostgres } from './support/memory.ts';
import { FIXTURES, projectOf } from './support/projects.ts';

const one = (name: string, columns: string): string =>
  `import { pgTable, text, integer } from 'drizzle-orm/pg-core';\nexport const t = pgTable('${name}', { ${columns} });`;

describe('an error', () => {
  it('of syntax has the line itself', () => {
    expect(
      errorOf(() => read({ 'schema.ts': `const a = 1;\n  export const b = { c: , };\n` })),
    ).toBe(
      'SCHEMA_FILE_INVALID: A syntax error in `export const b = { c: , };`: Expression expected (schema.ts:2:25). Correct the line.',
    );
  });

  it.each([
    ['text(missing).notNull()', 'missing', 20],
    ['intger().notNull()', 'intger', 15],
    ['uuid().references(() => thing.id)', 'thing', 39],
    ['text().default(sql`${LEAST}`)', 'LEAST', 36],
    ['text().$defaultFn(() => makeId())', 'makeId', 39],
    ['new Special()', 'Special', 19],
  ])('of a name that is nowhere has it, as the compiler would: %s', (column, name, at) => {
    const code = `export const t = pgTable('t', {\n           c: ${column},\n});`;
    expect(errorOf(() => readPostgres(code))).toBe(
      `SCHEMA_FILE_INVALID: Nothing is called "${name}" in \`c: ${column},\` (schema.ts:3:${at}). ` +
        'Correct the name, or import it.',
    );
  });

  it.each([
    'export { missing };',
    'export default missing;',
    `export const t = pgTable('t', { x: text() }, (t) => [missing(t.x)]);`,
    `export const t = pgTable('t', { ...missing });`,
    `export const t = pgTable('t', { missing });`,
    `export const t = createTable('t', { x: text() }); const createTable = missing;`,
    `const f = () => { missing = 1; }; export const t = pgTable('t', { x: f() });`,
  ])('of a name that is nowhere, wherever it is read: %s', (code) => {
    expect(errorOf(() => readPostgres(code))).toContain('Nothing is called "missing"');
  });

  it('is none of a name that the file only asks for', () => {
    const code = `const name = typeof missing === 'undefined' ? 'here' : missing; export const t = pgTable(name, { x: text() });`;
    expect(readPostgres(code).tables).toMatchObject([{ name: 'here' }]);
  });

  it.each([
    `import { x } from './katalog'; export const t = pgTable('t', { x });`,
    `import x from './katalog'; export const t = pgTable('t', { x: x() });`,
    `import * as x from './katalog'; export const t = pgTable('t', { x: uuid().references(() => x.y.id) });`,
    `const x = require('./katalog'); export const t = pgTable('t', { ...x });`,
    `export * from './katalog';`,
    `export { x } from './katalog';`,
  ])('of an import that leads nowhere has its line: %s', (code) => {
    expect(errorOf(() => readPostgres(code))).toBe(
      `SCHEMA_FILE_INVALID: There is no such file as "./katalog" in \`${code}\` ` +
        `(schema.ts:2:${code.indexOf("'./katalog'") + 1}). Correct the path, or add the file.`,
    );
  });

  it('is none of an import of types', () => {
    const code = `import type { Kind } from './generated'; import { other } from './declared';
      export const t = pgTable('t', { x: text().$type<Kind>(), y: text(other) });`;
    const [table] = read({
      'schema.ts': `import { pgTable, text } from 'drizzle-orm/pg-core'; ${code}`,
      'declared.d.ts': 'export declare const other: string;',
    }).tables;
    expect(table!.columns.map(({ unread }) => unread !== undefined)).toEqual([false, true]);
  });

  it('of a missing file names it', () => {
    expect(errorOf(() => read({}, { paths: ['src/*.ts'] }))).toBe(
      'SOURCE_NOT_FOUND: There is no schema file at "src/*.ts" (src/*.ts). Name a file, a folder or a pattern of files, relative to the project.',
    );
  });

  it.each(['sqlite', 'turso', 'oracle'])('of the dialect %s names those there are', (dialect) => {
    expect(errorOf(() => readPostgres('', { dialect }))).toBe(
      `SERVER_UNSUPPORTED: Schemas of "${dialect}" cannot be read. The dialect is postgres or mysql.`,
    );
  });

  it('of a casing names those there are', () => {
    expect(errorOf(() => readPostgres('', { casing: 'PascalCase' }))).toMatch(
      /^CONFIG_INVALID: There is no casing/,
    );
  });

  it('of a table of SQLite says which', () => {
    const code = `import { sqliteTable, text } from 'drizzle-orm/sqlite-core';\nexport const t = sqliteTable('t', { x: text() });`;
    expect(errorOf(() => read({ 'schema.ts': code }))).toMatch(
      /^SERVER_UNSUPPORTED: This is a table of SQLite \(schema\.ts:2\)\. /,
    );
  });

  it('of two tables that differ has both places', () => {
    const files = {
      'a.ts': one('t', 'x: text()'),
      'b.ts': one('t', 'x: integer()'),
      'c.ts': one('t', 'x: text()'),
    };
    expect(errorOf(() => read(files, { paths: ['*.ts'] }))).toBe(
      'SCHEMA_FILE_INVALID: Table "t" is described twice, and not in the same way (a.ts:2 and b.ts:2). ' +
        'Take one of them away, give it another name, or name only the files of one schema.',
    );
    expect(read(files, { paths: ['a.ts', 'c.ts'] }).tables).toHaveLength(1);
  });

  it('of two dialects asks for one', () => {
    const files = {
      'a.ts': one('t', 'x: text()'),
      'b.ts': `import { mysqlTable, text } from 'drizzle-orm/mysql-core'; export const t = mysqlTable('u', { x: text() });`,
    };
    expect(errorOf(() => read(files, { paths: ['*.ts'] }))).toMatch(
      /^CONFIG_INVALID: There are tables of PostgreSQL and tables of MySQL \(a\.ts:2, b\.ts:1\)/,
    );
    expect(
      read(files, { paths: ['*.ts'], dialect: 'mysql' }).tables.map(({ name }) => name),
    ).toEqual(['u']);
    expect(read(files, { paths: ['*.ts'], dialect: 'postgresql' }).dialect).toBe('postgres');
    expect(errorOf(() => read(files, { paths: ['a.ts'], dialect: 'mysql' }))).toMatch(
      /^SCHEMA_EMPTY: None of the schema files exports a table of mysql: those there are of postgres/,
    );
  });

  it('of no table says why, where that is known', () => {
    expect(errorOf(() => readPostgres('export const a = 1;'))).toMatch(
      /^SCHEMA_EMPTY: None of the schema files exports a table\. /,
    );
    expect(
      errorOf(() => readPostgres(`export const a = pgTable(process.env.X, { x: text() });`)),
    ).toMatch(/schema\.ts:2: `process\.env\.X` is only known as the program runs/);
  });
});

describe('drizzle.config.ts', () => {
  const config = (text: string, name = 'drizzle.config.ts'): unknown =>
    findDrizzleConfig(
      '/project',
      memoryHost({ [name]: text, 'paths.ts': `export const src = './src';` }),
    );

  it('is read as it is written', () => {
    expect(
      config(`import { defineConfig } from 'drizzle-kit'; import { src } from './paths'; import { env } from './env';
        export default defineConfig({ dialect: 'postgresql', schema: [src + '/a.ts', \`\${src}/b/*.ts\`], casing: 'camelCase', dbCredentials: { url: env.URL } });`),
    ).toEqual({
      file: 'drizzle.config.ts',
      dialect: 'postgres',
      schema: ['./src/a.ts', './src/b/*.ts'],
      casing: 'camelCase',
      out: 'drizzle',
    });
    expect(
      config(
        `module.exports = { driver: 'pg', schema: './schema.js', out: './sql' };`,
        'drizzle.config.js',
      ),
    ).toMatchObject({
      dialect: 'postgres',
      schema: ['./schema.js'],
      out: './sql',
    });
    expect(config(`{ "dialect": "mysql", "schema": "s.ts" }`, 'drizzle.config.json')).toMatchObject(
      { dialect: 'mysql' },
    );
    expect(config('', 'other.ts')).toBeNull();
  });

  it('finds its own folder', () => {
    const text = `import path from 'node:path'; import { fileURLToPath } from 'url';
      const here = path.dirname(fileURLToPath(import.meta.url));
      export default { dialect: 'mysql', schema: path.relative(process.cwd(), path.join(here, 'db', 's.ts')), out: fileURLToPath(new URL('./out', import.meta.url)) };`;
    expect(config(text)).toMatchObject({ schema: ['db/s.ts'], out: '/project/out' });
  });

  it('that decides as it runs is not guessed', () => {
    expect(
      errorOf(() => config(`export default { dialect: 'mysql',\n schema: process.env.SCHEMA };`)),
    ).toBe(
      'CONFIG_INVALID: drizzle.config.ts decides `schema` as it runs: `process.env.SCHEMA` is only known as the program runs ' +
        '(drizzle.config.ts:2). Name the files with --drizzle, and --dialect and --casing where they are needed.',
    );
    expect(errorOf(() => config(`export default { dialect: 'sqlite', schema: 's.ts' };`))).toMatch(
      /^SERVER_UNSUPPORTED/,
    );
    expect(errorOf(() => config(`export default { dialect: 'mysql' };`))).toMatch(
      /drizzle\.config\.ts does not say `schema`/,
    );
  });

  it('may be elsewhere, with paths of the folder that it is called in', () => {
    const host = memoryHost({
      'app/db/drizzle.config.ts': `export default { dialect: 'mysql', schema: './app/db/*.ts' };`,
    });
    expect(readDrizzleConfig('app/db/drizzle.config.ts', '/project', host)).toMatchObject({
      file: 'app/db/drizzle.config.ts',
      schema: ['./app/db/*.ts'],
    });
    expect(errorOf(() => readDrizzleConfig('db.ts', '/project', host))).toMatch(
      /^SOURCE_NOT_FOUND: There is no configuration at "db\.ts"/,
    );
  });

  it('of the fixtures leads to their schemas', () => {
    for (const [name, tables] of [
      ['platform', 40],
      ['library', 5],
    ] as const) {
      const root = join(FIXTURES, name);
      const found = findDrizzleConfig(root)!;
      expect(readDrizzleSchema(found.schema, { root, ...found }).tables).toHaveLength(tables);
    }
  });
});

describe('a schema that runs', () => {
  const root = mkdtempSync(join(tmpdir(), 'gen-factories-run-'));
  const project = projectOf(root);
  afterAll(() => {
    project.remove();
    rmSync(root, { recursive: true });
  });
  const run = (code: string): Promise<unknown> => {
    writeFileSync(join(project.root, 'schema.ts'), code);
    return runDrizzleSchema(['schema.ts'], { root: project.root });
  };

  it('decides as it runs, and prints nothing of its own', async () => {
    const made =
      await run(`import { pgTable, text } from 'drizzle-orm/pg-core'; console.log('{"noise": true}');
      export const t = pgTable(['a', 'b'].join('_') + Object.keys({ c: process.version }), { x: text().default(String(1 + Number('1'))) });`);
    expect(made).toMatchObject({ tables: [{ name: 'a_bc', columns: [{ default: "'2'::text" }] }] });
  });

  it.each([
    [
      `throw new Error('no connection');`,
      /^The schema does not load: no connection \(schema\.ts\)\./,
    ],
    ['process.exit(3);', /^The schema does not load: it ended early \(schema\.ts\)\./],
    [`import 'not-installed';`, /^The schema does not load: .*not-installed/],
    ['export const a = 1;', /^None of the schema files exports a table/],
  ])('and fails with a message: %s', async (code, message) => {
    await expect(run(code)).rejects.toThrow(message);
  });
});
