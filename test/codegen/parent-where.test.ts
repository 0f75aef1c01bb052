import { describe, expect, it } from 'vitest';
import { lineOf, sketchSchema } from './tables.ts';

const schemaOf = (check: string, key = 'integer not null serial') =>
  sketchSchema({
    plans: { columns: { id: key, name: 'text not null' } },
    users: {
      columns: {
        id: 'integer not null serial',
        plan_id: key.startsWith('integer') ? 'integer not null' : key,
      },
      references: { plan_id: 'plans' },
      checks: [check],
    },
  });

describe('a CHECK on the column of a reference', () => {
  it.each([
    ['(plan_id = ANY (ARRAY[1, 2]))', "ref('plans', { where: { id: [1, 2] } })"],
    ['(plan_id = 3)', "ref('plans', { where: { id: 3 } })"],
    ['(plan_id > 10)', "ref('plans', { where: { id: { min: 11 } } })"],
    ['((plan_id >= 5) AND (plan_id < 8))', "ref('plans', { where: { id: { min: 5, max: 7 } } })"],
  ])('%s says which rows may be the parent', async (check, line) => {
    expect(await lineOf(schemaOf(check), 'users', 'plan_id')).toContain(`plan_id: ${line}`);
  });

  it.each([
    ["(plan_id <> 'a'::text)", 'text not null'],
    ['((plan_id % 2) = 0)', 'integer not null serial'],
  ])('%s is for a person, where nobody knows the keys or what they are', async (check, key) => {
    expect(await lineOf(schemaOf(check, key), 'users', 'plan_id')).toContain('todo(');
  });
});
