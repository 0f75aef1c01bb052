import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import { formatTableName } from '../../schema/facts.ts';
import type { TableName } from '../../schema/schema.ts';
import type { LiveRecord } from './find-records.ts';
import { refersTo, type ForeignKey } from './foreign-keys.ts';
import { findKey, keyExpression, type ListedKey, type RangeKey } from './keys.ts';
import { quoteName, quoteNames, quoteTable } from './quote.ts';

/** The rows of one table that are to go. */
export interface DoomedTable {
  readonly table: TableName;
  /** Those that the ledger has as ranges of keys. */
  readonly ranges: readonly RangeKey[];
  /** A temporary table of all others, by {@link columns} and the round in which they were found. */
  readonly list: string;
  /**
   * For what is found by looking into the list itself: a query may name a temporary table once only.
   */
  readonly aside: string;
  /** Names of the key's columns in both; `row_key` where rows have no key of their own. */
  readonly columns: readonly string[];
  /** How rows are known where they have no key of their own; null where they have one. */
  readonly likeness: ListedKey | null;
}

/** Makes the temporary tables. They are the session's: no other sees them. */
export async function makeDoomedTables(
  connection: MysqlConnection,
  tables: Iterable<TableName>,
  records: readonly LiveRecord[],
): Promise<ReadonlyMap<string, DoomedTable>> {
  const made = new Map<string, DoomedTable>();
  for (const table of tables) {
    const name = formatTableName(table);
    const ranges = records
      .filter((record) => formatTableName(record.table) === name)
      .flatMap((record) => (record.table.key.kind === 'range' ? [record.table.key] : []));
    made.set(name, await makeDoomedTable(connection, table, made.size, ranges));
  }
  return made;
}

export async function dropDoomedTables(
  connection: MysqlConnection,
  tables: Iterable<DoomedTable>,
): Promise<void> {
  for (const { list, aside } of tables) {
    await connection.execute(`DROP TEMPORARY TABLE IF EXISTS ${list}, ${aside}`);
  }
}

async function makeDoomedTable(
  connection: MysqlConnection,
  table: TableName,
  number: number,
  ranges: readonly RangeKey[],
): Promise<DoomedTable> {
  const key = await findKey(connection, table);
  const likeness = key.kind === 'row' ? key : null;
  const doomed = {
    table,
    ranges,
    list: quoteName(`gen_factories_doomed_${number}`),
    aside: quoteName(`gen_factories_found_${number}`),
    columns: likeness === null ? key.columns : ['row_key'],
    likeness,
  };
  await dropDoomedTables(connection, [doomed]);
  for (const name of [doomed.list, doomed.aside]) {
    await connection.execute(
      likeness === null
        ? `CREATE TEMPORARY TABLE ${name} (PRIMARY KEY (${quoteNames(doomed.columns)}), KEY (round)) ENGINE = InnoDB
             AS SELECT ${keyOf(doomed, 't').join(', ')}, 0 AS round FROM ${quoteTable(table)} AS t LIMIT 0`
        : `CREATE TEMPORARY TABLE ${name} (row_key binary(32) NOT NULL PRIMARY KEY, round int NOT NULL,
             hangs int NOT NULL DEFAULT 0, KEY (round)) ENGINE = InnoDB`,
    );
  }
  return doomed;
}

/** The key of a row `alias` of the table, a piece of SQL for each column of the lists. */
export function keyOf(
  { columns, likeness }: Pick<DoomedTable, 'columns' | 'likeness'>,
  alias: string,
): readonly string[] {
  return likeness === null
    ? columns.map((column) => `${alias}.${quoteName(column)}`)
    : [keyExpression(likeness, alias)];
}

/** The condition that a row `alias` is in the list, which the query calls `doomed`. */
export function isListed(doomed: DoomedTable, alias: string): string {
  const key = keyOf(doomed, alias);
  return doomed.columns
    .map((column, place) => `doomed.${quoteName(column)} = ${key[place]}`)
    .join(' AND ');
}

/** The condition that a column, given as SQL for each range's, is in a range. */
function isInRange({ ranges }: DoomedTable, column: (range: RangeKey) => string): string {
  const conditions = ranges.map(
    (range) => `${column(range)} BETWEEN ${range.from} AND ${range.to}`,
  );
  return conditions.length === 0 ? 'FALSE' : `(${conditions.join(' OR ')})`;
}

/** The condition that a row `alias` is in one of the ranges. */
export function isRanged(doomed: DoomedTable, alias: string): string {
  return isInRange(doomed, ({ column }) => `${alias}.${quoteName(column)}`);
}

/** Where rows are: what follows FROM and WHERE. */
export interface Source {
  readonly from: string;
  readonly where: string;
}

/** The rows `child` of a foreign key that refer to doomed rows in a range. */
export function childrenOfRanges(key: ForeignKey, parent: DoomedTable): Source {
  const children = `${quoteTable(key.child)} AS child`;
  const [first, ...others] = key.pairs;
  // Where the key leads to the very column, the parent need not be looked at.
  if (others.length === 0 && parent.ranges.every((range) => range.column === first?.parent)) {
    return { from: children, where: isInRange(parent, () => `child.${quoteName(first!.child)}`) };
  }
  return {
    from: `${children} JOIN ${quoteTable(key.parent)} AS parent ON ${refersTo(key)}`,
    where: isRanged(parent, 'parent'),
  };
}

/**
 * The rows `child` of a foreign key that refer to doomed rows in the list.
 *
 * @param round - in which the parents were found; any if left out
 */
export function childrenOfList(key: ForeignKey, parent: DoomedTable, round?: number): Source {
  const children = `${quoteTable(key.child)} AS child`;
  const list = `${parent.list} AS doomed`;
  const where = round === undefined ? 'TRUE' : `doomed.round = ${round}`;
  if (
    parent.columns.length === key.pairs.length &&
    key.pairs.every((pair) => parent.columns.includes(pair.parent))
  ) {
    const equal = key.pairs.map(
      (pair) => `doomed.${quoteName(pair.parent)} = child.${quoteName(pair.child)}`,
    );
    return { from: `${children} JOIN ${list} ON ${equal.join(' AND ')}`, where };
  }
  return {
    from: `${children} JOIN ${quoteTable(key.parent)} AS parent ON ${refersTo(key)}
           JOIN ${list} ON ${isListed(parent, 'parent')}`,
    where,
  };
}
