import type { AlterSeqStmt, CreateSeqStmt, Node } from 'libpg-query';
import { columnOf, find, nameToMake, spelled, tableOf, type Draft } from './draft.ts';
import { AlreadyThere, NotRead } from '../not-read.ts';
import { isRelation } from './object-names.ts';
import { nameOf, rangeName, texts } from './tree.ts';

export function createSequence(draft: Draft, statement: CreateSeqStmt): void {
  const name = nameToMake(draft, rangeName(statement.sequence));
  if (isRelation(draft, name.schema, name.name)) {
    if (statement.if_not_exists) return;
    throw new AlreadyThere(`There is a relation ${spelled(name)} already`);
  }
  const sequence = { ...name, owner: null, internal: false };
  draft.sequences.add({ ...sequence, owner: ownerIn(draft, statement.options) ?? null });
}

/** All that an ALTER SEQUENCE may change here is whose it is. */
export function alterSequence(draft: Draft, statement: AlterSeqStmt): void {
  const written = rangeName(statement.sequence);
  const sequence = find(draft, draft.sequences, written);
  const owner = ownerIn(draft, statement.options);
  if (owner === undefined) return;
  if (sequence !== undefined) sequence.owner = owner;
  else if (!statement.missing_ok) throw new NotRead(`There is no sequence ${spelled(written)}`);
}

/** `OWNED BY table.column`; null for NONE, undefined where nothing is said of it. */
function ownerIn(draft: Draft, options: readonly Node[] = []) {
  const owned = options.flatMap((option) =>
    'DefElem' in option && option.DefElem.defname === 'owned_by' ? [option.DefElem.arg] : [],
  )[0];
  if (owned === undefined) return undefined;
  const names = texts([owned]);
  if (names.length < 2) return null;
  return columnOf(tableOf(draft, nameOf(names.slice(0, -1))), names.at(-1) ?? '');
}
