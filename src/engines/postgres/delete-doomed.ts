import type { Connection } from '../../connections/connection.ts';
import { GenFactoriesError } from '../../errors.ts';
import { formatTableName } from '../../schema/facts.ts';
import { DOOMED } from './find-doomed.ts';
import type { ForeignKey, Relation } from './foreign-keys.ts';
import { rowsOf } from './rows-of.ts';

/**
 * Deletes the doomed rows of all tables by one statement. Foreign keys are checked when a statement ends,
 * so that no order between tables is needed, not even for cycles of required references; children still
 * go first, for the sake of triggers that look.
 *
 * @throws GenFactoriesError `ROW_REJECTED` where a trigger or a rule kept rows from being deleted
 */
export async function deleteDoomed(
  connection: Connection,
  doomed: ReadonlyMap<number, number>,
  relations: ReadonlyMap<number, Relation>,
  keys: readonly ForeignKey[],
): Promise<void> {
  const order = childrenFirst([...doomed.keys()], keys);
  if (order.length === 0) return;
  const deletes = order.map(
    (root, number) => `deleted_${number} AS (
       DELETE FROM ${rowsOf(relations.get(root)!)} AS t USING ${DOOMED} AS doomed
        WHERE doomed.root = ${root} AND doomed.relation = t.tableoid AND doomed.place = t.ctid
       RETURNING 1)`,
  );
  const counts = order.map(
    (_, number) => `(SELECT pg_catalog.count(*) FROM deleted_${number}) AS "${number}"`,
  );
  const [row = {}] = await connection.query<Record<string, string>>(
    `WITH ${deletes.join(',\n')} SELECT ${counts.join(', ')}`,
  );
  for (const [number, root] of order.entries()) {
    const kept = doomed.get(root)! - Number(row[number]);
    if (kept > 0) throw keptRows(relations.get(root)!, kept);
  }
}

function keptRows(table: Relation, kept: number): GenFactoriesError {
  return new GenFactoriesError('ROW_REJECTED', {
    what: `${kept} rows could not be deleted; nothing was removed`,
    where: formatTableName(table),
    fix: 'Look for a trigger or a policy on the table that keeps rows from being deleted, and disable it for down.',
  });
}

/** Tables that no other refers to first; what is left on cycles comes last, in the given order. */
function childrenFirst(roots: readonly number[], keys: readonly ForeignKey[]): number[] {
  const left = new Set(roots);
  const order: number[] = [];
  for (let before = -1; before !== left.size;) {
    before = left.size;
    const referred = new Set(
      keys.flatMap(({ child, parent }) =>
        left.has(child.root) && child.root !== parent.root ? [parent.root] : [],
      ),
    );
    for (const root of [...left]) {
      if (referred.has(root)) continue;
      left.delete(root);
      order.push(root);
    }
  }
  return [...order, ...left];
}
