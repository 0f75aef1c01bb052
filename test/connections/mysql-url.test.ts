import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMysql } from '../../src/connections/mysql.ts';
import { readMysqlUrl } from '../../src/connections/mysql-url.ts';
import { rejection, thrown } from '../support/errors.ts';

describe('a URL', () => {
  it('is taken apart', () => {
    expect(readMysqlUrl('mysql://app:hun%40ter2@db.internal:3307/shop%20two')).toEqual({
      target: { host: 'db.internal', port: 3307, database: 'shop two', local: false },
      user: 'app',
      password: 'hun@ter2',
      socketPath: undefined,
      ssl: undefined,
      timeoutSeconds: 15,
    });
  });

  it.each([
    ['mysql://localhost/shop', { host: 'localhost', port: 3306, local: true }],
    ['mariadb://root@[::1]/shop', { host: '::1', port: 3306, local: true }],
    ['mysql:///shop', { host: 'localhost', port: 3306, local: true }],
    [
      'mysql://localhost/shop?socket=/run/mysqld.sock',
      { host: '/run/mysqld.sock', port: null, local: true },
    ],
  ])('leads to %s', (url, target) => {
    expect(readMysqlUrl(url).target).toEqual({ database: 'shop', ...target });
  });

  it.each([
    ['', undefined],
    ['?ssl-mode=DISABLED', undefined],
    ['?ssl-mode=PREFERRED', undefined],
    ['?ssl=false', undefined],
    ['?ssl-mode=REQUIRED', { rejectUnauthorized: false }],
    ['?sslmode=require', { rejectUnauthorized: false }],
    ['?sslaccept=accept_invalid_certs', { rejectUnauthorized: false }],
    ['?sslaccept=strict', { rejectUnauthorized: true }],
    ['?ssl-mode=VERIFY_CA', { rejectUnauthorized: true }],
    ['?ssl-mode=VERIFY_IDENTITY', { rejectUnauthorized: true }],
    ['?ssl=true', { rejectUnauthorized: true }],
    ['?ssl={"rejectUnauthorized":false}', { rejectUnauthorized: false }],
  ])('says of TLS what %s means', (parameters, ssl) => {
    expect(readMysqlUrl(`mysql://db/shop${parameters}`).ssl).toEqual(ssl);
  });

  it.each([
    ['postgres://localhost/shop', 'no URL of a MySQL'],
    ['localhost/shop', 'no scheme'],
    ['mysql://app:hunter2@db', 'names no database'],
    ['mysql://app:hunter2@db/', 'names no database'],
    ['mysql://app:hun%ter2@db/shop', '% that escapes nothing'],
    ['mysql://app:hun#ter2@db/shop', 'cannot be read'],
    ['mysql://app:hunter2@db:port/shop', 'cannot be read'],
    ['mysql://app:hunter2@db/shop?ssl-ca=/no/such.pem', '/no/such.pem'],
    ['mysql://app:hunter2@db/shop?connect_timeout=soon', 'connect_timeout'],
  ])('that is not right is refused: %s', async (url, words) => {
    const error = await rejection(openMysql(url));
    expect(error.code).toBe('URL_INVALID');
    expect(error.message).toContain(words);
    expect(`${error.message}${error.stack}`).not.toMatch(/hunter2|ter2/);
    expect(error.cause).toBeUndefined();
  });

  describe('that names a certificate', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'gen-factories-'));
      writeFileSync(join(folder, 'ca.pem'), 'PEM');
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('has it read', () => {
      const path = encodeURIComponent(join(folder, 'ca.pem'));
      expect(readMysqlUrl(`mysql://db/shop?sslcert=${path}`).ssl).toEqual({
        rejectUnauthorized: true,
        ca: 'PEM',
      });
      expect(readMysqlUrl(`mysql://db/shop?ssl-mode=VERIFY_CA&ssl-ca=${path}`).ssl?.ca).toBe('PEM');
      expect(thrown(() => readMysqlUrl(`mysql://db/shop?ssl-ca=${path}x`)).code).toBe(
        'URL_INVALID',
      );
    });
  });
});
