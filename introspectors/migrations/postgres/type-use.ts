import type { CollateClause, Node, TypeName } from 'libpg-query';
import { namedType } from './base-types.ts';
import { find, type Draft } from './draft.ts';
import type { TypeUse } from './draft-types.ts';
import { nameOf, texts } from './tree.ts';

/**
 * The type that a statement names.
 *
 * @param collation - of the column, the domain or the field
 */
export function typeUse(
  draft: Draft,
  name: TypeName | undefined,
  collation?: CollateClause,
): TypeUse {
  const given = nameOf(texts(name?.names));
  const element = elementOf(given.name);
  const written = { ...given, name: element ?? given.name };
  const own = { named: written.name, schema: written.schema, modifiers: modifiers(name?.typmods) };
  const isOwn =
    written.schema === 'pg_catalog' ||
    (written.schema === null && namedType(own, false).kind !== 'other');
  const made = isOwn
    ? undefined
    : (find(draft, draft.types, written) ?? find(draft, draft.tables, written));
  return {
    of: made ?? own,
    array: element !== null || (name?.arrayBounds?.length ?? 0) > 0,
    folds: collation === undefined ? null : folds(draft, collation),
  };
}

/** `_int4` is the catalogue's name of an array of `int4`. */
function elementOf(name: string): string | null {
  const element = name.slice(1);
  const own = { named: element, schema: null, modifiers: [] };
  return name.startsWith('_') && namedType(own, false).kind !== 'other' ? element : null;
}

function folds(draft: Draft, { collname }: CollateClause): boolean {
  return find(draft, draft.foldingCollations, nameOf(texts(collname))) !== undefined;
}

/** Numbers, or words as in `geometry(Point, 4326)`. */
function modifiers(nodes: readonly Node[] | undefined): readonly string[] {
  return (nodes ?? []).map((node) => {
    if ('ColumnRef' in node) return texts(node.ColumnRef.fields).join('.');
    if (!('A_Const' in node)) return '';
    const { ival, sval, fval } = node.A_Const;
    return sval?.sval ?? fval?.fval ?? String(ival?.ival ?? 0);
  });
}
