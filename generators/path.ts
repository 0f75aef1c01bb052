import { GenFactoriesError } from '../src/errors.ts';
import type { Row, Site } from './generator.ts';

/**
 * Reads a value of the row, or of a row it refers to: `created_at`, `org_id.created_at`.
 *
 * @param site - the column whose generator reads it
 * @param path - references, and last a column, separated by dots
 * @returns the value; NULL too where a reference on the way is NULL
 * @throws GenFactoriesError `COLUMN_UNKNOWN` where the path's first name is not a column of the table
 */
export function readPath(site: Site, path: string): (row: Row) => unknown {
  if (site.columns.has(path)) return (row) => row.get(path);
  const steps = path.split('.');
  const column = steps.pop()!;
  requireColumns(site, [steps[0] ?? column]);
  return (row) => {
    let at: Row | null = row;
    for (const step of steps) at = at === null ? null : at.parent(step);
    return at === null ? null : at.get(column);
  };
}

/**
 * Refuses columns that the table does not have, before a row is made.
 *
 * @param site - the column whose generator names them
 * @param columns - of the same table
 * @throws GenFactoriesError `COLUMN_UNKNOWN`
 */
export function requireColumns(site: Site, columns: readonly string[]): void {
  const missing = columns.find((column) => !site.columns.has(column));
  if (missing === undefined) return;
  throw new GenFactoriesError('COLUMN_UNKNOWN', {
    what: `Table "${site.table}" has no column "${missing}"`,
    where: `${site.table}.${site.column}`,
    fix: `It has: ${[...site.columns.keys()].join(', ')}.`,
  });
}
