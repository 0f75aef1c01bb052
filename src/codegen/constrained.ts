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
