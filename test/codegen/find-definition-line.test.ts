import { expect, it } from 'vitest';
import { findDefinitionLine } from '../../src/codegen/find-definition-line.ts';

it('finds what its example says', () => {
  const text = "factory.define('users', {\n  shape: {\n    age: 7,\n  },\n});";
  expect(findDefinitionLine(text, 1, ['shape', 'age'])).toBe(3);
});

const TEXT = `import { factory } from './generated/index.js';

factory
  .define('users', {
    traits: {
      age: { name: 'A' },
      banned: {
        'age': 7,
        address: { city: 'B' },
      },
    },
    shape: ({ index }) => {
      const age = index;
      return { name: 'C', age };
    },
  })
  .define('orgs', { shape: { age: 1 } });

factory.scenario('big', ({ add }) => {
  add('orgs', { age: 2 });
  add('users', 3, {
    age: 4,
  });
});
`;

it.each<[what: string, line: number, path: readonly string[], expected: number]>([
  ['a column of a trait', 4, ['traits', 'banned', 'age'], 8],
  ['a field of a document', 4, ['traits', 'banned', 'address', 'city'], 9],
  ['a column in what a function returns', 4, ['shape', 'age'], 14],
  ['the next of a chain', 17, ['shape', 'age'], 17],
  ['what a scenario adds', 19, ['users', 'age'], 22],
  ['the innermost that is there', 4, ['traits', 'banned', 'email'], 7],
  ['the call itself', 4, [], 4],
  ['a line without a call', 13, ['shape'], 13],
])('finds %s', (_, line, path, expected) => {
  expect(findDefinitionLine(TEXT, line, path)).toBe(expected);
});
