import { describe, expect, it } from 'vitest';
import {
  constraintName,
  joinNames,
  sequenceName,
} from '../../../introspectors/prisma/tables/names.ts';

describe('names of constraints', () => {
  it('are of table and columns', () => {
    expect(constraintName(['User'], '_pkey', 'postgresql')).toBe('User_pkey');
    expect(constraintName(['User', 'a', 'b'], '_key', 'postgresql')).toBe('User_a_b_key');
    expect(constraintName(['Post', 'authorId'], '_fkey', 'mysql')).toBe('Post_authorId_fkey');
  });

  it.each([
    ['postgresql', 63],
    ['mysql', 64],
    ['mongodb', 127],
  ] as const)('are cut before the suffix: %s', (provider, limit) => {
    expect(constraintName(['x'.repeat(200)], '_key', provider)).toBe(
      `${'x'.repeat(limit - 4)}_key`,
    );
    const fits = 'x'.repeat(limit - 4);
    expect(constraintName([fits], '_key', provider)).toBe(`${fits}_key`);
  });

  it('are cut by bytes, between characters', () => {
    const name = constraintName(['ü'.repeat(40)], '_fkey', 'postgresql');
    expect(name).toBe(`${'ü'.repeat(29)}_fkey`);
    expect(Buffer.byteLength(name)).toBe(63);
    expect(constraintName([`a${'ü'.repeat(40)}`], '_pkey', 'postgresql')).toBe(
      `a${'ü'.repeat(28)}_pkey`,
    );
  });
});

describe('names of tables between', () => {
  it('differ by the database', () => {
    expect(joinNames('PostToTag', 'postgresql')).toEqual({
      table: '_PostToTag',
      key: '_PostToTag_AB_pkey',
      a: '_PostToTag_A_fkey',
      b: '_PostToTag_B_fkey',
    });
    expect(joinNames('PostToTag', 'mysql').key).toBe('_PostToTag_AB_unique');
  });

  it('are cut', () => {
    const { table, key, a } = joinNames('x'.repeat(80), 'postgresql');
    expect([table.length, key.length, a.length]).toEqual([63, 63, 63]);
  });
});

describe('names of sequences', () => {
  it.each([
    ['User', 'id', 'User_id_seq'],
    ['t'.repeat(60), 'id', `${'t'.repeat(56)}_id_seq`],
    ['t'.repeat(60), 'c'.repeat(60), `${'t'.repeat(29)}_${'c'.repeat(29)}_seq`],
    ['t', 'c'.repeat(63), `t_${'c'.repeat(57)}_seq`],
  ])('%s, %s', (table, column, expected) => {
    expect(sequenceName(table, column)).toBe(expected);
    expect(expected.length).toBeLessThanOrEqual(63);
  });
});
