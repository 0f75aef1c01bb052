import type { Inferred } from './schema.ts';

/**
 * What documents told of a field, in the words of its line in the facts.
 *
 * @example
 * ```ts
 * formatInferred({ present: 0.85, nulls: 0.1 }); // 'inferred(present 85%, null 10%)'
 * formatInferred({}); // 'inferred'
 * ```
 */
export function formatInferred({ present, nulls, types, length }: Inferred): string {
  const words = [
    ...(present === undefined ? [] : [`present ${percent(present)}`]),
    ...(nulls === undefined || nulls === 0 ? [] : [`null ${percent(nulls)}`]),
    ...(types === undefined ? [] : [`types ${types.map(percent).join(' ')}`]),
    ...(length === undefined ? [] : [`length ${length.min} to ${length.max}`]),
  ];
  return words.length === 0 ? 'inferred' : `inferred(${words.join(', ')})`;
}

/** The words that {@link formatInferred} writes, wherever they begin. */
export const INFERRED = /inferred(?:\([^()]*\))?/y;

/**
 * Reads them back.
 *
 * @param text - `inferred(present 85%, null 10%)`
 */
export function parseInferred(text: string): Inferred {
  const [, present] = /\bpresent (\d+)%/.exec(text) ?? [];
  const [, nulls] = /\bnull (\d+)%/.exec(text) ?? [];
  const [, types] = /\btypes ([\d% ]+)/.exec(text) ?? [];
  const [, min, max] = /\blength (\d+) to (\d+)/.exec(text) ?? [];
  return {
    ...(present !== undefined && { present: share(present), nulls: share(nulls ?? '0') }),
    ...(types !== undefined && { types: types.trim().split(' ').map(share) }),
    ...(min !== undefined && { length: { min: Number(min), max: Number(max) } }),
  };
}

function percent(part: number): string {
  return `${Math.round(part * 100)}%`;
}

/** In the steps of 0.05 that it was written from. */
function share(text: string): number {
  return Math.round(Number.parseInt(text, 10) / 5) / 20;
}
