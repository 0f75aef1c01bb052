import { memberAt } from '../../generators/path.ts';
import type { ColumnType } from '../schema/column-type.ts';
import type { Cell, TableRows } from './table-rows.ts';

/** Types that have something inside. */
const OPEN: ReadonlySet<ColumnType['kind']> = new Set([
  'json',
  'document',
  'map',
  'union',
  'composite',
  'other',
]);

/**
 * Reads what a path leads to that is no column by itself: a column of the row that a reference leads to
 * (`org_id.created_at`), or something in a document that is written as a whole (`settings.theme`).
 *
 * @returns undefined of a row for what is not there
 * @throws GenFactoriesError `REFERENCE_INVALID`, when read, for a path through a column that has nothing inside
 */
export function readerOf(table: TableRows, path: string): Cell {
  for (const { prefix, rest } of prefixes(path)) {
    if (table.hasReference(prefix)) return (view) => view.parent(prefix)?.get(rest) ?? null;
    const type = table.model.columns.get(prefix)?.type;
    if (type === undefined || type.kind === 'document') continue;
    if (OPEN.has(type.kind)) return (view) => memberAt(view.get(prefix), rest);
    // It is a reference that is meant, and there is none.
    return (view) => view.parent(prefix);
  }
  const document = prefixes(path).findLast(({ prefix }) => table.slotOf(prefix) !== undefined);
  if (document === undefined) return () => undefined;
  return (view) => memberAt(view.get(document.prefix), document.rest);
}

/** `a.b.c` is `b.c` of `a`, and `c` of `a.b`. */
function prefixes(path: string): readonly { readonly prefix: string; readonly rest: string }[] {
  return [...path.matchAll(/\./g)].map(({ index }) => ({
    prefix: path.slice(0, index),
    rest: path.slice(index + 1),
  }));
}
