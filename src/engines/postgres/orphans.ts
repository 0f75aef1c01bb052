import type { Connection } from '../../connections/connection.ts';
import { GenFactoriesError } from '../../errors.ts';
import { formatTableName } from '../../schema/facts.ts';
import { refersTo, type ForeignKey } from './foreign-keys.ts';
import { rowsOf } from './rows-of.ts';
import { quoteName } from './quote.ts';

/**
 * Proves that no reference leads nowhere, over every foreign key from or to some tables. Keys that the
 * database itself does not vouch for are passed over: they may have had orphans before.
 *
 * @param roots - tables that rows were removed from
 * @throws GenFactoriesError `ORPHANS_FOUND` that names the foreign key
 */
export async function proveNoOrphans(
  connection: Connection,
  roots: ReadonlyMap<number, unknown>,
  keys: readonly ForeignKey[],
): Promise<void> {
  const affected = keys.filter(
    (key) =>
      key.trusted && !key.period && (roots.has(key.child.root) || roots.has(key.parent.root)),
  );
  if (affected.length === 0) return;
  const counts = await connection.query<{ place: number; orphans: string }>(
    affected
      .map((key, place) => `SELECT ${place} AS place, ${countOrphans(key)} AS orphans`)
      .join(' UNION ALL '),
  );
  for (const { place, orphans } of counts) {
    if (Number(orphans) > 0) throw orphansFound(affected[place]!, Number(orphans));
  }
}

function countOrphans(key: ForeignKey): string {
  const tests = key.pairs.map(({ child }) => `child.${quoteName(child)} IS NOT NULL`);
  // With some columns NULL a reference leads nowhere by intent, unless it is MATCH FULL.
  const refers = `(${tests.join(key.full ? ' OR ' : ' AND ')})`;
  return `(SELECT pg_catalog.count(*) FROM ${rowsOf(key.child)} AS child
            WHERE ${refers} AND NOT EXISTS (SELECT FROM ${rowsOf(key.parent)} AS parent WHERE ${refersTo(key)}))`;
}

function orphansFound(key: ForeignKey, orphans: number): GenFactoriesError {
  return new GenFactoriesError('ORPHANS_FOUND', {
    what: `${orphans} rows of ${formatTableName(key.child)} would refer to rows of ${formatTableName(key.parent)} that are gone; nothing was removed`,
    where: `${formatTableName(key.child)}, foreign key ${key.name}`,
    fix: 'Please report this with the DDL of the two tables.',
  });
}
