import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rejection } from '../../support/errors.ts';
import {
  createDatabase,
  forEachMysql,
  runMysql,
  type TestDatabase,
} from '../../support/servers.ts';
import { snapshot } from './support/database.ts';
import { SHOP_DDL, shopFactory } from './support/shop.ts';

const PASSWORD = 'hun%ter2';

forEachMysql((server) => {
  let database: TestDatabase;
  let url: string;
  let home: string;
  let user: string;
  let asUser: string;
  let before: Record<string, unknown>;

  beforeEach(async () => {
    database = await createDatabase(server, 'privileges');
    url = database.url;
    home = `\`${decodeURIComponent(new URL(url).pathname.slice(1))}\``;
    user = `u${randomBytes(4).toString('hex')}`;
    const limited = new URL(url);
    limited.username = user;
    limited.password = encodeURIComponent(PASSWORD);
    asUser = limited.href;
    await runMysql(url, SHOP_DDL);
    await runMysql(url, `CREATE USER ${user} IDENTIFIED BY '${PASSWORD}'`);
    before = await snapshot(url);
  });
  afterEach(async () => {
    await runMysql(url, `DROP USER ${user}`);
    await database.drop();
  });

  const grant = (...lines: readonly string[]): Promise<void> =>
    runMysql(
      url,
      lines.map((line) => `GRANT ${line.replace('ON ', `ON ${home}.`)} TO ${user};`).join('\n'),
    );

  const ALL = 'SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, CREATE TEMPORARY TABLES';

  it('those that the message names are enough', async () => {
    await grant(`${ALL} ON *`);
    await shopFactory(20).up({ url: asUser, scenario: 'large-org' });
    expect((await shopFactory(20).up({ url: asUser, scenario: 'large-org' })).unchanged).toBe(true);
    await shopFactory(20).down({ url: asUser });
    expect(await snapshot(url)).toEqual(before);
  });

  it.each(['CREATE', 'CREATE TEMPORARY TABLES'])(
    'without %s there is no ledger',
    async (missing) => {
      const others = ALL.split(', ').filter((privilege) => privilege !== missing);
      await grant(`${others.join(', ')} ON *`);
      const error = await rejection(shopFactory().up({ url: asUser }));
      expect(error.code).toBe('DATABASE_ERROR');
      expect(error.message).toContain('may not keep the ledger');
      expect(error.fix).toContain('CREATE TEMPORARY TABLES on the database');
      expect(await snapshot(url)).toEqual(before);
    },
  );

  it('without CREATE, an owner may make the ledger', async () => {
    await shopFactory().up({ url });
    await runMysql(url, 'DELETE FROM gen_factories_runs; DELETE FROM gen_factories_keys');
    await runMysql(
      url,
      'SET foreign_key_checks = 0; DELETE FROM visits; DELETE FROM tokens; DELETE FROM members; DELETE FROM projects; DELETE FROM `invoice ``lines`` v1.0`; DELETE FROM users; DELETE FROM orgs',
    );
    await grant('SELECT, INSERT, UPDATE, DELETE, CREATE TEMPORARY TABLES ON *');
    await shopFactory().up({ url: asUser });
    await shopFactory().down({ url: asUser });
    // What the user may not do is left: the ledger's tables, empty, and where counters stand.
    const rows = Object.entries(await snapshot(url)).filter(([, [, ...found]]) => found.length > 0);
    expect(rows).toEqual([]);
  });

  describe.each(['INSERT', 'DELETE'])('without %s on one table', (missing) => {
    it('nothing is written', async () => {
      const tables = [
        'orgs',
        'projects',
        'tokens',
        'members',
        '`invoice ``lines`` v1.0`',
        'visits',
      ];
      await grant(
        'CREATE, DROP, ALTER, CREATE TEMPORARY TABLES ON *',
        ...['gen_factories_runs', 'gen_factories_keys', ...tables].map(
          (table) => `SELECT, INSERT, UPDATE, DELETE, CREATE ON ${table}`,
        ),
        `SELECT, UPDATE, ${missing === 'INSERT' ? 'DELETE' : 'INSERT'} ON users`,
      );
      const error = await rejection(shopFactory().up({ url: asUser }));
      expect(error.code).toBe('DATABASE_ERROR');
      expect(error.message).toMatch(
        new RegExp(`${missing} command denied to user .* for table [^ ]*users`, 'i'),
      );
      expect(error.fix).toContain('Grant the privilege');
      expect(await snapshot(url)).toEqual(before);
    });
  });

  it('a table that the catalogue does not show is said to be hidden', async () => {
    await grant(
      'CREATE, DROP, ALTER, CREATE TEMPORARY TABLES ON gen_factories_runs'.replace(
        ', CREATE TEMPORARY TABLES',
        '',
      ),
      'SELECT, INSERT, UPDATE, DELETE ON orgs',
      'SELECT, INSERT, UPDATE, DELETE ON users',
    );
    const error = await rejection(shopFactory().up({ url: asUser }));
    expect(error.code).toBe('DATABASE_ERROR');
    expect(error.message).toMatch(/command denied to user .* for table [^ ]*projects/i);
    expect(error.fix).toContain('Grant the privilege');
    expect(await snapshot(url)).toEqual(before);
  });

  it('a table that nobody has is still not there', async () => {
    await grant(`${ALL} ON *`);
    await runMysql(url, 'DROP TABLE visits');
    const error = await rejection(shopFactory().up({ url: asUser }));
    expect(error.code).toBe('DEFINITIONS_STALE');
    expect(error.message).toContain('table visits is not there');
  });

  it('triggers that the user may not see are reckoned with', async () => {
    await runMysql(
      url,
      `CREATE TABLE trail (id int AUTO_INCREMENT PRIMARY KEY, what varchar(40));
       CREATE TABLE tags (word char(36) PRIMARY KEY);
       INSERT INTO trail (what) VALUES ('app');
       CREATE TRIGGER note AFTER INSERT ON users FOR EACH ROW INSERT INTO trail (what) VALUES (NEW.email);
       CREATE TRIGGER tag AFTER INSERT ON orgs FOR EACH ROW INSERT INTO tags VALUES (UUID());
       CREATE TRIGGER gone AFTER DELETE ON users FOR EACH ROW INSERT INTO trail (what) VALUES ('gone')`,
    );
    before = await snapshot(url);
    await grant(`${ALL} ON *`);
    await shopFactory(3).up({ url: asUser });
    expect((await shopFactory(3).down({ url: asUser })).deleted).toMatchObject({
      trail: 300,
      tags: 15,
    });
    expect(await snapshot(url)).toEqual(before);
  });

  it('a row elsewhere that the user may not see keeps ours', async () => {
    const other = await createDatabase(server, 'elsewhere');
    try {
      await runMysql(
        other.url,
        `CREATE TABLE invoices (user_id int NOT NULL, FOREIGN KEY (user_id) REFERENCES ${home}.users (id))`,
      );
      await grant(`${ALL} ON *`);
      await shopFactory().up({ url: asUser });
      await runMysql(other.url, 'INSERT INTO invoices VALUES (5)');
      before = await snapshot(url);
      const error = await rejection(shopFactory().down({ url: asUser }));
      expect(error.code).toBe('DATABASE_ERROR');
      expect(error.message).toContain('Cannot delete or update a parent row');
      expect(error.fix).toContain('that the user may not see');
      expect(await snapshot(url)).toEqual(before);
      await shopFactory().down({ url });
    } finally {
      await runMysql(other.url, 'DROP TABLE invoices');
      await other.drop();
    }
  });

  it('no message has the password', async () => {
    await grant('SELECT ON orgs');
    const wrong = new URL(asUser);
    wrong.password = 'hunter3';
    for (const [target, code] of [
      [asUser, 'DATABASE_ERROR'],
      [wrong.href, 'LOGIN_REFUSED'],
      [asUser.replace(/\/privileges_\w+/, '/mysql'), 'LOGIN_REFUSED'],
    ] as const) {
      const error = await rejection(shopFactory().up({ url: target }));
      expect(error.code).toBe(code);
      expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toMatch(
        /hun(?:%|%25)?ter/,
      );
    }
  });
});
