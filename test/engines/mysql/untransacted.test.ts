import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rejection } from '../../support/errors.ts';
import {
  createDatabase,
  forEachMysql,
  runMysql,
  type TestDatabase,
} from '../../support/servers.ts';
import { looseFactory, type LooseFactory } from '../support/loose-factory.ts';
import { countOf, select, snapshot } from './support/database.ts';
import { LINES, QUOTED_LINES, SHOP_DDL, shopFactory } from './support/shop.ts';
import { startShop, untilPrinted } from './support/start-shop.ts';

/** Two tables: one that no transaction holds, and one that is written after it. */
function logFactory(count: number, email?: (index: number) => string): LooseFactory {
  const factory = looseFactory(
    {
      log: {
        table: 'log',
        columns: { id: 'int not null auto_increment', line: 'varchar(40)' },
        primaryKey: ['id'],
      },
      users: {
        table: 'users',
        columns: { id: 'int not null auto_increment', name: 'varchar(40)' },
        primaryKey: ['id'],
      },
    },
    'mysql',
  );
  factory.define('log', {
    count,
    shape: { line: ({ index }) => (email === undefined ? `line ${index}` : email(index)) },
  });
  return factory.define('users', { count, shape: { name: 'Ada' } });
}

const ddl = (engine: string): string => `
  CREATE TABLE log (id int AUTO_INCREMENT PRIMARY KEY, line varchar(40), KEY (line)) ENGINE = ${engine};
  CREATE TABLE users (id int AUTO_INCREMENT PRIMARY KEY, name varchar(40));
  INSERT INTO log (line) VALUES ('App'), ('App 2');`;

