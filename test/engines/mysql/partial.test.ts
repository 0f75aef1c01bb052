import { afterEach, beforeEach, expect, it } from 'vitest';
import { words } from '../../../generators/text.ts';
import type { TableFacts } from '../../../src/schema/facts.ts';
import {
  createDatabase,
  forEachMysql,
  runMysql,
  type TestDatabase,
} from '../../support/servers.ts';
import { looseFactory, type LooseFactory } from '../support/loose-factory.ts';
import { snapshot } from './support/database.ts';

const DDL = `
  CREATE TABLE sound (id int AUTO_INCREMENT PRIMARY KEY, name varchar(50) NOT NULL);
  CREATE TABLE sealed (id int AUTO_INCREMENT PRIMARY KEY, name varchar(50) NOT NULL);
  CREATE TABLE checked (id int AUTO_INCREMENT PRIMARY KEY, name varchar(50) NOT NULL, CHECK (name <> 'Ada'));
  CREATE TRIGGER seal BEFORE INSERT ON sealed FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no more of sealed'`;

const PLAIN: TableFacts['columns'] = {
  id: 'int not null auto_increment',
  name: 'varchar(50) not null',
};

function factoryOf(): LooseFactory {
  const tables = Object.fromEntries(
    ['checked', 'sealed', 'sound'].map((name) => [
      name,
      { table: name, columns: PLAIN, primaryKey: ['id'] },
    ]),
  );
  const factory = looseFactory(tables, 'mysql');
  for (const table of Object.keys(tables))
    factory.define(table, { count: 10, shape: { name: words() } });
  return factory.define('checked', { shape: { name: 'Ada' } });
}

forEachMysql((server) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createDatabase(server, 'partial');
    await runMysql(database.url, DDL);
  });
  afterEach(() => database.drop());

  it('a load that may be partial has all tables but those that are refused', async () => {
    const { url } = database;
    const empty = await snapshot(url);
    const result = await factoryOf().up({ url, partial: true });
    expect(result.rows).toEqual({ sound: 10 });
    expect(result.errors['checked']!.code).toBe('ROW_REJECTED');
    expect(result.errors['sealed']!.message).toMatch(/no more of sealed/);
    const again = await factoryOf().up({ url, partial: true });
    expect([again.unchanged, Object.keys(again.errors).sort()]).toEqual([
      true,
      ['checked', 'sealed'],
    ]);
    await factoryOf().down({ url });
    expect(await snapshot(url)).toEqual(empty);
  });
});
