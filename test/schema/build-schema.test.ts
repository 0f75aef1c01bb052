import { describe, expect, it } from 'vitest';
import { GenFactoriesError } from '../../src/errors.ts';
import { buildSchema, compareTables, tableKey } from '../../src/schema/build-schema.ts';
import type { Column, Reference, Table } from '../../src/schema/schema.ts';

describe('buildSchema', () => {
  it('orders tables and what was skipped by schema and name, in code units', () => {
    const tables = [table('user'), table('aa_x'), table('User'), table('b', { schema: 'a' })];
    const skipped = [
      { schema: 'public', name: 'z', kind: 'view', reason: '' },
      { schema: 'public', name: 'Z', kind: 'view', reason: '' },
    ] as const;
    const model = buildSchema({ dialect: 'postgres', tables, skipped });
    expect(model.tables.map(({ name }) => name)).toEqual(['b', 'User', 'aa_x', 'user']);
    expect(model.skipped.map(({ name }) => name)).toEqual(['Z', 'z']);
    expect(tables[0]?.name).toBe('user');
  });

  it('takes what hangs together', () => {
    const users = table('users', {
      primaryKey: { name: 'pk', columns: ['id'], deferrable: 'no' },
      checks: [{ name: 'c', expression: '(1 < 2)', columns: [], enforced: true }],
      references: [reference('users', ['other'], ['id'])],
    });
    expect(build(users).tables).toEqual([users]);
  });

  it('leaves out references of columns to themselves, which hold in every row', () => {
    const users = table('users', {
      references: [reference('users', ['id'], ['id']), reference('users', ['other'], ['id'])],
    });
    expect(build(users).tables[0]!.references).toEqual([reference('users', ['other'], ['id'])]);
  });

  it.each<[string, Table[]]>([
    ['A table was read twice', [table('users'), table('users')]],
    ['Two columns have one name', [table('users', { columns: [column('id'), column('id')] })]],
    [
      'The primary key names a column "no" that is not there',
      [table('users', { primaryKey: { name: 'pk', columns: ['id', 'no'], deferrable: 'no' } })],
    ],
    ['Unique "u" names a column "no"', [unique({ kind: 'column', column: 'no' })]],
    [
      'Unique "u" names a column "no"',
      [unique({ kind: 'expression', sql: 'lower(no)', columns: ['no'] })],
    ],
    [
      'Check "c" names a column "no"',
      [
        table('users', {
          checks: [{ name: 'c', expression: '', columns: ['no'], enforced: true }],
        }),
      ],
    ],
    ['Reference "r" names a column "no"', [referring('users', ['no'], ['id'])]],
    ['Reference "r" leads to a table that was not read', [referring('gone', ['other'], ['id'])]],
    ['pairs unequal numbers of columns', [referring('users', ['id', 'other'], ['id'])]],
    ['leads to a column that is not there', [referring('users', ['other'], ['no'])]],
  ])('%s', (what, tables) => {
    const thrown = catchError(() => build(...tables));
    expect(thrown).toBeInstanceOf(GenFactoriesError);
    expect(thrown).toMatchObject({ code: 'SCHEMA_INVALID', where: 'public.users' });
    expect(thrown).toHaveProperty('what', expect.stringContaining(what));
  });
});

describe('table names', () => {
  it('are told apart whatever characters they hold', () => {
    expect(tableKey({ schema: 'a.b', name: 'c' })).not.toBe(tableKey({ schema: 'a', name: 'b.c' }));
  });

  it('are ordered by schema first', () => {
    expect(compareTables({ schema: 'b', name: 'a' }, { schema: 'a', name: 'b' })).toBeGreaterThan(
      0,
    );
    expect(compareTables({ schema: 'a', name: 'a' }, { schema: 'a', name: 'a' })).toBe(0);
  });
});

function build(...tables: Table[]): ReturnType<typeof buildSchema> {
  return buildSchema({ dialect: 'postgres', tables, skipped: [] });
}

function table(name: string, more: Partial<Table> = {}): Table {
  return {
    schema: 'public',
    name,
    kind: 'table',
    comment: null,
    columns: [column('id'), column('other')],
    primaryKey: null,
    uniques: [],
    references: [],
    checks: [],
    exclusions: [],
    partitioning: null,
    inherits: [],
    triggers: [],
    rules: [],
    rowSecurity: 'off',
    ...more,
  };
}

function column(name: string): Column {
  return {
    name,
    type: { kind: 'integer', bits: 32, unsigned: false },
    nullable: true,
    default: null,
    identity: null,
    generated: null,
    sequence: null,
    comment: null,
  };
}

function unique(part: Table['uniques'][number]['parts'][number]): Table {
  const key = {
    name: 'u',
    parts: [part],
    where: null,
    nullsEqual: false,
    deferrable: 'no',
  } as const;
  return table('users', { uniques: [key] });
}

function referring(to: string, columns: string[], target: string[]): Table {
  return table('users', { references: [reference(to, columns, target)] });
}

function reference(to: string, columns: string[], target: string[]): Reference {
  return {
    name: 'r',
    columns,
    target: { table: { schema: 'public', name: to }, columns: target },
    onDelete: 'no action',
    onUpdate: 'no action',
    match: 'simple',
    deferrable: 'no',
    validated: true,
  };
}

function catchError(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
