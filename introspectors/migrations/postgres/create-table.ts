import type { ColumnDef, Constraint, CreateStmt, Node, TableLikeClause } from 'libpg-query';
import { applyGenerated, applyValue, defineColumn, type DefinedColumn } from './columns.ts';
import { addConstraints, type Written } from './constraints.ts';
import { copyLike } from './copy-like.ts';
import {
  nameToMake,
  spelled,
  tableOf,
  TEMPORARY_SCHEMA,
  type Draft,
  type DraftTable,
} from './draft.ts';
import { inherit } from './inheritance.ts';
import { AlreadyThere } from '../not-read.ts';
import { newTable } from './new-draft.ts';
import { isRelation } from './object-names.ts';
import { attach, passOnConstraints, readPartitionKey } from './partitions.ts';
import type { Step } from './step.ts';
import { rangeName } from './tree.ts';
import { typeUse } from './type-use.ts';

/** CREATE TABLE, in the order the server goes: columns, then what reads them, then what refuses rows. */
export function createTable(step: Step, statement: CreateStmt): void {
  const { draft } = step;
  const name = nameToMake(draft, rangeName(statement.relation));
  const temporary = statement.relation?.relpersistence === 't';
  if (temporary) name.schema = TEMPORARY_SCHEMA;
  if (isRelation(draft, name.schema, name.name)) {
    if (statement.if_not_exists) return;
    throw new AlreadyThere(`There is a relation ${spelled(name)} already`);
  }
  const table = newTable(name, temporary);
  const parents = parentsOf(draft, statement);
  draft.tables.add(table);
  if (statement.partbound === undefined) table.parents = [...parents];
  else for (const parent of parents) attach(step, parent, table, statement.partbound);
  for (const parent of parents) inherit(table, parent);
  addComposite(step, table, statement);
  const defined = defineColumns(step, table, statement.tableElts ?? []);
  for (const each of defined) applyGenerated(step, table, each);
  if (statement.partspec) table.partitionKey = readPartitionKey(step, table, statement.partspec);
  if (statement.partbound !== undefined) {
    for (const parent of parents) passOnConstraints(step, table, parent);
  }
  addConstraints(step, table, withoutRepeats(constraintsOf(defined, statement)));
}

function parentsOf(draft: Draft, { inhRelations }: CreateStmt): readonly DraftTable[] {
  return (inhRelations ?? []).flatMap((node) =>
    'RangeVar' in node ? [tableOf(draft, rangeName(node.RangeVar))] : [],
  );
}

/** `CREATE TABLE … OF type` has the fields of the type. */
function addComposite({ draft }: Step, table: DraftTable, { ofTypename }: CreateStmt): void {
  if (ofTypename === undefined) return;
  const { of } = typeUse(draft, ofTypename);
  if (!('definition' in of) || of.definition.kind !== 'composite') return;
  for (const { name, type } of of.definition.fields) {
    table.columns.push({
      name,
      type,
      notNull: false,
      default: null,
      identity: null,
      generated: null,
      comment: null,
      local: true,
      inherited: 0,
    });
  }
}

function defineColumns(
  step: Step,
  table: DraftTable,
  elements: readonly Node[],
): readonly DefinedColumn[] {
  return elements.flatMap((element) => {
    if ('TableLikeClause' in element) copy(step, table, element.TableLikeClause);
    return 'ColumnDef' in element ? [defineOrMerge(step, table, element.ColumnDef)] : [];
  });
}

/** A column that is there already, from a parent or a type, gets what else is said of it. */
function defineOrMerge(step: Step, table: DraftTable, def: ColumnDef): DefinedColumn {
  const column = table.columns.find(({ name }) => name === def.colname);
  if (column === undefined) return defineColumn(step, table, def);
  const apart = defineColumn(step, { ...table, columns: [] }, def);
  for (const constraint of apart.constraints) applyValue(step, table, column, constraint);
  column.local = true;
  return { column, constraints: apart.constraints };
}

function copy(step: Step, table: DraftTable, like: TableLikeClause): void {
  copyLike(step, table, tableOf(step.draft, rangeName(like.relation)), like.options ?? 0);
}

/** In the order of the text, of which names that are made up depend. */
function constraintsOf(
  defined: readonly DefinedColumn[],
  { tableElts }: CreateStmt,
): readonly Written[] {
  const ofColumn = new Map(defined.map((each) => [each.column.name, each]));
  return (tableElts ?? []).flatMap((node): readonly Written[] => {
    if ('Constraint' in node) return [{ constraint: node.Constraint }];
    const own = 'ColumnDef' in node ? ofColumn.get(node.ColumnDef.colname ?? '') : undefined;
    return own?.constraints.map((constraint) => ({ column: own.column, constraint })) ?? [];
  });
}

/** The same key twice in one statement is one key; a name that either has is its name. */
function withoutRepeats(all: readonly Written[]): readonly Written[] {
  const kept: Written[] = [];
  const primaryFirst = [...all].sort((a, b) => Number(isPrimary(b)) - Number(isPrimary(a)));
  for (const written of primaryFirst) {
    const at = kept.findIndex((each) => isKey(each) && signature(each) === signature(written));
    if (!isKey(written) || at === -1) kept.push(written);
    else kept[at] = withName(kept[at]!, written.constraint.conname);
  }
  return kept;
}

function isPrimary({ constraint }: Written): boolean {
  return constraint.contype === 'CONSTR_PRIMARY';
}

function isKey(written: Written): boolean {
  return isPrimary(written) || written.constraint.contype === 'CONSTR_UNIQUE';
}

function signature({ constraint, column }: Written): string {
  const { keys, including, nulls_not_distinct, deferrable, initdeferred } = constraint;
  const columns = column ? [{ String: { sval: column.name } }] : keys;
  return JSON.stringify([columns, including, nulls_not_distinct, deferrable, initdeferred]);
}

function withName(written: Written, name: string | undefined): Written {
  const conname = written.constraint.conname ?? name;
  if (conname === undefined) return written;
  const constraint: Constraint = { ...written.constraint, conname };
  return { ...written, constraint };
}
