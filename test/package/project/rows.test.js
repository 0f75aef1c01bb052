const { GenFactoriesError } = require('gen-factories');
const { factory } = require('./factory.js');

test('rows need no database', () => {
  const users = factory.rows('users');
  expect(users).toHaveLength(40);
  expect(new Set(users.map((user) => user.email)).size).toBe(40);
  expect(users[7]).toEqual(factory.row('users', 7));
});

test('errors are of the one class', () => {
  expect(() => factory.define('userz', {})).toThrow(GenFactoriesError);
});
