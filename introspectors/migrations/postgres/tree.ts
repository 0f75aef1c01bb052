import type { A_Const, ColumnRef, FuncCall, Node, RangeVar, TypeCast } from 'libpg-query';

/** A name as a statement writes it: where no schema is named, the search path decides. */
export interface WrittenName {
  readonly schema: string | null;
  readonly name: string;
}

export function rangeName(range: RangeVar | undefined): WrittenName {
  return { schema: range?.schemaname ?? null, name: range?.relname ?? '' };
}

/** `schema.name`, from the parts of a name. */
export function nameOf(parts: readonly string[]): WrittenName {
  return { schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '' };
}

/** The texts of a list of strings, or of what a list of a list holds. */
export function texts(nodes: readonly Node[] | undefined): readonly string[] {
  return (nodes ?? []).flatMap((node) => {
    if ('String' in node) return [node.String.sval ?? ''];
    return 'List' in node ? texts(node.List.items) : [];
  });
}

/** The names in a DROP, a COMMENT and their like, whichever node they come as. */
export function namesIn(node: Node | undefined): readonly string[] {
  if (node === undefined) return [];
  if ('List' in node) return texts(node.List.items);
  if ('String' in node) return [node.String.sval ?? ''];
  if ('TypeName' in node) return texts(node.TypeName.names);
  return 'ObjectWithArgs' in node ? texts(node.ObjectWithArgs.objname) : [];
}

interface Found {
  readonly A_Const: A_Const;
  readonly ColumnRef: ColumnRef;
  readonly FuncCall: FuncCall;
  readonly RangeVar: RangeVar;
  readonly TypeCast: TypeCast;
}

/** Every node of a kind, at any depth, in the order of the text as far as the tree keeps it. */
export function findNodes<Kind extends keyof Found>(part: unknown, kind: Kind): Found[Kind][] {
  if (Array.isArray(part)) return part.flatMap((each) => findNodes(each, kind));
  if (!isRecord(part)) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    const below = findNodes(value, kind);
    return key === kind ? [value as Found[Kind], ...below] : below;
  });
}

/** The first place in the text that a tree, or any part of it, names. */
export function firstLocation(part: unknown): number {
  if (Array.isArray(part)) return Math.min(...part.map(firstLocation));
  if (!isRecord(part)) return Infinity;
  return Math.min(
    ...Object.entries(part).map(([key, value]) =>
      key === 'location' && typeof value === 'number'
        ? // What the parser does not know the place of is at -1.
          value < 0
          ? Infinity
          : value
        : firstLocation(value),
    ),
  );
}

function isRecord(part: unknown): part is Readonly<Record<string, unknown>> {
  return typeof part === 'object' && part !== null;
}
