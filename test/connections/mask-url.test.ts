import { expect, it } from 'vitest';
import { maskUrl } from '../../src/connections/mask-url.ts';

it.each([
  ['postgres://app:hunter2@db.internal:5432/shop', 'postgres://app:***@db.internal:5432/shop'],
  ['postgres://app@db/shop', 'postgres://app@db/shop'],
  ['postgres://db/shop', 'postgres://db/shop'],
  ['postgres://app:hun%40ter2@db/shop', 'postgres://app:***@db/shop'],
  [
    'postgres://app:hunter2@db/shop?application_name=a@b',
    'postgres://app:***@db/shop?application_name=a@b',
  ],
  [
    'postgres://db/shop?user=app&password=hunter2&sslmode=require',
    'postgres://db/shop?user=app&password=***&sslmode=require',
  ],
  // Not valid, because the password is not escaped.
  ['postgres://app:hun/ter2@db/shop', 'postgres://app:***@db/shop'],
  ['postgres://app:hun#ter2@db/shop', 'postgres://app:***@db/shop'],
  ['postgres://app:12/ter2@db/shop', 'postgres://app:***@db/shop'],
  ['postgres://app:hun@ter2@db/shop', 'postgres://app:***@db/shop'],
  ['postgres:app:hunter2@db/shop', 'postgres:app:***@db/shop'],
  ['mongodb://app:hunter2@a:1,b:2/shop', 'mongodb://app:***@a:1,b:2/shop'],
])('%s', (url, masked) => {
  expect(maskUrl(url)).toBe(masked);
});
