import type { ColumnFacts } from '../schema/facts.ts';
import type { RowView } from './row-view.ts';

/** A field of a document, by its name there, and the fields that it has itself. */
export interface Field {
  readonly name: string;
  readonly slot: number;
  readonly fields: readonly Field[];
}

/** The fields of a document of the row. */
export function fieldsOf(columns: readonly ColumnFacts[], document: string): readonly Field[] {
  return columns.flatMap(({ name, within }, slot) =>
    within === document
      ? [{ name: name.slice(within.length + 1), slot, fields: fieldsOf(columns, name) }]
      : [],
  );
}

/**
 * A document while one of its fields is being made, for that field to read those beside it: put together as
 * a whole it would need the field's own value.
 *
 * @returns undefined where none of its fields is being made
 */
export function documentFacade(view: RowView, fields: readonly Field[]): object | undefined {
  if (!fields.some((field) => isBusy(view, field))) return undefined;
  const facade = {};
  for (const { name, slot, fields: inner } of fields) {
    Object.defineProperty(facade, name, {
      enumerable: true,
      get: () => documentFacade(view, inner) ?? view.value(slot),
    });
  }
  return facade;
}

function isBusy(view: RowView, { slot, fields }: Field): boolean {
  return view.isBusy(slot) || fields.some((field) => isBusy(view, field));
}