forEachMysql((server) => {
  let database: TestDatabase;
  let url: string;

  beforeEach(async () => {
    database = await createDatabase(server, 'untransacted');
    url = database.url;
  });
  afterEach(() => database.drop());

  const engines = ['MyISAM', 'MEMORY', ...(server.kind === 'mariadb' ? ['Aria'] : [])];

  describe.each(engines)('a table of %s', (engine) => {
    it.each([50, 1500])('is written and cleared, of %i rows', async (count) => {
      await runMysql(url, ddl(engine));
      const before = await snapshot(url);
      const factory = logFactory(count);
      await factory.up({ url, append: true });
      expect(await countOf(url, 'log')).toBe(count + 2);
      await runMysql(url, `INSERT INTO log (line) VALUES ('theirs')`);
      expect((await factory.down({ url })).deleted).toEqual({ log: count, users: count });
      expect(await select(url, `SELECT id FROM log WHERE line = 'theirs'`)).toEqual([
        { id: count + 3 },
      ]);
      await runMysql(
        url,
        `DELETE FROM log WHERE line = 'theirs'; ALTER TABLE log AUTO_INCREMENT = 3`,
      );
      expect(await snapshot(url)).toEqual(before);
    });

    it('is cleared where the load fails later', async () => {
      await runMysql(url, ddl(engine));
      const before = await snapshot(url);
      const factory = logFactory(1500).define('users', {
        shape: {
          name: ({ index }) => {
            if (index === 1400) throw new Error('no name');
            return 'Ada';
          },
        },
      });
      expect((await rejection(factory.up({ url, append: true }))).code).toBe('VALUE_INVALID');
      expect(await snapshot(url)).toEqual(before);
    });

    it.each([50, 1500])('that refuses a row says which, among %i', async (count) => {
      await runMysql(url, `${ddl(engine)} ALTER TABLE log ADD UNIQUE KEY one_line (line)`);
      const before = await snapshot(url);
      const factory = logFactory(count, (index) => `line ${index === count - 4 ? 1 : index}`);
      const error = await rejection(factory.up({ url, append: true }));
      expect(error.code).toBe('ROW_REJECTED');
      expect(error.what).toContain('another row has the same key (one_line)');
      expect(error.where).toBe(`log.line, row ${count - 4}`);
      expect(await snapshot(url)).toEqual(before);
    });

    it('leaves the app keys of its own while it is written', async () => {
      await runMysql(url, ddl(engine));
      let added: Promise<void> | undefined;
      const factory = logFactory(3000);
      await factory.up({
        url,
        append: true,
        onProgress: ({ table }) => {
          if (table === 'log') added ??= runMysql(url, `INSERT INTO log (line) VALUES ('theirs')`);
        },
      });
      await added;
      await factory.down({ url });
      expect(await select(url, 'SELECT line FROM log ORDER BY id')).toEqual([
        { line: 'App' },
        { line: 'App 2' },
        { line: 'theirs' },
      ]);
    });
  });

  it('a process that is killed leaves nothing that down cannot remove', async () => {
    await runMysql(
      url,
      `${SHOP_DDL}
       ALTER TABLE ${QUOTED_LINES} DROP FOREIGN KEY \`invoice \`\`lines\`\` v1.0_ibfk_1\`;
       ALTER TABLE ${QUOTED_LINES} ENGINE = MyISAM`,
    );
    const before = await snapshot(url);
    for (const next of ['down', 'up']) {
      const child = startShop('up', url, '200');
      await untilPrinted(child, new RegExp(`^${LINES} [1-9]\\d{3}`, 'm'));
      child.kill('SIGKILL');
      await once(child, 'close');
      expect(await countOf(url, QUOTED_LINES)).toBeGreaterThan(0);
      expect(await countOf(url, 'orgs')).toBe(0);
      if (next === 'up')
        expect((await shopFactory().up({ url })).rows).toMatchObject({ [LINES]: 30 });
      await shopFactory().down({ url });
      expect(await snapshot(url)).toEqual(before);
    }
  });

  describe('a table whose rows could not be told', () => {
    const untold = server.kind === 'mariadb' ? ['MyISAM', 'Aria'] : ['MyISAM'];

    it.each([...untold, 'CSV', 'MEMORY'])('is refused before the first row: %s', async (engine) => {
      const key = engine === 'CSV' ? '' : ', PRIMARY KEY (code)';
      await runMysql(
        url,
        `CREATE TABLE users (id int AUTO_INCREMENT PRIMARY KEY, name varchar(40));
         CREATE TABLE codes (code varchar(20) NOT NULL${key}) ENGINE = ${engine}`,
      );
      const before = await snapshot(url);
      const factory = looseFactory(
        {
          users: {
            table: 'users',
            columns: { id: 'int not null auto_increment', name: 'varchar(40)' },
            primaryKey: ['id'],
          },
          codes: {
            table: 'codes',
            columns: { code: 'varchar(20) not null' },
            primaryKey: ['code'],
          },
        },
        'mysql',
      );
      factory.define('users', { count: 10, shape: { name: 'Ada' } });
      factory.define('codes', { count: 10, shape: { code: ({ index }) => `c${index}` } });
      const error = await rejection(factory.up({ url }));
      expect(error.code).toBe('TARGET_REFUSED');
      expect(error.message).toContain(`The storage engine of codes is ${engine}`);
      expect(error.where).toBe('codes');
      expect(error.fix).toContain('ALTER TABLE codes ENGINE = InnoDB');
      expect(await snapshot(url)).toEqual(before);
      factory.define('codes', { count: 0 });
      await factory.up({ url });
      await factory.down({ url });
      expect(await snapshot(url)).toEqual(before);
    });

    it('is refused where a trigger writes to it', async () => {
      await runMysql(
        url,
        `${ddl('InnoDB')}
         CREATE TABLE trail (id int AUTO_INCREMENT PRIMARY KEY) ENGINE = MyISAM;
         CREATE TRIGGER note AFTER INSERT ON users FOR EACH ROW INSERT INTO trail VALUES (NULL)`,
      );
      const before = await snapshot(url);
      const error = await rejection(logFactory(10).up({ url, append: true }));
      expect(error.code).toBe('TARGET_REFUSED');
      expect(error.message).toContain('The storage engine of trail is MyISAM');
      expect(error.message).toContain('A trigger may write to it');
      expect(await snapshot(url)).toEqual(before);
    });
  });
});
