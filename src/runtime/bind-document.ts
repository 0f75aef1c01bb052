import type { ColumnFacts } from '../schema/facts.ts';
import type { MadeColumn } from './bind-columns.ts';
import type { ColumnSite } from './column-site.ts';
import type { Cell, TableRows } from './table-rows.ts';

/** A document put together from its fields, where it is there. */
export function bindDocument(
  rows: TableRows,
  column: ColumnFacts,
  site: ColumnSite,
  presence: unknown,
): MadeColumn {
  const fields = rows.columns.flatMap(({ name, within }, slot) =>
    within === column.name ? [{ name: name.slice(within.length + 1), slot }] : [],
  );
  const isThere = presence === null ? () => true : site.bindSource(presence).draw;
  const cell: Cell = (view) => {
    const there = isThere(view);
    if (there === null || there === undefined) return there;
    const document: Record<string, unknown> = {};
    for (const { name, slot } of fields) {
      const value = view.value(slot);
      if (value !== undefined) document[name] = value;
    }
    return document;
  };
  return { plan: { kind: 'other' }, cell, presence: isThere };
}
