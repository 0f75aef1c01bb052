import { expect, it } from 'vitest';
import { maskText } from '../../src/cli/mask-text.ts';

it.each([
  ['no URL: user@example.test', 'no URL: user@example.test'],
  ['Error: bad: x@y', 'Error: bad: x@y'],
  [
    'cannot reach postgres://app:hunter2@db/shop (postgres://app:hunter2@db/shop). Try again.',
    'cannot reach postgres://app:***@db/shop (postgres://app:***@db/shop). Try again.',
  ],
  [
    'at "postgres://db/shop?password=hunter2", said mysql://u:p)"@h/x',
    'at "postgres://db/shop?password=***", said mysql://u:***@h/x',
  ],
  [
    'no scheme: app:hunter2@db/shop, postgres//app:hunter2@db',
    'no scheme: app:***@db/shop, postgres//app:***@db',
  ],
  [
    'at file:///app/node_modules/@faker-js/faker:12:3',
    'at file:///app/node_modules/@faker-js/faker:12:3',
  ],
  [
    'no such host: host=db password=hunter2 dbname=shop, PGPASSWORD=hunter2',
    'no such host: host=db password=*** dbname=shop, PGPASSWORD=***',
  ],
  [
    'password authentication failed for user "app"; set a password = none',
    'password authentication failed for user "app"; set a password = ***',
  ],
  ['see https://example.test/a?b=c#d.', 'see https://example.test/a?b=c#d.'],
])('%s', (text, masked) => {
  expect(maskText(text)).toBe(masked);
});
