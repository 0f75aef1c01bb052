import { describe, expect, it } from 'vitest';
import { generate } from '../../src/codegen/generate.ts';
import type { Column, SchemaModel } from '../../src/schema/schema.ts';
import { lineOf, sketchSchema } from './tables.ts';

/** A table of three columns, the last as a schema file says more of it than a database would. */
function schemaWith(
  name: string,
  line: string,
  more: Partial<Column>,
  check?: string,
): SchemaModel {
  const columns = { id: 'bigint not null identity', email: 'text not null', [name]: line };
  const checks = check === undefined ? [] : [check];
  const model = sketchSchema({ users: { columns, checks } });
  const tables = model.tables.map((table) => ({
    ...table,
    columns: table.columns.map((each) => (each.name === name ? { ...each, ...more } : each)),
  }));
  return { ...model, tables };
}

async function schemaText(model: SchemaModel): Promise<string> {
  const options = {
    seed: 's',
    now: '2026-01-01T00:00:00.000Z',
    extension: '',
    version: '1',
  } as const;
  const { files } = await generate(model, options);
  return files.find(({ path }) => path === 'schema.ts')!.text;
}

describe('what a program makes as it makes a row', () => {
  it.each([
    ['uuid', 'uuid not null', 'uuid()'],
    ['uuid', 'text not null', 'uuid()'],
    ['uuidv7', 'uuid not null', 'uuidv7()'],
    ['cuid', 'text not null', 'cuid()'],
    ['cuid2', 'varchar(191) not null', 'cuid()'],
    ['nanoid', 'text not null', 'nanoid()'],
    ['ulid', 'char(26) not null', 'ulid()'],
  ] as const)('a %s in a column of %s', async (client, line, expected) => {
    const model = schemaWith('handle', line, { client });
    expect(await lineOf(model, 'users', 'handle')).toContain(`handle: ${expected}`);
  });

  it('the time, as any other', async () => {
    const model = schemaWith('touched', 'timestamptz(3) not null', { client: 'now' });
    expect(await lineOf(model, 'users', 'touched')).toMatch(/touched: recent\(/);
  });
});

describe('texts that the program uses and the database does not enforce', () => {
  const values = ['free', 'pro', 'enterprise'];

  it('fill the column, and are its type', async () => {
    const model = schemaWith('tier', 'text not null', { values });
    expect(await lineOf(model, 'users', 'tier')).toMatch(/tier: (?:weighted|oneOf)\(.*enterprise/);
    expect(await schemaText(model)).toContain("tier: 'free' | 'pro' | 'enterprise';");
  });

  it('fill a list', async () => {
    const model = schemaWith('tiers', 'text[] not null', { values });
    expect(await lineOf(model, 'users', 'tiers')).toMatch(/tiers: .*listOf\(.*enterprise/);
    expect(await schemaText(model)).toContain("tiers: ('free' | 'pro' | 'enterprise')[];");
  });

  it('are those of them that a CHECK takes', async () => {
    const check = "(tier = ANY (ARRAY['pro'::text, 'enterprise'::text, 'gone'::text]))";
    const line = await lineOf(
      schemaWith('tier', 'text not null', { values }, check),
      'users',
      'tier',
    );
    expect(line).toContain('tier: weighted({ pro: 0.75, enterprise: 0.25 })');
  });
});

describe('a column that could not be read', () => {
  const unread = 'src/db/schema.ts:12: the name is computed as the program runs';

  it('is a person’s to fill, even where it may be NULL', async () => {
    for (const line of ['text not null', 'text']) {
      expect(await lineOf(schemaWith('nick', line, { unread }), 'users', 'nick')).toContain(
        `todo('${unread}')`,
      );
    }
  });
});
