const { Client } = require('pg');
const { factory } = require('./factory.js');

const client = new Client({ connectionString: process.env.DATABASE_URL });

beforeAll(async () => {
  await client.connect();
  await factory.up();
});

afterAll(async () => {
  await factory.down();
  const { rows } = await client.query('SELECT count(*)::int AS users FROM users');
  await client.end();
  expect(rows).toEqual([{ users: 0 }]);
});

test('rows are in the database', async () => {
  const { rows } = await client.query('SELECT email FROM users ORDER BY id');
  expect(rows.map((row) => row.email)).toEqual(factory.rows('users').map((row) => row.email));
});
