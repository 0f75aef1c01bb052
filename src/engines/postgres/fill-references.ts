import type { Connection } from '../../connections/connection.ts';
import type { TableLoad } from '../../runtime/engine.ts';
import { encodeRows } from './encode-rows.ts';
import { quoteName, quoteNames, quoteTable } from './quote.ts';
import { explainRowError } from './row-error.ts';
import type { WriteTarget } from './write-target.ts';

const FILLED = 'pg_temp.gen_factories_filled';

/**
 * Fills the references that a load left NULL because of a cycle: keys and references go to a temporary
 * table by COPY, and from there into the rows by one UPDATE.
 *
 * @returns how many rows got one
 */
export async function fillDeferred(
  connection: Connection,
  load: TableLoad,
  target: WriteTarget,
): Promise<number> {
  const { model } = load.rows;
  const table = quoteTable(load.name);
  const columns = [...model.primaryKey, ...load.deferred];
  const names = quoteNames(columns);
  try {
    await connection.execute(
      `CREATE TEMPORARY TABLE gen_factories_filled ON COMMIT DROP AS SELECT ${names} FROM ${table} WITH NO DATA`,
    );
    await connection.copyFrom(
      `COPY ${FILLED} (${names}) FROM STDIN`,
      encodeRows({
        ...load,
        columns: columns.map((name) => model.columns.get(name)!),
        deferred: [],
      }),
    );
    await connection.execute(`ANALYZE ${FILLED}`);
    const filled = await connection.execute(
      `UPDATE ${table} AS t SET ${load.deferred.map((name) => `${quoteName(name)} = f.${quoteName(name)}`).join(', ')}
         FROM ${FILLED} AS f
        WHERE ${model.primaryKey.map((name) => `t.${quoteName(name)} = f.${quoteName(name)}`).join(' AND ')}
          AND (${load.deferred.map((name) => `f.${quoteName(name)} IS NOT NULL`).join(' OR ')})`,
    );
    await connection.execute(`DROP TABLE ${FILLED}`);
    return filled;
  } catch (error) {
    throw explainRowError(error, load, target.constraints);
  }
}
