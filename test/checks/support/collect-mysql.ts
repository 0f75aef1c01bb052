import { randomBytes } from 'node:crypto';
import mysql, { type Connection, type RowDataPacket } from 'mysql2/promise';
import type { Row } from './draw-row.ts';
import { MYSQL_CASES, MYSQL_COLUMNS, type MysqlCase } from './mysql-cases.ts';
import { randomNumbers } from './random.ts';

/** A check, rows under it, and what servers made of both. */
export interface MysqlExpression {
  readonly written: string;
  /** Columns by their types. */
  readonly columns: Readonly<Record<string, string>>;
  readonly opaque?: true;
  /** Values in the order of the columns. */
  readonly rows: readonly (readonly unknown[])[];
  readonly servers: Readonly<Record<string, MysqlJudgement>>;
}

export interface MysqlJudgement {
  /** In SHOW CREATE TABLE. */
  readonly printed: string;
  /** In the information schema, where that differs. */
  readonly catalogue?: string;
  /** A letter a row: true, false, NULL, or an error, by which the row is refused as well. */
  readonly verdicts: string;
}

export type Verdict = 't' | 'f' | 'n' | 'e';

type Judgements = ReadonlyMap<MysqlCase, MysqlJudgement>;

/** Asks servers how they print and judge {@link MYSQL_CASES}. */
export async function collectMysql(urls: readonly string[]): Promise<readonly MysqlExpression[]> {
  const servers = await Promise.all(urls.map(askServer));
  return MYSQL_CASES.map((each) => ({
    written: each.check,
    columns: Object.fromEntries(Object.keys(each.columns).map((name) => [name, typeOf(name)])),
    ...(each.opaque && { opaque: each.opaque }),
    rows: rowsOf(each),
    servers: Object.fromEntries(
      servers.flatMap(({ server, judgements }) => {
        const judgement = judgements.get(each);
        return judgement === undefined ? [] : [[server, judgement]];
      }),
    ),
  }));
}

/** Puts rows into tables with a check on them. Handed back is what the server says to those it refuses. */
export async function acceptsRows(
  url: string,
  tables: readonly { readonly expression: MysqlExpression; readonly rows: readonly Row[] }[],
): Promise<readonly string[]> {
  return withDatabase(url, async (client) => {
    const refused: string[] = [];
    for (const { expression, rows } of tables) {
      const names = Object.keys(expression.columns);
      await client.query('DROP TABLE IF EXISTS checked');
      await client.query(
        `CREATE TABLE checked (${ddlOf(names)}, CONSTRAINT k CHECK (${expression.written}))`,
      );
      for (const row of rows) {
        const refusal = await insert(
          client,
          'checked',
          names,
          names.map((name) => row[name]),
        );
        // Not all that is drawn fits the type, which is not what is asked here.
        const isOfCheck =
          refusal !== null && /constraint .* (?:violated|failed)|UNSIGNED/i.test(refusal);
        if (isOfCheck) refused.push(`${refusal}: ${JSON.stringify(row)}`);
      }
    }
    return refused;
  });
}

async function askServer(
  url: string,
): Promise<{ readonly server: string; readonly judgements: Judgements }> {
  return withDatabase(url, async (client, server) => {
    const judgements = new Map<MysqlCase, MysqlJudgement>();
    for (const each of MYSQL_CASES) {
      const judgement = await judgeCase(client, each);
      if (judgement !== undefined) judgements.set(each, judgement);
    }
    return { server, judgements };
  });
}

