import { NotRead } from '../not-read.ts';
import {
  columnNamed,
  isNamed,
  type MysqlDraft,
  type MysqlReference,
  type MysqlTable,
} from './draft.ts';
import { withColumnRenamed } from './expression-names.ts';

export function renameColumn(
  draft: MysqlDraft,
  table: MysqlTable,
  old: string,
  name: string,
): void {
  const column = columnNamed(table, old);
  if (table.columns.some((each) => each !== column && isNamed(name)(each))) {
    throw new NotRead(`${table.name} has a column "${name}" already`);
  }
  const isOld = isNamed(old);
  const renamed = (each: string): string => (isOld({ name: each }) ? name : each);
  const rewrite = (sql: string): string => withColumnRenamed(sql, old, name);
  column.name = name;
  for (const each of table.columns)
    if (each.generated) each.generated.sql = rewrite(each.generated.sql);
  for (const check of table.checks) {
    check.sql = rewrite(check.sql);
    check.column &&= renamed(check.column);
  }
  for (const part of table.keys.flatMap(({ parts }) => parts)) {
    if (part.column === null) part.sql = rewrite(part.sql);
    else part.column = renamed(part.column);
  }
  for (const reference of table.references) reference.columns = reference.columns.map(renamed);
  for (const reference of referencesTo(draft, table.name)) {
    reference.targetColumns = reference.targetColumns.map(renamed);
  }
}

function referencesTo({ tables }: MysqlDraft, name: string): readonly MysqlReference[] {
  return tables.flatMap(({ references }) => references.filter(({ target }) => target === name));
}

/** A table's new name is in the names that were made of its old one, too. */
export function renameTable(draft: MysqlDraft, table: MysqlTable, name: string): void {
  const old = table.name;
  if (draft.tables.some((each) => each !== table && each.name === name)) {
    throw new NotRead(`There is a table "${name}" already`);
  }
  for (const reference of referencesTo(draft, old)) reference.target = name;
  table.name = name;
  const made = (item: { name: string }, label: string): void => {
    const prefix = `${old}_${label}_`;
    if (item.name.startsWith(prefix))
      item.name = `${name}_${label}_${item.name.slice(prefix.length)}`;
  };
  for (const reference of table.references) made(reference, 'ibfk');
  for (const check of table.checks) made(check, 'chk');
}
