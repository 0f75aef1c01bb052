import { JAVASCRIPT, POSTGRES } from '../patterns/dialects.ts';
import { ANY_TEXT, sequence, type Pattern, type PatternNode } from '../patterns/pattern.ts';
import { readPattern } from '../patterns/read-pattern.ts';

/**
 * Reads a Postgres advanced regular expression, which matches anywhere in a text unless anchored.
 *
 * @param source - the expression, as `~` takes it
 * @param caseless - for `~*`; an embedded `(?i)` does the same
 * @returns undefined for what a generator cannot honour: most lookaround, back references, assertions in
 *   the middle, newline-sensitive or expanded syntax
 * @example
 * ```ts
 * parseRegex('^[A-Z]{3}-\\d+$'); // { node: { kind: 'sequence', … }, caseless: false, localized: true }
 * parseRegex('(a)\\1'); // undefined
 * ```
 */
export function parseRegex(source: string, caseless = false): Pattern | undefined {
  const director = /^\*\*\*([:=])/.exec(source);
  const rest = director === null ? source : source.slice(4);
  if (director?.[1] === '=') {
    const node = sequence([ANY_TEXT, { kind: 'text', text: rest }, ANY_TEXT]);
    return { node, caseless, localized: false };
  }
  const options = /^\(\?([a-z]+)\)/.exec(rest);
  const letters = options?.[1] ?? '';
  // Of the embedded options only case, and those that say what is the default anyway.
  if (!/^[icste]*$/.test(letters)) return undefined;
  const plain = rest.slice(options?.[0].length ?? 0);
  const read = readPattern(plain, POSTGRES, 'open');
  if ('unsupported' in read) return undefined;
  const folded = [...letters].reduce(
    (on, letter) => (letter === 'i' ? true : letter === 'c' ? false : on),
    caseless,
  );
  return { ...read, caseless: folded, ...(isReadAlike(plain, read.node) && { source: plain }) };
}

/** Whether JavaScript finds the same texts in an expression. */
function isReadAlike(source: string, node: PatternNode): boolean {
  const read = readPattern(source, JAVASCRIPT, 'closed');
  return 'node' in read && JSON.stringify(read.node) === JSON.stringify(node);
}
