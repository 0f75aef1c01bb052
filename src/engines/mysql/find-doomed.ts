import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import { formatTableName } from '../../schema/facts.ts';
import {
  childrenOfList,
  childrenOfRanges,
  isRanged,
  keyOf,
  type DoomedTable,
  type Source,
} from './doomed-tables.ts';
import type { LiveRecord } from './find-records.ts';
import type { ForeignKey } from './foreign-keys.ts';
import { recordedParameters, recordedWhere } from './keys.ts';
import { quoteNames, quoteTable } from './quote.ts';

/**
 * Collects the rows that are to go in the lists of doomed tables: ours, as far as no range has them, then
 * those that cannot stay without them, by every foreign key that leads into the database and until
 * nothing new turns up. What is found is locked, so that nobody hangs anything more on it.
 */
export async function findDoomed(
  connection: MysqlConnection,
  records: readonly LiveRecord[],
  keys: readonly ForeignKey[],
  tables: ReadonlyMap<string, DoomedTable>,
): Promise<void> {
  for (const { run, table } of records) {
    if (table.key.kind === 'range') continue;
    const doomed = tables.get(formatTableName(table))!;
    await connection.execute(
      `INSERT IGNORE INTO ${doomed.list} (${quoteNames([...doomed.columns, 'round'])})
       SELECT ${keyOf(doomed, 't').join(', ')}, 0 FROM ${quoteTable(table)} AS t
        WHERE ${recordedWhere(table.key)} FOR UPDATE`,
      recordedParameters(run, table, table.key),
    );
  }
  await lockRanges(connection, keys, tables);
  let fresh = new Set(records.map(({ table }) => formatTableName(table)));
  for (let round = 1; fresh.size > 0; round++) {
    const next = new Set<string>();
    for (const key of keys) {
      if (!key.hangs || !fresh.has(formatTableName(key.parent))) continue;
      const child = formatTableName(key.child);
      for (const source of sources(key, tables.get(formatTableName(key.parent))!, round)) {
        const self = child === formatTableName(key.parent);
        const added = await doom(connection, tables.get(child)!, source, { round, self });
        if (added > 0) next.add(child);
      }
    }
    fresh = next;
  }
}

function sources(key: ForeignKey, parent: DoomedTable, round: number): readonly Source[] {
  const list = childrenOfList(key, parent, round - 1);
  return round === 1 && parent.ranges.length > 0 ? [childrenOfRanges(key, parent), list] : [list];
}

/** Who would refer to a row has to lock it. */
async function lockRanges(
  connection: MysqlConnection,
  keys: readonly ForeignKey[],
  tables: ReadonlyMap<string, DoomedTable>,
): Promise<void> {
  const referred = new Set(keys.map((key) => formatTableName(key.parent)));
  for (const [name, doomed] of tables) {
    if (doomed.ranges.length === 0 || !referred.has(name)) continue;
    await connection.query(
      `SELECT COUNT(*) FROM ${quoteTable(doomed.table)} AS t WHERE ${isRanged(doomed, 't')} FOR UPDATE`,
    );
  }
}

interface Finding {
  readonly round: number;
  /** The source reads the list that it is to be put into. */
  readonly self: boolean;
}

async function doom(
  connection: MysqlConnection,
  doomed: DoomedTable,
  { from, where }: Source,
  { round, self }: Finding,
): Promise<number> {
  const names = quoteNames([...doomed.columns, 'round']);
  const select = `SELECT ${keyOf(doomed, 'child').join(', ')}, ${round} FROM ${from}
                   WHERE ${where} AND NOT ${isRanged(doomed, 'child')} FOR UPDATE`;
  if (!self && doomed.likeness === null) {
    const { affectedRows } = await connection.execute(
      `INSERT IGNORE INTO ${doomed.list} (${names}) ${select}`,
    );
    return affectedRows;
  }
  await connection.execute(`INSERT IGNORE INTO ${doomed.aside} (${names}) ${select}`);
  const { affectedRows } = await connection.execute(
    `INSERT IGNORE INTO ${doomed.list} (${names}) SELECT ${names} FROM ${doomed.aside}`,
  );
  if (doomed.likeness !== null) {
    // All rows like it go, however many of them are ours.
    await connection.execute(
      `UPDATE ${doomed.list} AS l JOIN ${doomed.aside} AS a ON a.row_key = l.row_key SET l.hangs = 1`,
    );
  }
  await connection.execute(`DELETE FROM ${doomed.aside}`);
  return affectedRows;
}
