import { describe, expect, it } from 'vitest';
import { columnOf, columnsOf, oneTable, read, readPostgres } from './support/memory.ts';

describe('what cannot be read of a column', () => {
  it.each([
    ['text(process.env.NAME)', 'schema.ts:3: `process.env.NAME` is only known as the program runs'],
    [
      'varchar({ length: limit() })',
      'schema.ts:3: "limit" of "@acme/limits" is of a package, which is not read',
    ],
    [
      'text().default(process.env.X ?? "x")',
      'schema.ts:3: `process.env.X` is only known as the program runs',
    ],
    [
      'text().default(sql`${limit()}`)',
      'schema.ts:3: "limit" of "@acme/limits" is of a package, which is not read',
    ],
    ['own("c")', 'schema.ts:3: "own" of "@acme/limits" is of a package, which is not read'],
    ['text().comment("x")', 'schema.ts:3: `.comment()` is not followed'],
    ['structuredClone("c")', 'schema.ts:3: `structuredClone` is not followed'],
    ['elsewhere()', 'schema.ts:3: nothing here is called "elsewhere"'],
    [
      'text().default(Math.random() > 0.5 ? "a" : "b")',
      'schema.ts:3: `Math.random()` is only known as the program runs',
    ],
    ['new Intl()', 'schema.ts:3: `new Intl` is not followed'],
    ['changed.c', 'schema.ts:2: "changed" is changed here, after it was made'],
    ['loop(1)', 'schema.ts:2: functions call each other without end'],
  ])('%s', (column, unread) => {
    const before = `import { limit, own } from '@acme/limits'; const changed = {}; changed.c = text(); const loop = (n) => loop(n + 1); const other = () => { const elsewhere = 1; };`;
    const [first, second] = columnsOf(`c: ${column}, d: text().notNull()`, before);
    expect(first!.unread).toBe(unread);
    // All else is what it is.
    expect(second).toMatchObject({ name: 'd', nullable: false, type: { kind: 'text' } });
    expect(second!.unread).toBeUndefined();
  });

  it('leaves what can be', () => {
    const column = columnOf('varchar({ length: 20 }).notNull().default(process.env.X)');
    expect(column).toMatchObject({
      type: { kind: 'text', length: 20 },
      nullable: false,
      default: null,
    });
    expect(column.unread).toContain('process.env.X');
  });

  it('is not what a function does that drizzle calls for a row', () => {
    expect(columnOf('text().$defaultFn(() => process.env.X)').unread).toBeUndefined();
  });
});

describe('what cannot be read of a table', () => {
  it('is a table with another name, or of which nothing is known', () => {
    const { tables, skipped } = readPostgres(`import { connect } from 'pg';
      const own = pg.pgTableCreator((name) => process.env.PREFIX + name);
      export const a = own('a', { x: text() });
      export const ok = pgTable('ok', { x: text() });
      export const db = connect(process.env.URL);`);
    expect(tables.map(({ name }) => name)).toEqual(['ok']);
    expect(skipped).toEqual([
      {
        schema: 'public',
        name: 'a',
        kind: 'unread',
        reason: 'schema.ts:3: `process.env.PREFIX` is only known as the program runs',
      },
    ]);
  });

  it('is columns that are spread, of which nobody knows how many there are', () => {
    const { skipped } = readPostgres(`import { base } from '@acme/base';
      export const t = pgTable('t', { ...base, x: text() });`);
    expect(skipped).toEqual([
      {
        schema: 'public',
        name: 't',
        kind: 'constraint',
        reason: 'schema.ts:2: "base" of "@acme/base" is of a package, which is not read',
      },
    ]);
  });

  it('is one check, one key, one reference', () => {
    const { tables, skipped } = readPostgres(`import { users, LEAST } from '@acme/base';
      export const t = pgTable('t', { id: uuid().primaryKey(), by: uuid().references(() => users.id), x: integer() }, (t) => [
        pg.check('c', sql\`\${t.x} > \${LEAST}\`), pg.unique().on(t.x), pg.check('d', sql\`\${t.x} < 9\`)]);`);
    expect(tables[0]).toMatchObject({ uniques: [{ name: 't_x_unique' }], checks: [{ name: 'd' }] });
    expect(skipped.map(({ reason, columns }) => [reason, columns])).toEqual([
      ['schema.ts:2: "LEAST" of "@acme/base" is of a package, which is not read', undefined],
      ['schema.ts:3: "users" of "@acme/base" is of a package, which is not read', ['by']],
    ]);
  });

  it('is a reference to a table that is not exported', () => {
    const { skipped } = readPostgres(`const hidden = pgTable('hidden', { id: uuid().primaryKey() });
      export const t = pgTable('t', { by: uuid().references(() => hidden.id) });`);
    expect(skipped).toMatchObject([{ kind: 'constraint', columns: ['by'] }]);
    expect(skipped[0]!.reason).toBe(
      'Foreign key "t_by_hidden_id_fk" (by) leads to public.hidden, which is none of the tables read.',
    );
  });

  it('is a check of another database\u2019s module, which drizzle ignores', () => {
    const { tables, skipped } = readPostgres(`import { check } from 'drizzle-orm/mysql-core';
      export const t = pgTable('t', { x: integer() }, (t) => [check('c', sql\`\${t.x} > 0\`)]);`);
    expect(tables[0]!.checks).toEqual([]);
    // It leaves no column out.
    expect(skipped).toMatchObject([
      {
        reason: "schema.ts:3: a check is imported from another database's module, and ignored",
        columns: [],
      },
    ]);
  });
});

