import type { AlterExtensionContentsStmt, CreateExtensionStmt, Node } from 'libpg-query';
import type { Draft } from './draft.ts';
import { drop } from './drop.ts';
import { texts } from './tree.ts';

export function createExtension(
  draft: Draft,
  { extname = '', options }: CreateExtensionStmt,
): void {
  if (draft.extensions.has(extname)) return;
  const schema = (options ?? []).flatMap((option) =>
    'DefElem' in option && option.DefElem.defname === 'schema' && option.DefElem.arg
      ? texts([option.DefElem.arg])
      : [],
  )[0];
  draft.extensions.set(extname, schema ?? draft.searchPath[0] ?? 'public');
}

/** What belongs to an extension is none of the user's. */
export function alterExtension(draft: Draft, statement: AlterExtensionContentsStmt): void {
  const { action = 0, object, objtype } = statement;
  if (action < 0 || object === undefined || objtype === undefined) return;
  const objects: Node[] = [object];
  drop(draft, { objects, removeType: objtype, behavior: 'DROP_CASCADE', missing_ok: true });
}

/** The schema that an extension's things are in. */
export function schemaOfExtension(draft: Draft, name: string): string {
  return draft.extensions.get(name) ?? 'public';
}
