import fc from 'fast-check';
import type { ComparisonOperator, Expression } from '../../../src/checks/expression.ts';
import type { ColumnType } from '../../../src/schema/column-type.ts';

const INTEGER: ColumnType = { kind: 'integer', bits: 32, unsigned: false };
const STATE: ColumnType = { kind: 'enum', labels: ['todo', 'doing', 'done'] };

/** The columns that random expressions read, with values small enough to meet each other. */
export const COLUMNS: Readonly<Record<string, ColumnType>> = {
  a: INTEGER,
  b: INTEGER,
  c: INTEGER,
  s: STATE,
  f: { kind: 'boolean' },
};

/** Rows over {@link COLUMNS}, NULLs included. */
export const rows = fc.record({
  a: fc.option(fc.integer({ min: 0, max: 4 })),
  b: fc.option(fc.integer({ min: 0, max: 4 })),
  c: fc.option(fc.integer({ min: 0, max: 4 })),
  s: fc.option(fc.constantFrom('todo', 'doing', 'done')),
  f: fc.option(fc.boolean()),
});

function column(name: string): Expression {
  return { kind: 'column', name, type: COLUMNS[name] ?? INTEGER };
}

function number(value: number | null): Expression {
  return { kind: 'literal', value, type: INTEGER };
}

const operators = fc.constantFrom<ComparisonOperator>('=', '<>', '<', '<=', '>', '>=');

const numbers: fc.Arbitrary<Expression> = fc.oneof(
  fc.constantFrom(column('a'), column('b')),
  fc.option(fc.integer({ min: 0, max: 4 })).map(number),
  fc.constantFrom(column('a'), column('b')).map((left): Expression => ({
    kind: 'arithmetic',
    operator: '+',
    left,
    right: number(1),
  })),
  fc
    .record({
      operator: fc.constantFrom('+' as const, '-' as const, '*' as const),
      left: fc.constantFrom(column('a'), column('b'), column('c'), number(3)),
      right: fc.constantFrom(column('a'), column('b'), column('c')),
    })
    .map((parts): Expression => ({ kind: 'arithmetic', ...parts })),
  fc.integer({ min: 0, max: 4 }).map((value): Expression => ({
    kind: 'coalesce',
    operands: [column('a'), number(value)],
  })),
  fc.integer({ min: 0, max: 4 }).map((value): Expression => ({
    kind: 'nullif',
    left: column('b'),
    right: number(value),
  })),
  fc.constant<Expression>({
    kind: 'case',
    branches: [
      {
        when: { kind: 'is null', negated: false, operand: column('a') },
        result: number(0),
      },
    ],
    otherwise: number(1),
  }),
);

const labels = fc
  .constantFrom('todo', 'doing', 'done')
  .map((value): Expression => ({ kind: 'literal', value, type: STATE }));

const atoms: fc.Arbitrary<Expression> = fc.oneof(
  fc.record({ operator: operators, left: numbers, right: numbers }).map((parts): Expression => ({
    kind: 'comparison',
    ...parts,
  })),
  fc.record({ operator: operators, right: labels }).map((parts): Expression => ({
    kind: 'comparison',
    left: column('s'),
    ...parts,
  })),
  fc.constantFrom('a', 'b', 's', 'f').chain((name) =>
    fc.boolean().map((negated): Expression => ({
      kind: 'is null',
      negated,
      operand: column(name),
    })),
  ),
  fc.record({ left: numbers, right: numbers, negated: fc.boolean() }).map((parts): Expression => ({
    kind: 'distinct',
    ...parts,
  })),
  fc.constant(column('f')),
  fc.integer({ min: 0, max: 3 }).map((value): Expression => ({
    kind: 'comparison',
    operator: '=',
    left: {
      kind: 'call',
      name: 'num_nonnulls',
      operands: [column('a'), column('b'), column('s')],
      strict: false,
    },
    right: number(value),
  })),
);

/** Random checks: everything that has a truth, nested a few levels deep. */
export const conditions: fc.Arbitrary<Expression> = fc.letrec<{ node: Expression }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
    atoms,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      operands: fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
    }),
    tie('node').map((operand): Expression => ({ kind: 'not', operand })),
    fc.record({
      kind: fc.constant('is' as const),
      truth: fc.boolean(),
      negated: fc.boolean(),
      operand: tie('node'),
    }),
    fc.record({ left: tie('node'), right: tie('node') }).map(({ left, right }): Expression => ({
      kind: 'comparison',
      operator: '=',
      left,
      right,
    })),
    fc
      .record({ when: tie('node'), result: tie('node'), otherwise: tie('node') })
      .map(({ when, result, otherwise }): Expression => ({
        kind: 'case',
        branches: [{ when, result }],
        otherwise,
      })),
  ),
})).node;
