import type { AlterObjectSchemaStmt, RenameStmt } from 'libpg-query';
import { columnOf, find, spelled, tableOf, type Draft, type DraftName } from './draft.ts';
import type { DraftType } from './draft-types.ts';
import { findIndex } from './drop.ts';
import { withColumnRenamed, withTypeRenamed } from './expressions.ts';
import { family } from './inheritance.ts';
import { NotRead } from '../not-read.ts';
import { expressionsOf, rewriteTexts } from './sql-texts.ts';
import { nameOf, namesIn, rangeName, type WrittenName } from './tree.ts';

/** RENAME of whatever it is. What nothing here keeps is renamed in silence. */
export function rename(draft: Draft, statement: RenameStmt): void {
  const { subname: old = '', newname: name = '' } = statement;
  const of = statement.relation ? rangeName(statement.relation) : nameOf(namesIn(statement.object));
  const missing = statement.missing_ok === true;
  switch (statement.renameType) {
    case 'OBJECT_TABLE':
    case 'OBJECT_INDEX':
    case 'OBJECT_SEQUENCE':
    case 'OBJECT_VIEW':
    case 'OBJECT_MATVIEW':
      return renameRelation(draft, of, name, missing);
    case 'OBJECT_COLUMN':
      return renameColumn(draft, statement, of);
    case 'OBJECT_ATTRIBUTE':
      return renameField(draft, of, old, name);
    case 'OBJECT_TABCONSTRAINT':
      return renameConstraint(draft, statement, of);
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN':
      return renameType(draft, of, name);
    case 'OBJECT_DOMCONSTRAINT':
      return renameDomainCheck(draft, of, old, name);
    case 'OBJECT_SCHEMA':
      return renameSchema(draft, old, name);
    case 'OBJECT_FUNCTION':
      return setName(find(draft, draft.functions, of), name);
    case 'OBJECT_TRIGGER':
      return setName(
        tableOf(draft, of).triggers.find((each) => each.name === old),
        name,
      );
    case 'OBJECT_RULE':
      return setName(
        tableOf(draft, of).rules.find((each) => each.name === old),
        name,
      );
    default:
  }
}

function setName(item: { name: string } | undefined, name: string): void {
  if (item !== undefined) item.name = name;
}

/** ALTER TABLE renames indexes, sequences and views as well. */
function renameRelation(draft: Draft, of: WrittenName, name: string, missing: boolean): void {
  const found =
    find<DraftName>(draft, draft.tables, of) ??
    find<DraftName>(draft, draft.sequences, of) ??
    find<DraftName>(draft, draft.others, of) ??
    findIndex(draft, of)?.key;
  if (found === undefined && !missing) throw new NotRead(`There is no relation ${spelled(of)}`);
  setName(found, name);
}

function renameColumn(draft: Draft, statement: RenameStmt, of: WrittenName): void {
  const { subname: old = '', newname: name = '' } = statement;
  if (statement.relationType !== 'OBJECT_TABLE') return;
  if (find(draft, draft.others, of) !== undefined) return;
  const table = tableOf(draft, of);
  for (const each of family(draft, table, statement.relation?.inh === true)) {
    const column = columnOf(each, old);
    for (const expression of expressionsOf(each)) {
      if (!expression.reads.includes(column)) continue;
      expression.sql = withColumnRenamed(expression.sql, column, name);
    }
    column.name = name;
  }
}

function renameField(draft: Draft, of: WrittenName, old: string, name: string): void {
  const type = typeOf(draft, of);
  if (type.definition.kind !== 'composite') return;
  setName(
    type.definition.fields.find((field) => field.name === old),
    name,
  );
}

function renameConstraint(draft: Draft, statement: RenameStmt, of: WrittenName): void {
  const { subname: old = '', newname: name = '' } = statement;
  const table = tableOf(draft, of);
  const all = [...table.keys, ...table.references, ...table.lostReferences];
  setName(
    all.find((each) => each.name === old),
    name,
  );
  for (const each of family(draft, table, statement.relation?.inh === true)) {
    setName(
      each.checks.find((check) => check.name === old),
      name,
    );
  }
}

function renameType(draft: Draft, of: WrittenName, name: string): void {
  const type = typeOf(draft, of);
  rewriteTexts(draft, type.name, (sql) => withTypeRenamed(sql, type.name, name));
  type.name = name;
}

export function typeOf(draft: Draft, of: WrittenName): DraftType {
  const type = find(draft, draft.types, of);
  if (type === undefined) throw new NotRead(`There is no type ${spelled(of)}`);
  return type;
}

function renameDomainCheck(draft: Draft, of: WrittenName, old: string, name: string): void {
  const type = typeOf(draft, of);
  if (type.definition.kind !== 'domain') return;
  setName(
    type.definition.checks.find((check) => check.name === old),
    name,
  );
}

function renameSchema(draft: Draft, old: string, name: string): void {
  const all = [draft.tables, draft.types, draft.sequences, draft.functions, draft.others];
  for (const items of all) {
    for (const item of items) if (item.schema === old) item.schema = name;
  }
}

/** ALTER … SET SCHEMA; sequences that a table's columns own go along. */
export function moveToSchema(draft: Draft, statement: AlterObjectSchemaStmt): void {
  const schema = statement.newschema ?? '';
  const of = statement.relation ? rangeName(statement.relation) : nameOf(namesIn(statement.object));
  const move = (item: DraftName | undefined): void => {
    if (item !== undefined) item.schema = schema;
  };
  switch (statement.objectType) {
    case 'OBJECT_TABLE': {
      const table = tableOf(draft, of);
      move(table);
      for (const sequence of draft.sequences) {
        if (sequence.owner !== null && table.columns.includes(sequence.owner)) move(sequence);
      }
      return;
    }
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN':
      return move(typeOf(draft, of));
    case 'OBJECT_SEQUENCE':
      return move(find(draft, draft.sequences, of));
    case 'OBJECT_FUNCTION':
      return move(find(draft, draft.functions, of));
    case 'OBJECT_VIEW':
    case 'OBJECT_MATVIEW':
    case 'OBJECT_FOREIGN_TABLE':
      return move(find(draft, draft.others, of));
    default:
  }
}
