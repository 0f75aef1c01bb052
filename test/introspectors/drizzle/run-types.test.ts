import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSource } from '../../../introspectors/read-source.ts';
import { originLines } from '../../../src/codegen/origin-lines.ts';
import type { Column, SchemaModel } from '../../../src/schema/schema.ts';

const TYPED = `import { jsonb, pgTable, pgEnum, serial, text } from 'drizzle-orm/pg-core';
import type { Meta, Plan } from './types';
export const mood = pgEnum('mood', ['good', 'bad']);
export const users = pgTable('users', {
  id: serial().primaryKey(),
  plan: text().$type<Plan>(),
  role: text({ enum: ['admin', 'viewer'] }),
  mood: mood().$type<'good'>(),
  meta: jsonb().$type<Meta>(),
});
`;

const TYPES = `export type Plan = 'free' | 'pro'; export interface Meta { email: string }`;

const LOOP = `
const made = Object.fromEntries(['a', 'b'].map((name) => [name, pgTable(name, { kind: text().$type<Plan>() })]));
export const { a, b } = made;
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gen-factories-run-'));
  mkdirSync(join(root, 'node_modules'));
  const modules = join(import.meta.dirname, '../../../node_modules');
  symlinkSync(join(modules, 'drizzle-orm'), join(root, 'node_modules/drizzle-orm'));
  writeFileSync(join(root, 'types.ts'), TYPES);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function run(schema: string): Promise<SchemaModel> {
  writeFileSync(join(root, 'schema.ts'), schema);
  const source = { kind: 'drizzle', project: root, paths: ['schema.ts'], run: true } as const;
  return (await readSource(source)).model;
}

function columnsOf({ tables }: SchemaModel, table: string): Readonly<Record<string, Column>> {
  const { columns } = tables.find(({ name }) => name === table)!;
  return Object.fromEntries(columns.map((column) => [column.name, column]));
}

describe('a schema that is run', () => {
  it('has the types that its files write, and the lines', async () => {
    const model = await run(TYPED);
    const { plan, role, mood, meta } = columnsOf(model, 'users');
    expect(plan).toMatchObject({ values: ['free', 'pro'], at: { file: 'schema.ts', line: 6 } });
    expect(role!.values).toEqual(['admin', 'viewer']);
    expect(mood!.values).toBeUndefined();
    expect(meta!.shape).toMatchObject({ kind: 'object' });
    expect(model.origin).not.toHaveProperty('untyped');
  });

  it('says of which tables it has no types: those that only running makes', async () => {
    const model = await run(
      TYPED +
        LOOP.replace(
          "['a', 'b']",
          'process.env.PATH!.slice(0, 2).split("").map((_, at) => "ab"[at]!)',
        ),
    );
    expect(columnsOf(model, 'a')['kind']).not.toHaveProperty('values');
    expect(columnsOf(model, 'users')['plan']!.values).toEqual(['free', 'pro']);
    expect(originLines(model.origin!).slice(3)).toEqual([
      'Running the files is all that tells of public.a, public.b:',
      'what $type says of their columns was not seen.',
    ]);
  });
});
