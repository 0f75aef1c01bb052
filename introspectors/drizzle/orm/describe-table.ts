import type {
  ColumnDescription,
  ForeignKeyDescription,
  TableDescription,
  UnreadPart,
} from '../description.ts';
import { invoke } from '../evaluate/invoke.ts';
import { itemsOf } from '../evaluate/literal.ts';
import { describe, known, Struct, textOf, Unread, type Value } from '../evaluate/value.ts';
import type { Place } from '../../../src/schema/schema.ts';
import { ColumnBuilder } from './column-builder.ts';
import { Constraint } from './constraints.ts';
import { describeColumn, unreadColumn } from './describe-column.ts';
import { describeConstraints } from './describe-constraints.ts';
import type { Writing } from './sql-text.ts';
import type { TableEntity } from './table.ts';
import { targetOf } from './target.ts';
import { tryRead } from './try-read.ts';

/** All that a table says of itself; relations are said elsewhere. */
export function describeTable(
  table: TableEntity,
  writing: Writing,
): Omit<TableDescription, 'relations'> {
  const { parts } = table;
  const unread: UnreadPart[] = [];
  const note = (part: Unread): unknown => unread.push({ reason: String(part) });
  parts.columns.holes.forEach(note);
  const constraints = tryRead(() => constraintsOf(table, unread), note) ?? [];
  const described = describeConstraints(constraints, writing, unread);
  return {
    dialect: parts.dialect,
    schema: parts.schema,
    name: parts.name,
    columns: describeColumns(table, writing),
    ...described,
    foreignKeys: [...inlineForeignKeys(table, unread), ...described.foreignKeys],
    rowSecurity: table.rowSecurity || constraints.some(({ kind }) => kind === 'policy'),
    unread,
    at: parts.place,
  };
}

function describeColumns(table: TableEntity, writing: Writing): readonly ColumnDescription[] {
  return [...table.parts.columns.members].map(([key, value]) => {
    if (value instanceof ColumnBuilder) return describeColumn(value, key, table.parts, writing);
    const reason =
      value instanceof Unread
        ? value
        : new Unread(`"${key}" is ${describe(value)}, which is no column`, table.parts.place);
    return unreadColumn(key, reason);
  });
}

/** What the function of a table's third argument lists, as an array or as an object. */
function constraintsOf(table: TableEntity, unread: UnreadPart[]): readonly Constraint[] {
  const { extras, place, dialect } = table.parts;
  if (extras === undefined || extras === null) return [];
  const made = known(invoke(extras, { args: [table], place }));
  const note = (part: Unread): unknown => unread.push({ reason: String(part) });
  if (made instanceof Struct) made.holes.forEach(note);
  const values =
    made instanceof Struct
      ? [...made.members.values()]
      : itemsOf(made, place).flatMap((each) => (Array.isArray(each) ? each : [each]));
  return values.flatMap((value) => {
    if (value instanceof Unread) note(value);
    if (!(value instanceof Constraint)) return [];
    if (value.dialect === dialect) return [value];
    // drizzle leaves it out without a word.
    const reason = `${value.called} is imported from another database's module, and ignored`;
    unread.push({ reason: String(new Unread(reason, value.place)), columns: [] });
    return [];
  });
}

function inlineForeignKeys(
  table: TableEntity,
  unread: UnreadPart[],
): readonly ForeignKeyDescription[] {
  return [...table.parts.columns.members].flatMap(([key, builder]) => {
    if (!(builder instanceof ColumnBuilder)) return [];
    const { column } = table.column(key, builder);
    return builder.state.references.flatMap(({ to, actions, place }) => {
      const found = tryRead(
        () => {
          const target = targetOf([invoke(to, { args: [], place: builder.place })], builder.place);
          const action = (name: string): string | null => actionOf(actions, name, builder.place);
          return { target, onDelete: action('onDelete'), onUpdate: action('onUpdate') };
        },
        (part) => unread.push({ reason: String(part), columns: [column] }),
      );
      return found === null ? [] : [{ name: null, columns: [column], ...found, at: place }];
    });
  });
}

function actionOf(actions: Value, name: string, place: Place): string | null {
  const it = known(actions);
  const value = it instanceof Struct ? known(it.get(name)) : undefined;
  return value === undefined ? null : textOf(value, place);
}
