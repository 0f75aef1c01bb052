import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, contains } from '../../src/checks/expression.ts';
import { parseType } from '../../src/schema/type-notation.ts';
import { ACCOUNTS } from './fixtures/catalogue-accounts.ts';
import { ORDERS } from './fixtures/catalogue-orders.ts';
import { TRAPS } from './fixtures/catalogue-traps.ts';
import { parse, tableOf } from './support/catalogue.ts';

const integer = parseType('integer').type;

describe('loadPostgresParser', () => {
  it.each([TRAPS, ORDERS, ACCOUNTS].map((catalogue) => [tableOf(catalogue)] as const))(
    'reads every check of a catalogue without an opaque part',
    (table) => {
      const types = new Map(table.columns.map(({ name, type }) => [name, type]));
      for (const { name, expression, columns } of table.checks) {
        const tree = parse(expression, (column) => types.get(column));
        expect([name, contains(tree, ({ kind }) => kind === 'opaque')]).toEqual([name, false]);
        expect(columns).toEqual(expect.arrayContaining([...columnsOf(tree)]));
      }
    },
  );

  it('knows what a user function reads, but not what it makes of NULL', () => {
    expect(parse('(my_function(a, 1) > 0)', () => integer)).toMatchObject({
      left: { kind: 'call', name: 'my_function', strict: false },
    });
    expect(parse('(pg_catalog.abs(a) > 0)', () => integer)).toMatchObject({
      left: { kind: 'call', name: 'abs', strict: true },
    });
    expect(parse('(mine.abs(a) > 0)', () => integer)).toMatchObject({ left: { strict: false } });
  });

  it.each([
    ['(t.* IS NOT NULL)', []],
    ['((a, b) = (1, 2))', ['a', 'b']],
    ['(a IS JSON)', ['a']],
    ['(a OPERATOR(public.<=>) b)', ['a', 'b']],
    ['(CURRENT_DATE > a)', ['a']],
    ['(a = (SELECT 1))', ['a']],
    ['not sql at all', []],
    ['', []],
  ])('makes %s a tree, opaque where it has to be', (sql, columns) => {
    const tree = parse(sql, (name) => (['a', 'b'].includes(name) ? integer : undefined));
    expect(columnsOf(tree)).toEqual(columns);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (sql) => {
        expect(parse(sql, () => integer)).toHaveProperty('kind');
      }),
    );
  });
});
