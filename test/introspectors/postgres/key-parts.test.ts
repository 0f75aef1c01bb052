import { expect, it } from 'vitest';
import { keyParts, splitExpressions } from '../../../introspectors/postgres/key-parts.ts';

it.each([
  ['lower(name)', ['lower(name)']],
  ['lower(name), upper(name)', ['lower(name)', 'upper(name)']],
  [`((a || ', '::text)), f(b, c)`, [`((a || ', '::text))`, 'f(b, c)']],
  [`('it''s, ('::text || a), b`, [`('it''s, ('::text || a)`, 'b']],
  ['f("a, (b"), ARRAY[x, y][1]', ['f("a, (b")', 'ARRAY[x, y][1]']],
])('%s', (list, parts) => {
  expect(splitExpressions(list)).toEqual(parts);
});

it('tells which columns each expression reads, in the order of the columns', () => {
  const trees =
    '({FUNCEXPR :args ({VAR :varno 1 :varattno 3 :varattnosyn 9} {VAR :varattno 1})} {VAR :name \\}x\\{ :varattno 2})';
  const row = {
    columns: [null, 'd', null],
    expression_trees: trees,
    attributes: ['a', 'b', 'c', 'd'],
  };
  expect(keyParts(row, ['f(c, a)', 'g(b)'])).toEqual([
    { kind: 'expression', sql: 'f(c, a)', columns: ['a', 'c'] },
    { kind: 'column', column: 'd' },
    { kind: 'expression', sql: 'g(b)', columns: ['b'] },
  ]);
});