describe('a file that would do something', () => {
  it('is not run', () => {
    const { tables } = readPostgres(`
      import { writeFileSync } from 'node:fs';
      writeFileSync('/tmp/gen-factories-ran', ''); process.exit(7); throw new Error('ran');
      await fetch('https://example.test'); while (true) {}
      export const t = pgTable('t', { x: text() });`);
    expect(tables).toHaveLength(1);
  });

  it('comes to an end', () => {
    const table = oneTable(`const forever = () => { while (true) {} };
      export const t = pgTable('t', { x: text(), y: forever(), z: text() });`);
    const [, y, z] = table.columns;
    expect(y!.unread).toBe('schema.ts:2: this does not come to an end');
    expect(z!.unread).toBeUndefined();
  });
});

describe('functions of the file\u2019s', () => {
  it.each([
    [
      'if, return and template',
      'function make(n) { if (n > 1) { return `many_${n}`; } else return "one"; }',
      'make(2)',
      'many_2',
    ],
    [
      'loops',
      'const make = (words) => { let all = ""; for (const w of words) { if (w === "-") continue; all += w; } return all; };',
      'make(["a", "-", "b"])',
      'ab',
    ],
    [
      'switch',
      'const make = (k) => { switch (k) { case "a": return "A"; default: return "?"; } };',
      'make("a")',
      'A',
    ],
    [
      'destructuring and defaults',
      'const make = ({ a, b: { c = "x" } = {}, ...rest }, [first = "f"] = []) => a + c + first + Object.keys(rest).join();',
      'make({ a: "1", d: 1 })',
      '1xfd',
    ],
    [
      'methods of lists',
      'const make = (n) => Array.from({ length: n }, (_, i) => i).filter((i) => i % 2 === 0).reduce((s, i) => s + String(i), "").padEnd(4, "-");',
      'make(5)',
      '024-',
    ],
    [
      'methods of texts',
      'const make = (s) => s.replace(/([A-Z])/g, (_, c) => "_" + c.toLowerCase()).split("_").slice(1).at(-1).toUpperCase();',
      'make("fooBar_Baz")',
      'BAZ',
    ],
    ['optional chains', 'const make = (o) => o?.a?.b ?? o.c!;', 'make({ c: "c" })', 'c'],
    [
      'JSON, Set, numbers',
      'const make = () => JSON.stringify([...new Set([1, 1, parseInt("2px", 10)])]) + Math.max(1, 3);',
      'make()',
      '[1,2]3',
    ],
    [
      'closures',
      'const maker = (prefix) => (name) => prefix + name; const make = maker("p_");',
      'make("x")',
      'p_x',
    ],
  ])('%s', (_, before, name, expected) => {
    expect(columnOf(`text(${name})`, `${before};`).name).toBe(expected);
  });

  it('are of other files, however those export them', () => {
    const { tables } = read({
      'schema.ts': `import { pgTable, text } from 'drizzle-orm/pg-core'; import first, { second as s, ns } from './names'; import * as all from './names'; const { third } = require('./common.cjs');
        export const t = pgTable('t', { a: text(first('a')), b: text(s), c: text(third), d: text(ns.deep), e: text(all.second + '2'), f: text(all.data.word) });`,
      'names.ts': `export default (x: string) => x + '1'; const two = 'b2'; export { two as second }; export * as ns from './deep'; export { default as data } from './data.json';`,
      'deep.ts': `export enum Deep { Here = 'd4' } export const deep = Deep.Here;`,
      'common.cjs': `module.exports = { third: 'c3' };`,
      'data.json': `{ "word": "f6" }`,
    });
    expect(tables[0]!.columns.map(({ name }) => name)).toEqual([
      'a1',
      'b2',
      'c3',
      'd4',
      'b22',
      'f6',
    ]);
  });
});
