import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import type { TableName } from '../../schema/schema.ts';
import { lastSerial } from '../serial-keys.ts';
import { isDenied } from './database-error.ts';
import { quoteName, quoteTable } from './quote.ts';

/** A sequence of MariaDB's that gives a column its values, and what it would have given next. */
export interface SequenceState extends TableName {
  readonly sequence: string;
  readonly column: string;
  readonly next: string;
}

interface DefaultRow {
  readonly name: string;
  readonly column_name: string;
  readonly expression: string;
}

const DEFAULTS = `
  SELECT TABLE_NAME AS name, COLUMN_NAME AS column_name, COLUMN_DEFAULT AS expression
    FROM information_schema.COLUMNS
   WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN (?) AND COLUMN_DEFAULT LIKE 'nextval(%'`;

/**
 * Moves sequences past the keys that loads are about to write. They know nothing of keys that are given,
 * and no transaction holds them.
 *
 * @param remember - called before the first is moved, with where all stand
 */
export async function moveSequences(
  connection: MysqlConnection,
  loads: readonly TableLoad[],
  remember: (states: readonly SequenceState[]) => Promise<void>,
): Promise<void> {
  if (connection.flavour === 'mysql' || loads.length === 0) return;
  const names = loads.map((load) => load.name.name);
  const moves: { readonly state: SequenceState; readonly last: bigint }[] = [];
  for (const row of await connection.query<DefaultRow>(DEFAULTS, [names])) {
    const sequence = sequenceOf(row.expression);
    const load = loads.find((each) => each.name.name === row.name)!;
    const last = lastSerial(load, row.column_name);
    if (sequence === undefined || last === null) continue;
    const next = await takeNext(connection, sequence);
    if (next === undefined) continue;
    const state = { schema: '', name: row.name, sequence, column: row.column_name, next };
    moves.push({ state, last });
  }
  if (moves.length === 0) return;
  await remember(moves.map(({ state }) => state));
  for (const { state, last } of moves) {
    await connection.query(`SELECT SETVAL(${quoteName(state.sequence)}, ${last})`);
  }
}

/** Sets a sequence back, or to behind the highest key that is in use. */
export async function restoreSequence(
  connection: MysqlConnection,
  { sequence, column, next, ...table }: SequenceState,
): Promise<void> {
  const [row] = await connection.query<{ highest: number | string | null }>(
    `SELECT MAX(${quoteName(column)}) AS highest FROM ${quoteTable(table)}`,
  );
  const free = BigInt(row?.highest ?? 0) + 1n;
  const wanted = free > BigInt(next) ? free : BigInt(next);
  await connection.execute(`ALTER SEQUENCE ${quoteName(sequence)} RESTART WITH ${wanted}`);
}

/** One of the connection's database: nextval(`shop`.`orders_seq`). */
function sequenceOf(expression: string): string | undefined {
  const [, name] = /^nextval\(`(?:[^`]|``)+`\.`((?:[^`]|``)+)`\)$/i.exec(expression) ?? [];
  return name?.replaceAll('``', '`');
}

/** There is no way to look at it but to take it. */
async function takeNext(
  connection: MysqlConnection,
  sequence: string,
): Promise<string | undefined> {
  try {
    const [row] = await connection.query<{ next: number | string }>(
      `SELECT NEXTVAL(${quoteName(sequence)}) AS next`,
    );
    return String(row!.next);
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}
