import { NotRead } from '../not-read.ts';
import { addConstraint } from './add-constraint.ts';
import { readColumn, readDefault, type DefinedColumn } from './column.ts';
import { readConstraint } from './constraint.ts';
import { columnNamed, isNamed, tableNamed, type MysqlDraft, type MysqlTable } from './draft.ts';
import { dropColumn, dropConstraint, dropKey } from './drop.ts';
import type { Reader } from './reader.ts';
import { renameColumn, renameTable } from './rename.ts';
import { readTableOption } from './table-options.ts';

/** ALTER TABLE, behind these words. What is not understood of it is noted, the rest is applied. */
export function alterTable(draft: MysqlDraft, reader: Reader): void {
  const missing = reader.take('IF', 'EXISTS');
  const name = reader.takePath();
  if (missing && !draft.tables.some(isNamed(name))) return;
  const table = tableNamed(draft, name);
  do {
    const action = readAction(reader);
    if (action === null) {
      if (readTableOption(table, reader)) continue;
      reader.noteLater(`An action on "${name}" is not read: ${reader.rest().slice(0, 40)}`);
      reader.skipToComma();
      // Nothing of what is left would be passed over.
      if (reader.peek(')')) throw new NotRead('A parenthesis is closed that was not opened');
    } else action(draft, table, reader);
  } while (reader.take(',') || !reader.isAtEnd);
}

type Action = (draft: MysqlDraft, table: MysqlTable, reader: Reader) => void;

/** By the words that it begins with, longer ones before those they begin with. */
const ACTIONS: readonly (readonly [string, Action])[] = [
  ['ADD', add],
  ['DROP PRIMARY KEY', (_, table) => dropKey(table, 'PRIMARY', false)],
  ['DROP FOREIGN KEY', (draft, table, reader) => drop(draft, table, reader, 'reference')],
  ['DROP CONSTRAINT', (draft, table, reader) => drop(draft, table, reader, 'any')],
  ['DROP CHECK', (draft, table, reader) => drop(draft, table, reader, 'check')],
  ['DROP INDEX', dropIndexOf],
  ['DROP KEY', dropIndexOf],
  ['DROP COLUMN', dropColumnOf],
  ['DROP', dropColumnOf],
  ['MODIFY', (draft, table, reader) => change(draft, table, reader, false)],
  ['CHANGE', (draft, table, reader) => change(draft, table, reader, true)],
  ['ALTER CHECK', alterCheck],
  ['ALTER CONSTRAINT', alterCheck],
  ['ALTER INDEX', (_, __, reader) => reader.skipToComma()],
  ['ALTER', alterColumn],
  [
    'RENAME COLUMN',
    (draft, table, reader) => {
      const old = reader.takeName();
      reader.expect('TO');
      renameColumn(draft, table, old, reader.takeName());
    },
  ],
  ['RENAME INDEX', renameKey],
  ['RENAME KEY', renameKey],
  [
    'RENAME',
    (draft, table, reader) => {
      reader.takeOne('TO', 'AS', '=');
      renameTable(draft, table, reader.takePath());
    },
  ],
  ['CONVERT TO CHARACTER SET', convert],
  ['CONVERT TO CHARSET', convert],
  ['ORDER BY', (_, __, reader) => reader.skipToComma()],
  ['DISABLE KEYS', () => undefined],
  ['ENABLE KEYS', () => undefined],
  ['FORCE', () => undefined],
];

function readAction(reader: Reader): Action | null {
  for (const [words, action] of ACTIONS) if (reader.take(...words.split(' '))) return action;
  return null;
}

function add(draft: MysqlDraft, table: MysqlTable, reader: Reader): void {
  const constraint = reader.peek('COLUMN') ? null : readConstraint(reader);
  if (constraint !== null) return addConstraint(draft, table, constraint);
  reader.take('COLUMN');
  const unlessThere = reader.take('IF', 'NOT', 'EXISTS');
  if (!reader.peek('(')) return addColumn(draft, table, readColumn(reader), unlessThere);
  reader.list(() => {
    const inner = readConstraint(reader);
    if (inner !== null) addConstraint(draft, table, inner);
    else addColumn(draft, table, readColumn(reader), unlessThere);
  });
}

