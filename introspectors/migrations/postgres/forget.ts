import type {
  Draft,
  DraftColumn,
  DraftFunction,
  DraftKey,
  DraftReference,
  DraftName,
  DraftSequence,
  DraftTable,
  OtherRelation,
  SqlExpression,
} from './draft.ts';
import type { DraftType, TypeUse } from './draft-types.ts';
import { childrenOf, family } from './inheritance.ts';
import { NotRead } from '../not-read.ts';
import { makeName } from './object-names.ts';

interface DropOptions {
  /** Those below drop it, too; else it is their own from now on. */
  readonly deep: boolean;
  /** It may be missing. */
  readonly missing: boolean;
}

/** Drops a column, and all that is made of it. */
export function dropColumn(
  draft: Draft,
  table: DraftTable,
  name: string,
  { deep, missing }: DropOptions,
): void {
  const column = table.columns.find((each) => each.name === name);
  if (column === undefined) {
    if (missing) return;
    throw new NotRead(`${table.name} has no column "${name}"`);
  }
  for (const child of childrenOf(draft, table)) {
    const below = child.columns.find((each) => each.name === name);
    if (below === undefined) continue;
    below.inherited--;
    if (!deep) below.local = true;
    if (below.inherited < 1 && !below.local) dropColumn(draft, child, name, { deep, missing });
  }
  forgetColumn(draft, table, column);
}

function forgetColumn(draft: Draft, table: DraftTable, column: DraftColumn): void {
  table.columns = table.columns.filter((each) => each !== column);
  table.checks = table.checks.filter(({ expression }) => !expression.reads.includes(column));
  table.references = table.references.filter(({ columns }) => !columns.includes(column));
  table.lostReferences = table.lostReferences.filter(({ columns }) => !columns.includes(column));
  table.triggers = table.triggers.filter(({ columns }) => !columns.includes(column));
  for (const key of table.keys.filter((each) => isMadeOf(each, column))) {
    forgetKey(draft, table, key);
  }
  forgetReferences(draft, ({ targetColumns }) => targetColumns.includes(column));
  dropOwnedSequences(draft, column);
  const generated = table.columns.filter((each) =>
    each.generated?.expression.reads.includes(column),
  );
  for (const each of generated) forgetColumn(draft, table, each);
}

function isMadeOf(key: DraftKey, column: DraftColumn): boolean {
  const reads = (expression: SqlExpression | null): boolean =>
    expression?.reads.includes(column) ?? false;
  return (
    key.included.includes(column) ||
    reads(key.where) ||
    key.parts.some((part) =>
      part.kind === 'column' ? part.column === column : reads(part.expression),
    )
  );
}

function forgetReferences({ tables }: Draft, which: (reference: DraftReference) => boolean): void {
  for (const table of tables) {
    if (!table.references.some(which)) continue;
    table.references = table.references.filter((reference) => !which(reference));
  }
}

export function forgetKey(draft: Draft, table: DraftTable, key: DraftKey): void {
  table.keys = table.keys.filter((each) => each !== key);
  forgetReferences(draft, (reference) => reference.key === key);
  for (const each of draft.tables) {
    for (const part of each.keys.filter(({ partOf }) => partOf === key)) {
      forgetKey(draft, each, part);
    }
  }
}

export function dropOwnedSequences(
  draft: Draft,
  column: DraftColumn,
  which: (sequence: DraftSequence) => boolean = () => true,
): void {
  for (const sequence of draft.sequences) {
    if (sequence.owner === column && which(sequence)) draft.sequences.delete(sequence);
  }
}

/** Drops a constraint, whatever its kind. */
export function dropConstraint(
  draft: Draft,
  table: DraftTable,
  name: string,
  { deep, missing }: DropOptions,
): void {
  const isIt = (each: { readonly name: string }): boolean => each.name === name;
  const check = table.checks.find(isIt);
  const key = table.keys.find((each) => each.constraint && isIt(each));
  const required = table.columns.find(
    (each) => makeName(table.name, each.name, 'not_null') === name,
  );
  if (check !== undefined) return dropCheck(draft, table, name, deep);
  if (key !== undefined) return forgetKey(draft, table, key);
  if ([...table.references, ...table.lostReferences].some(isIt)) {
    table.references = table.references.filter((each) => !isIt(each));
    table.lostReferences = table.lostReferences.filter((each) => !isIt(each));
  } else if (required !== undefined) {
    for (const each of family(draft, table, deep)) {
      for (const column of each.columns) if (column.name === required.name) column.notNull = false;
    }
  } else if (!missing) throw new NotRead(`${table.name} has no constraint "${name}"`);
}

function dropCheck(draft: Draft, table: DraftTable, name: string, deep: boolean): void {
  for (const child of childrenOf(draft, table)) {
    const below = child.checks.find((check) => check.name === name);
    if (below === undefined) continue;
    below.inherited--;
    if (!deep) below.local = true;
    if (below.inherited < 1 && !below.local) dropCheck(draft, child, name, deep);
  }
  table.checks = table.checks.filter((check) => check.name !== name);
}

/** Drops a table with its partitions, its heirs, and the references that lead to any of them. */
export function dropTable(draft: Draft, table: DraftTable): void {
  for (const child of childrenOf(draft, table)) dropTable(draft, child);
  for (const column of table.columns) dropOwnedSequences(draft, column);
  draft.tables.delete(table);
  forgetReferences(draft, ({ target }) => target === table);
  forgetUses(draft, table);
  forgetReaders(draft, table);
}

/** Drops a view, with the views that read it. */
export function dropOther(draft: Draft, other: OtherRelation): void {
  draft.others.delete(other);
  forgetReaders(draft, other);
}

function forgetReaders(draft: Draft, dropped: DraftName): void {
  for (const other of [...draft.others]) {
    if (other.reads.includes(dropped)) dropOther(draft, other);
  }
}

/** Drops a type with the columns, fields and domains that are of it. */
export function dropType(draft: Draft, type: DraftType): void {
  draft.types.delete(type);
  forgetUses(draft, type);
}

function forgetUses(draft: Draft, dropped: DraftType | DraftTable): void {
  const isOf = ({ type }: { readonly type: TypeUse }): boolean => type.of === dropped;
  for (const table of draft.tables) {
    for (const column of table.columns.filter(isOf)) forgetColumn(draft, table, column);
  }
  for (const type of draft.types) {
    const { definition } = type;
    if (definition.kind === 'domain' && definition.base.of === dropped) dropType(draft, type);
    if (definition.kind === 'range' && definition.element.of === dropped) dropType(draft, type);
    if (definition.kind !== 'composite') continue;
    definition.fields = definition.fields.filter((field) => !isOf(field));
  }
}

/** Drops a sequence; where it gave the default, there is none then. */
export function dropSequence(draft: Draft, sequence: DraftSequence): void {
  draft.sequences.delete(sequence);
  for (const { columns } of draft.tables) {
    for (const column of columns) {
      if (column.default?.kind !== 'sequence' || column.default.sequence !== sequence) continue;
      column.default = null;
    }
  }
}

/** Drops a function with the triggers that call it. */
export function dropFunction(draft: Draft, dropped: DraftFunction): void {
  draft.functions.delete(dropped);
  for (const table of draft.tables) {
    table.triggers = table.triggers.filter((trigger) => trigger.function !== dropped);
  }
}
