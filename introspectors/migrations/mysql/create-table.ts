import { NotRead } from '../not-read.ts';
import { addConstraint } from './add-constraint.ts';
import { readColumn } from './column.ts';
import { readConstraint, type NewConstraint } from './constraint.ts';
import { newMysqlTable, tableNamed, type MysqlDraft, type MysqlTable } from './draft.ts';
import type { Reader } from './reader.ts';
import { readTableOption } from './table-options.ts';

/** CREATE TABLE, behind these words. */
export function createTable(draft: MysqlDraft, reader: Reader, temporary: boolean): void {
  const unlessThere = reader.take('IF', 'NOT', 'EXISTS');
  const name = reader.takePath();
  if (temporary) return;
  if (draft.tables.some((table) => table.name === name)) {
    if (unlessThere) return;
    throw new NotRead(`There is a table "${name}" already`);
  }
  if (isLike(reader)) return copyTable(draft, name, tableNamed(draft, reader.takePath()));
  if (!reader.peek('(')) throw new NotRead(`The columns of "${name}" come from a query`);
  const table = newMysqlTable(name);
  readElements(draft, table, reader);
  draft.tables.push(table);
  readOptions(table, reader);
}

/** `LIKE other`, or the same in parentheses. */
function isLike(reader: Reader): boolean {
  return reader.take('LIKE') || reader.take('(', 'LIKE');
}

function copyTable(draft: MysqlDraft, name: string, source: MysqlTable): void {
  const copy: MysqlTable = {
    ...structuredClone({ ...source, references: [], triggers: [] }),
    name,
    references: [],
    triggers: [],
  };
  // MySQL gives all of them new names, MariaDB none.
  if (draft.flavour === 'mysql') {
    for (const [index, check] of copy.checks.entries()) check.name = `${name}_chk_${index + 1}`;
  }
  draft.tables.push(copy);
}

/** Keys are made after all columns, primary ones before the others. */
function readElements(draft: MysqlDraft, table: MysqlTable, reader: Reader): void {
  const constraints: NewConstraint[] = [];
  const notRead: string[] = [];
  reader.list(() => {
    if (reader.peek('PERIOD', 'FOR')) {
      notRead.push(`A period of "${table.name}" is not read`);
      reader.skipToComma();
      return;
    }
    const constraint = readConstraint(reader);
    if (constraint !== null) {
      constraints.push(constraint);
      return;
    }
    const defined = readColumn(reader);
    table.columns.push(defined.column);
    constraints.push(...defined.constraints);
  });
  const isPrimary = ({ kind }: NewConstraint): boolean => kind === 'primary';
  for (const each of constraints.filter(isPrimary)) addConstraint(draft, table, each);
  for (const each of constraints.filter((one) => !isPrimary(one)))
    addConstraint(draft, table, each);
  if (notRead.length > 0) reader.noteLater(notRead.join('; '));
}

function readOptions(table: MysqlTable, reader: Reader): void {
  while (!reader.isAtEnd) {
    if (reader.take(',')) continue;
    if (reader.peek('PARTITION'))
      return reader.noteLater(`How "${table.name}" is partitioned is not read`);
    if (reader.peek('WITH', 'SYSTEM'))
      return reader.noteLater(`The versions of "${table.name}" are not read`);
    if (!readTableOption(table, reader)) {
      return reader.noteLater(
        `What follows "${table.name}" is not read: ${reader.rest().slice(0, 40)}`,
      );
    }
  }
}