function addColumn(
  draft: MysqlDraft,
  table: MysqlTable,
  defined: DefinedColumn,
  unlessThere: boolean,
): void {
  const { column, constraints } = defined;
  if (table.columns.some(isNamed(column.name))) {
    if (unlessThere) return;
    throw new NotRead(`${table.name} has a column "${column.name}" already`);
  }
  place(table, defined, table.columns.length);
  for (const each of constraints) addConstraint(draft, table, each);
}

function place(
  table: MysqlTable,
  { column, place: where }: DefinedColumn,
  otherwise: number,
): void {
  const at =
    where === null
      ? otherwise
      : where === 'first'
        ? 0
        : table.columns.indexOf(columnNamed(table, where.after)) + 1;
  table.columns.splice(at, 0, column);
}

/** MODIFY and CHANGE define the column anew; keys and references stay. */
function change(draft: MysqlDraft, table: MysqlTable, reader: Reader, renames: boolean): void {
  reader.take('COLUMN');
  if (
    reader.take('IF', 'EXISTS') &&
    reader.next &&
    !table.columns.some(isNamed(reader.next.text))
  ) {
    return reader.skipToComma();
  }
  const old = renames ? reader.takeName() : (reader.next?.text ?? '');
  const defined = readColumn(reader);
  const { name } = columnNamed(table, old);
  if (defined.column.name !== name) renameColumn(draft, table, name, defined.column.name);
  const at = table.columns.findIndex(isNamed(defined.column.name));
  table.columns.splice(at, 1);
  place(table, defined, at);
  const isKey = table.keys.some(
    (key) =>
      key.kind === 'primary' && key.parts.some(({ column }) => column === defined.column.name),
  );
  if (isKey) defined.column.notNull = true;
  if (draft.flavour === 'mariadb') {
    // A check of the column is part of its definition there.
    table.checks = table.checks.filter(
      ({ column }) => column === null || !isNamed(column)(defined.column),
    );
  }
  for (const each of defined.constraints) addConstraint(draft, table, each);
}

function drop(
  _: MysqlDraft,
  table: MysqlTable,
  reader: Reader,
  kind: 'reference' | 'check' | 'any',
): void {
  const missing = reader.take('IF', 'EXISTS');
  dropConstraint(table, reader.takeName(), kind, missing);
}

function dropIndexOf(_: MysqlDraft, table: MysqlTable, reader: Reader): void {
  const missing = reader.take('IF', 'EXISTS');
  dropKey(table, reader.takeName(), missing);
}

function dropColumnOf(_: MysqlDraft, table: MysqlTable, reader: Reader): void {
  const missing = reader.take('IF', 'EXISTS');
  const name = reader.takeName();
  reader.takeOne('CASCADE', 'RESTRICT');
  dropColumn(table, name, missing);
}

function alterCheck(_: MysqlDraft, table: MysqlTable, reader: Reader): void {
  const check = table.checks.find(isNamed(reader.takeName()));
  const enforced = !reader.take('NOT', 'ENFORCED');
  reader.take('ENFORCED');
  if (check !== undefined) check.enforced = enforced;
}

function alterColumn(_: MysqlDraft, table: MysqlTable, reader: Reader): void {
  reader.take('COLUMN');
  const column = columnNamed(table, reader.takeName());
  if (reader.take('DROP', 'DEFAULT')) column.default = null;
  else if (reader.take('SET', 'DEFAULT')) column.default = readDefault(reader);
  else reader.skipToComma();
}

function renameKey(_: MysqlDraft, table: MysqlTable, reader: Reader): void {
  const key = table.keys.find(isNamed(reader.takeName()));
  reader.expect('TO');
  const name = reader.takeName();
  if (key === undefined) throw new NotRead(`${table.name} has no such key`);
  key.name = name;
}

/** What every text column is stored in from now on. */
function convert(_: MysqlDraft, table: MysqlTable, reader: Reader): void {
  table.charset = reader.takeName().toLowerCase();
  table.collation = reader.take('COLLATE') ? reader.takeName().toLowerCase() : null;
  for (const { type } of table.columns) {
    type.charset = null;
    type.collation = null;
  }
}
