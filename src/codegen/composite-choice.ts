import { storageType } from '../schema/column-type.ts';
import type { Column } from '../schema/schema.ts';
import type { Choice, ColumnView } from './column-view.ts';
import { call, object, type Expression } from './expression.ts';
import { snakeCase } from './names.ts';

/**
 * Values of a composite type, each field by its name: an address has a street and a city.
 *
 * @param choose - what fills a column
 * @returns undefined for other types, and where nothing fills one of the fields
 */
export function compositeChoice(
  view: ColumnView,
  choose: (field: ColumnView) => Choice | undefined,
): Choice | undefined {
  if (view.type.kind !== 'composite') return undefined;
  const fields = view.type.fields.map(({ name, type }): Column => ({
    ...view.column,
    ...{ name, type, comment: null },
  }));
  const siblings = new Map(fields.map((field) => [snakeCase(field.name), field]));
  const members: Record<string, Expression> = {};
  let personal = false;
  for (const column of fields) {
    const type = storageType(column.type);
    const name = snakeCase(column.name);
    const choice = choose({ ...view, column, type, name, siblings });
    if (choice === undefined) return undefined;
    members[column.name] = choice.wrap?.(choice.expression) ?? choice.expression;
    personal ||= choice.personal ?? false;
  }
  return { expression: call('record', object(members)), ...(personal && { personal }) };
}
