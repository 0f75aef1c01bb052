import type { Node } from 'libpg-query';

/** The parser's names for the parts of a tree. */
export type NodeKind = Node extends infer Each
  ? Each extends Each
    ? Extract<keyof Each, string>
    : never
  : never;

/** What a part of a kind holds. */
export type NodeBody<Kind extends string> = Node extends infer Each
  ? Each extends Readonly<Record<Kind, infer Body>>
    ? Body
    : never
  : never;

/** A function for each of some kinds, which is called with what the part holds. */
export type NodeHandlers<Context, Result> = {
  readonly [Kind in NodeKind]?: (context: Context, body: NodeBody<Kind>) => Result;
};

/**
 * The function for a part.
 *
 * @returns the part's kind; and null where there is no function for it
 */
export function handlerFor<Context, Result>(
  handlers: NodeHandlers<Context, Result>,
  node: Node,
): { readonly kind: string; readonly run: ((context: Context) => Result) | null } {
  const [entry] = Object.entries(node);
  if (entry === undefined) return { kind: '', run: null };
  const [kind, body] = entry;
  const all = handlers as Readonly<Record<string, (context: Context, body: unknown) => Result>>;
  const handler = all[kind];
  return { kind, run: handler === undefined ? null : (context) => handler(context, body) };
}
