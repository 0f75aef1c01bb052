import type { Choice } from './column-view.ts';

/** A choice that keeps to the facets, or why there is none. */
export type Constrained =
  | { readonly kind: 'choice'; readonly choice: Choice }
  | { readonly kind: 'unsolved'; readonly reason: string };

export function chosen(choice: Choice): Constrained {
  return { kind: 'choice', choice };
}

export function unsolved(reason: string): Constrained {
  return { kind: 'unsolved', reason };
}

/** A choice without some edge cases, or without any. */
export function withoutEdges(choice: Choice, names?: readonly string[]): Choice {
  const { edges, ...rest } = choice;
  if (edges === undefined || names === undefined) return rest;
  const left = Object.entries(edges).filter(([name]) => !names.includes(name));
  return left.length === 0 ? rest : { ...rest, edges: Object.fromEntries(left) };
}
