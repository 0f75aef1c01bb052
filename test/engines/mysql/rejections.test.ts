import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rejection } from '../../support/errors.ts';
import {
  createDatabase,
  forEachMysql,
  runMysql,
  type TestDatabase,
} from '../../support/servers.ts';
import { looseFactory } from '../support/loose-factory.ts';
import { snapshot } from './support/database.ts';
import { itExplainsRejections } from './support/rejections.ts';

forEachMysql((server) => {
  let database: TestDatabase;
  let url: string;

  beforeEach(async () => {
    database = await createDatabase(server, 'rejections');
    url = database.url;
  });
  afterEach(() => database.drop());

  itExplainsRejections(() => url);

  it.each([60, 1300])('a partition that is not there, among %i rows', async (count) => {
    await runMysql(
      url,
      `CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY)
         PARTITION BY RANGE (id) (PARTITION p VALUES LESS THAN (${count - 5}))`,
    );
    const before = await snapshot(url);
    const factory = looseFactory(
      { t: { table: 't', columns: { id: 'int not null auto_increment' }, primaryKey: ['id'] } },
      'mysql',
    );
    factory.define('t', { count });
    const error = await rejection(factory.up({ url }));
    expect(error.code).toBe('ROW_REJECTED');
    expect(error.what).toContain('no partition takes it');
    expect(error.where).toBe(`t, row ${count - 6}`);
    expect(await snapshot(url)).toEqual(before);
  });

  describe('a character that a column cannot hold', () => {
    it.each([
      ['latin1', '🎉'],
      ['latin1', 'Ω'],
      ['utf8mb3', '🎉'],
    ])('is found before it is sent, where the definitions know: %s', async (charset, text) => {
      await runMysql(
        url,
        `CREATE TABLE first (id int PRIMARY KEY);
         CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, name varchar(20) CHARACTER SET ${charset})`,
      );
      const before = await snapshot(url);
      const factory = looseFactory(
        {
          first: { table: 'first', columns: { id: 'int not null' }, primaryKey: ['id'] },
          t: {
            table: 't',
            columns: {
              id: 'int not null auto_increment',
              name: `varchar(20) character set ${charset}`,
            },
            primaryKey: ['id'],
          },
        },
        'mysql',
      );
      factory.define('first', { count: 10 });
      factory.define('t', {
        count: 300,
        shape: { name: ({ index }) => (index === 250 ? `x${text}` : 'x') },
      });
      const error = await rejection(factory.up({ url }));
      expect(error.code).toBe('VALUE_INVALID');
      expect(error.message).toContain(`'${text}' is not in the character set ${charset}`);
      expect(error.where).toBe('t.name, row 250');
      expect(await snapshot(url)).toEqual(before);
    });
  });
});
