import type { Stream } from '../src/random/stream.ts';
import { LATIN_WORDS } from './word-lists.ts';

/**
 * A sentence of placeholder Latin.
 *
 * @param stream - at the cell's numbers
 * @param count - how many words
 */
export function sentenceOf(stream: Stream, count: number): string {
  const first = stream.pick(LATIN_WORDS);
  let made = first.charAt(0).toUpperCase() + first.slice(1);
  for (let place = 1; place < count; place++) made += ` ${stream.pick(LATIN_WORDS)}`;
  return `${made}.`;
}

/**
 * Sentences of placeholder Latin.
 *
 * @param stream - at the cell's numbers
 * @param count - how many sentences
 */
export function prose(stream: Stream, count: number): string {
  let made = sentenceOf(stream, stream.between(4, 12));
  for (let place = 1; place < count; place++)
    made += ` ${sentenceOf(stream, stream.between(4, 12))}`;
  return made;
}

/**
 * Sentences of placeholder Latin of an exact length, a full stop at the end.
 *
 * @param stream - at the cell's numbers
 * @param length - in characters, 0 or more
 */
export function proseOfLength(stream: Stream, length: number): string {
  if (length <= 1) return length === 1 ? 'A' : '';
  let made = '';
  while (made.length < length) {
    made += `${sentenceOf(stream, stream.between(4, 12))} `;
  }
  const body = made.slice(0, length - 1);
  // A stop after a space or another stop would show where it was cut.
  return /[ .]$/.test(body) ? `${body.slice(0, -1)}s.` : `${body}.`;
}
