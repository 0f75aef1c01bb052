import { expect, it } from 'vitest';
import { GenFactoriesError } from '../../../../src/errors.ts';
import { rejection } from '../../../support/errors.ts';
import { runMysql } from '../../../support/servers.ts';
import { looseFactory, type LooseFactory } from '../../support/loose-factory.ts';
import { snapshot } from './database.ts';

const DDL = `
  CREATE TABLE parents (id int PRIMARY KEY, code varchar(9) UNIQUE);
  INSERT INTO parents VALUES (1, 'one');
  CREATE TABLE t (
    id int AUTO_INCREMENT PRIMARY KEY,
    email varchar(40), a int, b int,
    short varchar(5),
    small tinyint,
    filled varchar(20) NOT NULL,
    size enum('s', 'm', 'l'),
    born date,
    latin varchar(20) CHARACTER SET latin1,
    basic varchar(20) CHARACTER SET utf8mb3,
    parent int, code varchar(9),
    doc json, place point, amount decimal(5,2), flag bit(1), token binary(4),
    region int NOT NULL DEFAULT 1,
    UNIQUE KEY one_email (email),
    UNIQUE KEY \`a and b\` (a, b),
    CONSTRAINT to_parent FOREIGN KEY (parent) REFERENCES parents (id),
    CONSTRAINT to_code FOREIGN KEY (code) REFERENCES parents (code),
    CONSTRAINT small_a CHECK (a < 1000 OR b IS NULL)
  )`;

/** Columns that take anything, so that what does not fit is the database's to find out. */
const ANYTHING = 'longtext';

/** A value for one row that breaks a rule, and what is said of it. */
interface Case {
  readonly shape: (index: number, bad: number) => Record<string, unknown>;
  readonly reason: string;
  readonly columns: readonly string[];
  readonly row?: (bad: number) => number;
}

const at =
  (column: string, value: unknown, otherwise: unknown = null) =>
  (index: number, bad: number): Record<string, unknown> => ({
    [column]: index === bad ? value : otherwise,
  });

const CASES: Readonly<Record<string, Case>> = {
  'a key twice': {
    shape: (index, bad) => ({ email: `it's ${index === bad ? 3 : index}` }),
    reason: 'another row has the same key (one_email)',
    columns: ['email'],
  },
  'a key of two columns twice': {
    shape: (index, bad) => ({ a: 1, b: index === bad ? 3 : index }),
    reason: 'another row has the same key (a and b)',
    columns: ['a', 'b'],
  },
  'a text that is too long': {
    shape: at('short', "column 'x'"),
    reason: 'a text is longer than its column',
    columns: ['short'],
  },
  'a number that is too large': {
    shape: at('small', 128),
    reason: 'a number is out of the range of its type',
    columns: ['small'],
  },
  'a number that is none': {
    shape: at('small', 'many'),
    reason: 'a value is ',
    columns: ['small'],
  },
  NULL: {
    shape: at('filled', null, 'x'),
    reason: 'it has NULL where the column forbids it',
    columns: ['filled'],
  },
  'a label that is none': {
    shape: at('size', 'xl', 's'),
    reason: 'a value is none of the type’s',
    columns: ['size'],
  },
  'a day that is none': {
    shape: at('born', '2023-02-29', '2024-02-29'),
    reason: 'a value is not of the column’s type or range',
    columns: ['born'],
  },
  'a character that is not in latin1': {
    shape: at('latin', 'Ωmega', 'Zoë'),
    reason: 'a value is not of the column’s type or character set',
    columns: ['latin'],
  },
  'an emoji in utf8mb3': {
    shape: at('basic', '🎉', 'Ω'),
    reason: 'a value is not of the column’s type or character set',
    columns: ['basic'],
  },
  'a reference to nothing': {
    shape: at('parent', 7, 1),
    reason: 'it refers to a row that is not there (to_parent)',
    columns: ['parent'],
  },
  'a reference by a text to nothing': {
    shape: at('code', 'two', 'one'),
    reason: 'it refers to a row that is not there (to_code)',
    columns: ['code'],
  },
  'a CHECK': {
    shape: (index, bad) => ({ a: index === bad ? 1000 : 1, b: index }),
    reason: 'it breaks a CHECK (small_a)',
    columns: ['a', 'b'],
  },
  'a text that is no JSON': {
    shape: at('doc', '{"a":', '{}'),
    reason: '',
    columns: ['doc'],
  },
  'a decimal that is too large': {
    shape: at('amount', 1000, 999.99),
    reason: 'a number is out of the range of its type',
    columns: ['amount'],
  },
  'bytes that are too many': {
    shape: at('token', 'abcde', 'abcd'),
    reason: 'a text is longer than its column',
    columns: ['token'],
  },
};

function badFactory(shape: Case['shape'], count: number, bad: number): LooseFactory {
  const columns = Object.keys({ filled: '', ...shape(0, bad) });
  const factory = looseFactory(
    {
      t: {
        table: 't',
        columns: {
          id: 'int not null auto_increment',
          ...Object.fromEntries(columns.map((column) => [column, ANYTHING])),
        },
        primaryKey: ['id'],
      },
    },
    'mysql',
  );
  return factory.define('t', {
    count,
    shape: Object.fromEntries(
      columns.map((column) => [
        column,
        ({ index }: { index: number }) =>
          (({ filled: 'x', ...shape(index, bad) }) as Record<string, unknown>)[column],
      ]),
    ) as never,
  });
}

/** Rows that break a rule of the database's are named, and nothing is left of the load. */
export function itExplainsRejections(urlOf: () => string): void {
  it.each(
    Object.entries(CASES).flatMap(([name, each]) =>
      [60, 1300].map((count) => [name, count, each] as const),
    ),
  )('%s is explained, among %i rows', async (_, count, { shape, reason, columns }) => {
    const url = urlOf();
    await runMysql(url, DDL);
    const before = await snapshot(url);
    const bad = count - 17;
    const error = await rejection(badFactory(shape, count, bad).up({ url }));
    const cells = columns.map((column) => `t.${column}`);
    expect(error.code).toBe('ROW_REJECTED');
    expect(error.what).toContain(`The database refused a row of t: ${reason}`);
    expect(error.where).toBe(`${cells.join(', ')}, row ${bad}`);
    expect(error.fix).toContain(`Change the definition of ${cells.join(' and ')}`);
    expect(error.cause).toBeInstanceOf(Error);
    expect(error.cause).not.toBeInstanceOf(GenFactoriesError);
    expect(error.cause).not.toHaveProperty('sql');
    expect(await snapshot(url)).toEqual(before);
  });
}