/** Lends a database whose texts compare as they usually do on the server. */
async function withDatabase<T>(
  url: string,
  use: (client: Connection, server: string) => Promise<T>,
): Promise<T> {
  const client = await mysql.createConnection({
    uri: url.replace(/^mariadb:/, 'mysql:'),
    charset: 'utf8mb4',
    dateStrings: true,
  });
  const name = `checks_${randomBytes(6).toString('hex')}`;
  try {
    const [[row]] = await client.query<RowDataPacket[]>('SELECT VERSION() AS version');
    const version = String(row?.version);
    const isMariadb = /mariadb/i.test(version);
    const collation = isMariadb ? 'utf8mb4_general_ci' : 'utf8mb4_0900_ai_ci';
    await client.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE ${collation}`);
    await client.query(`USE ${name}`);
    await client.query(`SET NAMES utf8mb4 COLLATE ${collation}`);
    const number = /^[\d.]+/.exec(version)?.[0] ?? '';
    return await use(client, `${isMariadb ? 'MariaDB' : 'MySQL'} ${number}`);
  } finally {
    await client.query(`DROP DATABASE IF EXISTS ${name}`);
    await client.end();
  }
}

async function judgeCase(client: Connection, each: MysqlCase): Promise<MysqlJudgement | undefined> {
  const names = Object.keys(each.columns);
  const ddl = ddlOf(names);
  await client.query('DROP TABLE IF EXISTS checked, free');
  try {
    await client.query(`CREATE TABLE checked (${ddl}, CONSTRAINT k CHECK (${each.check}))`);
  } catch {
    // Not every server has every function, or takes it in a check.
    return undefined;
  }
  await client.query(`CREATE TABLE free (${ddl})`);
  let verdicts = '';
  for (const values of rowsOf(each)) verdicts += await judge(client, each.check, names, values);
  const { printed, catalogue } = await readPrinted(client);
  return { printed, ...(catalogue !== printed && { catalogue }), verdicts };
}

async function readPrinted(client: Connection): Promise<{ printed: string; catalogue: string }> {
  const [[table]] = await client.query<RowDataPacket[]>('SHOW CREATE TABLE checked');
  const ddl = String(table?.['Create Table']);
  const printed = /CONSTRAINT `k` CHECK \((.*)\)\n\)/s.exec(ddl)?.[1];
  const [[row]] = await client.query<RowDataPacket[]>(
    `SELECT CHECK_CLAUSE AS clause FROM information_schema.CHECK_CONSTRAINTS
      WHERE CONSTRAINT_SCHEMA = DATABASE() AND CONSTRAINT_NAME = 'k'`,
  );
  if (printed === undefined || row === undefined) throw new Error(`no check in ${ddl}`);
  return { printed, catalogue: String(row.clause) };
}

/** The check's value over a row, which has to agree with whether the row is taken. */
async function judge(
  client: Connection,
  check: string,
  names: readonly string[],
  values: readonly unknown[],
): Promise<Verdict> {
  await client.query('DELETE FROM free');
  const unfit = await insert(client, 'free', names, values);
  if (unfit !== null) throw new Error(`${unfit}: ${JSON.stringify(values)}`);
  let verdict: Verdict;
  try {
    // Not by IS NULL, which MariaDB says is false of a comparison of rows that is NULL.
    const [[row]] = await client.query<RowDataPacket[]>(`SELECT (${check}) AS truth FROM free`);
    verdict = row?.truth === null ? 'n' : Number(row?.truth) === 0 ? 'f' : 't';
  } catch {
    verdict = 'e';
  }
  const taken = (await insert(client, 'checked', names, values)) === null;
  if (taken === (verdict === 't' || verdict === 'n')) return verdict;
  // A division by zero is NULL to a query, and an error to an insert.
  if (!taken) return 'e';
  throw new Error(`${check} is ${verdict} of ${JSON.stringify(values)}, which is taken`);
}

/** Says why a row is refused; null where it is taken. */
async function insert(
  client: Connection,
  table: string,
  names: readonly string[],
  values: readonly unknown[],
): Promise<string | null> {
  const places = names.map((name) => (typeOf(name) === 'point' ? 'ST_GeomFromText(?)' : '?'));
  const stored = values.map((value, index) => storedValue(value, typeOf(names[index] ?? '')));
  try {
    await client.query(`INSERT INTO ${table} VALUES (${places.join(', ')})`, stored);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function storedValue(value: unknown, type: string): unknown {
  if (value === null) return null;
  if (type === 'json') return JSON.stringify(value);
  if (type === 'datetime') return String(value).slice(0, 19).replace('T', ' ');
  return type.startsWith('varbinary') ? Buffer.from(String(value).slice(2), 'hex') : value;
}

/** Every value and NULL; of several columns each with each, thinned out by chance beyond a number. */
function rowsOf({ columns }: MysqlCase): readonly (readonly unknown[])[] {
  const lists = Object.entries(columns).map(([name, values]) => [
    ...(values ?? MYSQL_COLUMNS[name]?.values ?? []),
    null,
  ]);
  const all = lists.reduce<readonly (readonly unknown[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])),
    [[]],
  );
  const next = randomNumbers(all.length);
  return all.filter(
    (row) => next() < MOST_ROWS / all.length || row.every((value) => value === null),
  );
}

const MOST_ROWS = 60;

function typeOf(column: string): string {
  const found = MYSQL_COLUMNS[column];
  if (found === undefined) throw new Error(`no column ${column}`);
  return found.type;
}

function ddlOf(names: readonly string[]): string {
  const declared = (type: string): string =>
    type === 'boolean' ? 'tinyint(1)' : type.replace(/ binary$/, ' COLLATE utf8mb4_bin');
  return names.map((name) => `${name} ${declared(typeOf(name))}`).join(', ');
}
