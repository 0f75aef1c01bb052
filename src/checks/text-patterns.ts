import { complementOf } from '../patterns/code-points.ts';
import { ANY_TEXT, repeat, sequence, type Pattern, type PatternNode } from '../patterns/pattern.ts';

/** Texts that begin with another. */
export function startingWith(text: string): Pattern {
  return plain([{ kind: 'text', text }, ANY_TEXT]);
}

/**
 * Texts that contain another, after at least some characters with which it cannot begin.
 *
 * @param text - what they contain
 * @param after - how many characters come first; 0 for anywhere
 */
export function containing(text: string, after: number): Pattern {
  if (after === 0) return plain([ANY_TEXT, { kind: 'text', text }, ANY_TEXT]);
  const first = text.codePointAt(0) ?? 0;
  const other: PatternNode = { kind: 'class', of: complementOf([[first, first]]) };
  return plain([repeat(other, after, after), ANY_TEXT, { kind: 'text', text }, ANY_TEXT]);
}

function plain(items: readonly PatternNode[]): Pattern {
  return { node: sequence(items), caseless: false, localized: false };
}
