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
  ['postgres://app:12?ter2@db/shop', 'postgres://app:***@db/shop'],
  ['postgres://app:12#ter2@db/shop', 'postgres://app:***@db/shop'],
  // No scheme.
  ['app:hunter2@db/shop', 'app:***@db/shop'],
  ['app:hun:ter2@db/shop', 'app:***@db/shop'],
  ['//app:hunter2@db/shop', '//app:***@db/shop'],
  [':hunter2@db/shop', ':***@db/shop'],
  ['app@db/shop', 'app@db/shop'],
  ['db:5432/shop', 'db:5432/shop'],
  // Query parameters.
  ['postgres://db/shop?sslpassword=a&pwd=b&x=1', 'postgres://db/shop?sslpassword=***&pwd=***&x=1'],
  ['postgres://db/shop?PASSWORD=hun#ter2', 'postgres://db/shop?PASSWORD=***'],
  ['postgres://db/shop?password=hun&ter2&x=1', 'postgres://db/shop?password=***&x=1'],
  [
    'postgres://db/shop?passfile=/home/app/.pgpass',
    'postgres://db/shop?passfile=/home/app/.pgpass',
  ],
  ['db/shop?password=hunter2', 'db/shop?password=***'],
  // Keys and values, as libpq takes them.
  ['host=db password=hunter2 dbname=shop', 'host=db password=*** dbname=shop'],
  ["host=db password = 'hun \\' ter2' user=app", 'host=db password = *** user=app'],
  ['sslpassword=hunter2', 'sslpassword=***'],
])('%s', (url, masked) => {
  expect(maskUrl(url)).toBe(masked);
});
