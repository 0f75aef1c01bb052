import { GenFactoriesError } from '../src/errors.ts';
import type { Row, Site } from './generator.ts';

/**
 * Reads a value of the row, of a document in it, or of a row it refers to: `created_at`, `profile.created_at`,
 * `org_id.created_at`. In a document of a list, what is beside the value comes first: a field's name alone.
 *
 * @param site - the column whose generator reads it
 * @param path - references and fields, and last a column or a field, separated by dots
 * @returns the value; NULL too where a reference on the way is NULL
 * @throws GenFactoriesError `COLUMN_UNKNOWN` where the path does not begin with a column of the table
 */
export function readPath(site: Site, path: string): (row: Row) => unknown {
  const beside = site.beside?.(path);
  if (beside !== undefined) return beside;
  requireColumn(site, path);
  return (row) => row.get(path);
}

/** Refuses a path that leads nowhere, before a row is made. */
function requireColumn(site: Site, path: string): void {
  const steps = path.split('.');
  const begins = steps.some((_, at) => site.columns.has(steps.slice(0, at + 1).join('.')));
  if (begins) return;
  throw new GenFactoriesError('COLUMN_UNKNOWN', {
    what: `Table "${site.table}" has no column "${steps[0]}"`,
    where: `${site.table}.${site.column}`,
    fix: `It has: ${[...site.columns.keys()].join(', ')}.`,
  });
}

/**
 * What is in a document at a path.
 *
 * @returns undefined for what is not there
 */
export function memberAt(value: unknown, path: string): unknown {
  let at = value;
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[name];
  }
  return at;
}
