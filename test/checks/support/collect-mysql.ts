import mysql, { type Connection, type RowDataPacket } from 'mysql2/promise';
import { MYSQL_CASES, MYSQL_COLUMNS, type MysqlCase } from './mysql-cases.ts';

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

async function askServer(
  url: string,
): Promise<{ readonly server: string; readonly judgements: Judgements }> {
  const client = await mysql.createConnection({
    uri: url.replace(/^mariadb:/, 'mysql:'),
    charset: 'utf8mb4',
    dateStrings: true,
  });
  try {
    const [[version]] = await client.query<RowDataPacket[]>('SELECT VERSION() AS v');
    const isMariadb = /mariadb/i.test(String(version?.v));
    const server = `${isMariadb ? 'MariaDB' : 'MySQL'} ${/^[\d.]+/.exec(String(version?.v))?.[0]}`;
    const collation = isMariadb ? 'utf8mb4_general_ci' : 'utf8mb4_0900_ai_ci';
    await client.query('DROP DATABASE IF EXISTS gen_factories_checks');
    await client.query(
      `CREATE DATABASE gen_factories_checks CHARACTER SET utf8mb4 COLLATE ${collation}`,
    );
    await client.query('USE gen_factories_checks');
    await client.query(`SET NAMES utf8mb4 COLLATE ${collation}`);
    const judgements = new Map<MysqlCase, MysqlJudgement>();
    for (const each of MYSQL_CASES) {
      const judgement = await judgeCase(client, each);
      if (judgement !== undefined) judgements.set(each, judgement);
    }
    await client.query('DROP DATABASE gen_factories_checks');
    return { server, judgements };
  } finally {
    await client.end();
  }
}

async function judgeCase(client: Connection, each: MysqlCase): Promise<MysqlJudgement | undefined> {
  const names = Object.keys(each.columns);
  const ddl = names.map((name) => `${name} ${ddlOf(typeOf(name))}`).join(', ');
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
  const places = names.map((name) => (typeOf(name) === 'point' ? 'ST_GeomFromText(?)' : '?'));
  const stored = values.map((value, index) => storedValue(value, typeOf(names[index] ?? '')));
  await client.query('DELETE FROM free');
  await client.query(`INSERT INTO free VALUES (${places.join(', ')})`, stored);
  let verdict: Verdict;
  try {
    const [[row]] = await client.query<RowDataPacket[]>(
      `SELECT (${check}) IS TRUE AS yes, (${check}) IS NULL AS none FROM free`,
    );
    verdict = Number(row?.none) === 1 ? 'n' : Number(row?.yes) === 1 ? 't' : 'f';
  } catch {
    verdict = 'e';
  }
  let taken = true;
  try {
    await client.query(`INSERT INTO checked VALUES (${places.join(', ')})`, stored);
  } catch {
    taken = false;
  }
  if (taken === (verdict === 't' || verdict === 'n')) return verdict;
  // A division by zero is NULL to a query, and an error to an insert.
  if (!taken) return 'e';
  throw new Error(`${check} is ${verdict} of ${JSON.stringify(values)}, which is taken`);
}

function storedValue(value: unknown, type: string): unknown {
  if (value === null) return null;
  if (type === 'json') return JSON.stringify(value);
  return type.startsWith('varbinary') ? Buffer.from(String(value).slice(2), 'hex') : value;
}

/** Every value and NULL; of several columns each with each, thinned out beyond a number. */
function rowsOf({ columns }: MysqlCase): readonly (readonly unknown[])[] {
  const lists = Object.entries(columns).map(([name, values]) => [
    ...(values ?? MYSQL_COLUMNS[name]?.values ?? []),
    null,
  ]);
  const all = lists.reduce<readonly (readonly unknown[])[]>(
    (rows, list) => rows.flatMap((row) => list.map((value) => [...row, value])),
    [[]],
  );
  const step = Math.ceil(all.length / 40);
  // A step that shares no factor with the lists' lengths, so that every value keeps its chance.
  return all.filter((_, index) => (index * 7) % step === 0);
}

function typeOf(column: string): string {
  const found = MYSQL_COLUMNS[column];
  if (found === undefined) throw new Error(`no column ${column}`);
  return found.type;
}

function ddlOf(type: string): string {
  if (type === 'boolean') return 'tinyint(1)';
  return type.replace(/ binary$/, ' COLLATE utf8mb4_bin');
}
