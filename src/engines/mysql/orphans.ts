import type { MysqlConnection } from '../../connections/mysql-connection.ts';
import { GenFactoriesError } from '../../errors.ts';
import { formatTableName } from '../../schema/facts.ts';
import { refersTo, type ForeignKey } from './foreign-keys.ts';
import { quoteName, quoteTable } from './quote.ts';

/** References of a foreign key that lead nowhere. */
export interface Orphans {
  readonly key: ForeignKey;
  readonly rows: number;
}

/**
 * Looks for references that lead nowhere.
 *
 * @param locking - where the server's checks were off: what others committed meanwhile counts, and what
 *   they have not yet is waited for. Else what the server lets through cannot be wrong.
 * @returns of the first foreign key that has any
 */
export async function findOrphans(
  connection: MysqlConnection,
  keys: readonly ForeignKey[],
  locking: boolean,
): Promise<Orphans | undefined> {
  for (const key of keys) {
    // With any column NULL a reference leads nowhere by intent.
    const refers = key.pairs.map(({ child }) => `child.${quoteName(child)} IS NOT NULL`);
    const [row] = await connection.query<{ orphans: number }>(
      `SELECT COUNT(*) AS orphans FROM ${quoteTable(key.child)} AS child
         LEFT JOIN ${quoteTable(key.parent)} AS parent ON ${refersTo(key)}
        WHERE ${refers.join(' AND ')} AND parent.${quoteName(key.pairs[0]!.parent)} IS NULL
        ${locking ? 'LOCK IN SHARE MODE' : ''}`,
    );
    const rows = Number(row?.orphans);
    if (rows > 0) return { key, rows };
  }
  return undefined;
}

/**
 * Proves that no reference leads nowhere, over every foreign key from or to some tables.
 *
 * @param deleted - names of tables that rows were removed from
 * @param unchecked - names of those of which they were without the server's checks
 * @throws GenFactoriesError `ORPHANS_FOUND` that names the foreign key
 */
export async function proveNoOrphans(
  connection: MysqlConnection,
  keys: readonly ForeignKey[],
  deleted: ReadonlySet<string>,
  unchecked: ReadonlySet<string>,
): Promise<void> {
  const isIn = (tables: ReadonlySet<string>, { child, parent }: ForeignKey): boolean =>
    tables.has(formatTableName(child)) || tables.has(formatTableName(parent));
  const affected = keys.filter((key) => isIn(deleted, key));
  const found =
    (await findOrphans(
      connection,
      affected.filter((key) => isIn(unchecked, key)),
      true,
    )) ??
    (await findOrphans(
      connection,
      affected.filter((key) => !isIn(unchecked, key)),
      false,
    ));
  if (found !== undefined) throw orphansFound(found);
}

function orphansFound({ key, rows }: Orphans): GenFactoriesError {
  const [child, parent] = [formatTableName(key.child), formatTableName(key.parent)];
  return new GenFactoriesError('ORPHANS_FOUND', {
    what: `${rows} rows of ${child} refer to rows of ${parent} that are not there; nothing was changed`,
    where: `${child}, foreign key ${key.name}`,
    fix: `If they did so before, from an import without checks, mend or delete them; else please report this with the DDL of the two tables.`,
  });
}
