import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { introspectMigrations } from '../../../introspectors/migrations/introspect-migrations.ts';
import { canonicalJson } from '../../../src/schema/canonical-json.ts';
import { histories } from './support/histories.ts';

const POSTGRES = histories('postgres').find(({ name }) => name === 'clinic')!.files;
const MYSQL = histories('mysql').find(({ name }) => name === 'library')!.files;

type DialectName = 'postgres' | 'mysql';

async function modelAfter(dialect: DialectName, ...more: readonly string[]): Promise<string> {
  const history = dialect === 'postgres' ? POSTGRES : MYSQL;
  const extra = more.map((sql, index) => ({ path: `extra${index}.sql`, sql }));
  const { model, notes } = await introspectMigrations([...history, ...extra], { dialect });
  expect(notes).toEqual([]);
  return canonicalJson(model);
}

/** Things of a history that can have another name. */
async function renamable(dialect: DialectName) {
  const model = JSON.parse(await modelAfter(dialect)) as {
    tables: {
      schema: string;
      name: string;
      columns: { name: string }[];
      inherits: unknown[];
    }[];
  };
  const quote = (name: string): string => (dialect === 'postgres' ? `"${name}"` : `\`${name}\``);
  return model.tables.flatMap((table) => {
    const path =
      dialect === 'postgres' ? `${quote(table.schema)}.${quote(table.name)}` : quote(table.name);
    // What is inherited has its name from above.
    const columns = table.inherits.length > 0 ? [] : table.columns;
    return columns.map(({ name }) => ({ path, quote, column: name }));
  });
}

const names = fc
  .stringMatching(/^[a-zA-Z_][a-zA-Z0-9_ ]{0,12}$/)
  .map((name) => `renamed ${name.trim()}`);

describe.each(['postgres', 'mysql'] as const)('%s', (dialect) => {
  it('takes a column renamed there and back for what it was', async () => {
    const columns = await renamable(dialect);
    const before = await modelAfter(dialect);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...columns),
        names,
        async ({ path, quote, column }, name) => {
          const rename = (from: string, to: string): string =>
            `ALTER TABLE ${path} RENAME COLUMN ${quote(from)} TO ${quote(to)};`;
          const there = await modelAfter(dialect, rename(column, name));
          expect(there).not.toBe(before);
          expect(there).toContain(name);
          expect(await modelAfter(dialect, rename(column, name), rename(name, column))).toBe(
            before,
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('gives a renamed column its new name in all that reads it', async () => {
    const make =
      'CREATE TABLE sums (alpha int, beta int, gamma int GENERATED ALWAYS AS (alpha * 2) STORED, CHECK (beta > alpha));';
    const renamed = await modelAfter(
      dialect,
      make,
      'CREATE UNIQUE INDEX sums_key ON sums ((alpha + beta));',
      'ALTER TABLE sums RENAME COLUMN alpha TO omega;',
    );
    expect(renamed).not.toContain('alpha');
    expect(renamed.match(/omega/g)?.length).toBeGreaterThan(5);
  });

  it('takes a table renamed there and back for what it was', async () => {
    const tables = [
      ...new Map((await renamable(dialect)).map((each) => [each.path, each])).values(),
    ];
    const before = await modelAfter(dialect);
    for (const { path, quote } of tables) {
      const parts = path.split(/\.(?=["`])/);
      const schema = parts.length > 1 ? `${parts[0]}.` : '';
      const back = `ALTER TABLE ${schema}${quote('another')} RENAME TO ${parts.at(-1)};`;
      const there = `ALTER TABLE ${path} RENAME TO ${quote('another')};`;
      expect(await modelAfter(dialect, there, back)).toBe(before);
    }
  });

  it('takes what is added and dropped for what it was', async () => {
    const before = await modelAfter(dialect);
    const table = dialect === 'postgres' ? 'patients' : 'readers';
    const add = `ALTER TABLE ${table} ADD COLUMN added int UNIQUE CHECK (added > 0);`;
    expect(await modelAfter(dialect, add)).not.toBe(before);
    expect(await modelAfter(dialect, add, `ALTER TABLE ${table} DROP COLUMN added;`)).toBe(before);
    const create = 'CREATE TABLE fresh (id int PRIMARY KEY, CHECK (id > 1));';
    expect(await modelAfter(dialect, create, 'DROP TABLE fresh;')).toBe(before);
  });

  it('throws at nothing, however it is cut or mixed', async () => {
    const history = dialect === 'postgres' ? POSTGRES : MYSQL;
    const text = history.map(({ sql }) => sql).join('\n');
    const pieces = text.split(/(?<=[\s(),;])/);
    const anywhere = fc.nat({ max: pieces.length - 1 });
    const cut = fc
      .tuple(anywhere, anywhere)
      .map(([from, to]) => pieces.slice(Math.min(from, to), Math.max(from, to)).join(''));
    const without = fc
      .uniqueArray(anywhere, { maxLength: 20 })
      .map((gone) => pieces.filter((_, index) => !gone.includes(index)).join(''));
    await fc.assert(
      fc.asyncProperty(fc.oneof(cut, without, fc.string({ maxLength: 80 })), async (sql) => {
        const { model } = await introspectMigrations([{ path: 'x.sql', sql }], { dialect });
        expect(model.dialect).toBe(dialect);
      }),
      { numRuns: 150 },
    );
  });

  it('ends at a parenthesis that was not opened', async () => {
    const table = dialect === 'postgres' ? 'patients' : 'readers';
    const history = dialect === 'postgres' ? POSTGRES : MYSQL;
    for (const sql of [
      `ALTER TABLE ${table} );`,
      `ALTER TABLE ${table} ENGINE = InnoDB ) , DROP x`,
    ]) {
      const files = [...history, { path: 'x.sql', sql }];
      const { notes } = await introspectMigrations(files, { dialect });
      expect(notes).not.toEqual([]);
    }
  });

  it('gives the same for the same', async () => {
    expect(await modelAfter(dialect)).toBe(await modelAfter(dialect));
  });
});
