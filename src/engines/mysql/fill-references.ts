import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import { placesOf } from '../places.ts';
import { literalEncoder } from './encode-value.ts';
import { quoteName, quoteNames, quoteTable } from './quote.ts';
import type { TableState } from './read-states.ts';
import { explainRowError } from './row-error.ts';

const MAX_ROWS = 1_000;
const MAX_LENGTH = 1024 * 1024;

/**
 * A temporary table for keys and references of a load, from which its rows get what was left NULL because
 * of a cycle.
 */
export interface Filling {
  readonly table: string;
  /** Columns of the key, then those to fill. */
  readonly columns: readonly string[];
}

/** Makes the temporary table. Some servers forbid it inside a transaction. */
export async function makeFilling(
  connection: MysqlConnection,
  load: TableLoad,
  number: number,
): Promise<Filling> {
  const { primaryKey } = load.rows.model;
  const table = quoteName(`gen_factories_filling_${number}`);
  const columns = [...primaryKey, ...load.deferred];
  await connection.execute(`DROP TEMPORARY TABLE IF EXISTS ${table}`);
  await connection.execute(
    `CREATE TEMPORARY TABLE ${table} (PRIMARY KEY (${quoteNames(primaryKey)})) ENGINE = InnoDB
       AS SELECT ${quoteNames(columns)} FROM ${quoteTable(load.name)} LIMIT 0`,
  );
  return { table, columns };
}

export async function dropFilling(connection: MysqlConnection, { table }: Filling): Promise<void> {
  await connection.execute(`DROP TEMPORARY TABLE IF EXISTS ${table}`);
}

/**
 * Fills the references that a load left NULL because of a cycle, by one UPDATE.
 *
 * @param state - of the load's table
 * @param maxPacket - the most bytes of a statement
 * @returns how many rows got one
 */
export async function fillDeferred(
  connection: MysqlConnection,
  load: TableLoad,
  filling: Filling,
  { state, maxPacket }: { readonly state: TableState | undefined; readonly maxPacket: number },
): Promise<number> {
  const { primaryKey } = load.rows.model;
  const same = (name: string): string => `t.${quoteName(name)} = f.${quoteName(name)}`;
  // What an UPDATE does not name, it would set to the moment.
  const kept = (state?.stamped ?? [])
    .filter((name) => !load.deferred.includes(name))
    .map((name) => `t.${quoteName(name)} = t.${quoteName(name)}`);
  try {
    for (const rows of batches(load, filling.columns, connection, maxPacket)) {
      await connection.execute(
        `INSERT INTO ${filling.table} (${quoteNames(filling.columns)}) VALUES ${rows.join(',')}`,
      );
    }
    const { affectedRows } = await connection.execute(
      `UPDATE ${quoteTable(load.name)} AS t
         JOIN ${filling.table} AS f ON ${primaryKey.map(same).join(' AND ')}
          SET ${[...load.deferred.map(same), ...kept].join(', ')}`,
    );
    return affectedRows;
  } catch (error) {
    throw await explainRowError(connection, error, load);
  }
}

/** Rows that have any reference to fill, as SQL, so many at a time. */
function* batches(
  load: TableLoad,
  names: readonly string[],
  connection: MysqlConnection,
  maxPacket: number,
): Generator<readonly string[]> {
  const { model } = load.rows;
  const view = load.rows.newView();
  const fields = names.map((name) => {
    const slot = load.rows.slotOf(name)!;
    const encode = literalEncoder(model.columns.get(name)!.type, connection.flavour);
    return (): string => {
      const value = view.value(slot);
      return value === null ? 'NULL' : encode(value);
    };
  });
  const room = Math.min(MAX_LENGTH, maxPacket / 4);
  let rows: string[] = [];
  let length = 0;
  for (const place of placesOf(load)) {
    view.moveTo(place);
    const values = fields.map((field) => field());
    if (values.slice(model.primaryKey.length).every((value) => value === 'NULL')) continue;
    const row = `(${values.join(',')})`;
    if (rows.length === MAX_ROWS || (rows.length > 0 && length + row.length > room)) {
      yield rows;
      rows = [];
      length = 0;
    }
    rows.push(row);
    length += row.length + 1;
  }
  if (rows.length > 0) yield rows;
}
