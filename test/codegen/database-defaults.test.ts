import { describe, expect, it } from 'vitest';
import { generate } from '../../src/codegen/generate.ts';
import type { SchemaModel } from '../../src/schema/schema.ts';
import { lineOf, sketchSchema } from './tables.ts';

/** Of a CHECK that nothing solves. */
function invoices(tax: string, uniques: readonly (readonly string[])[] = []): SchemaModel {
  return sketchSchema({
    invoices: {
      columns: { id: 'bigint not null identity', total: 'text', tax },
      uniques,
      checks: ['(my_own_rule(tax, total))'],
    },
  });
}

async function filesOf(model: SchemaModel): Promise<Record<string, string>> {
  const { files } = await generate(model, {
    seed: 'test',
    now: '2026-01-01T00:00:00.000Z',
    extension: '',
    version: '1.2.3',
  });
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

describe('a column that only its default can fill', () => {
  it.each([
    ['bigint not null default 0', 'tax: 0'],
    ["integer not null default '-1'::integer", 'tax: -1'],
    ['decimal(5,2) not null default 0.25', 'tax: 0.25'],
    ["char(2) not null default 'US'::bpchar", "tax: 'US'"],
    ["enum('a','b') not null default 'b'::public.kind", "tax: 'b'"],
    ['boolean not null default false', 'tax: false'],
  ])('has it in its line where it is plain: %s', async (column, line) => {
    expect(await lineOf(invoices(column), 'invoices', 'tax')).toContain(line);
  });

  it.each([
    ['timestamptz not null default now()', 'Date'],
    ["jsonb not null default '{}'::jsonb", 'unknown'],
    ["varchar(40) not null default concat('a', 'b')", 'string'],
    ['decimal(30,20) not null default 0.12345678901234567890', 'number | string'],
  ])('is not in rows otherwise, as the type says: %s', async (column, type) => {
    const { 'schema.ts': schema, 'invoices.ts': table } = await filesOf(invoices(column));
    expect(table).not.toContain('tax:');
    const value = column.slice(column.indexOf('default ') + 8);
    expect(schema).toContain(`/** (filled by the database: ${value}) */\n  tax?: ${type};`);
  });

  it('keeps out of keys, whose values differ', async () => {
    const { 'schema.ts': schema } = await filesOf(invoices('bigint not null default 0', [['tax']]));
    expect(schema).toContain('tax?: number | bigint;');
  });
});
