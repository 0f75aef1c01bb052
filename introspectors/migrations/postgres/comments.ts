import type { CommentStmt } from 'libpg-query';
import { columnOf, find, tableOf, type Draft } from './draft.ts';
import { nameOf, namesIn } from './tree.ts';

/** COMMENT ON a table or a column; what is said of other things has no place in a model. */
export function comment(draft: Draft, statement: CommentStmt): void {
  const names = namesIn(statement.object);
  const text = statement.comment === '' ? null : (statement.comment ?? null);
  if (statement.objtype === 'OBJECT_TABLE') tableOf(draft, nameOf(names)).comment = text;
  if (statement.objtype !== 'OBJECT_COLUMN') return;
  const owner = nameOf(names.slice(0, -1));
  // Columns of views and fields of composite types are commented on in the same words.
  if (find(draft, draft.others, owner) ?? find(draft, draft.types, owner)) return;
  columnOf(tableOf(draft, owner), names.at(-1) ?? '').comment = text;
}
