import type { ColumnType } from '../src/schema/column-type.ts';

/** Which characters a column takes: what a text edge case may be made of. */
export type Repertoire = 'unicode' | 'basic' | 'latin' | 'ascii';

/**
 * The characters that a column takes.
 *
 * @param type - the column's type
 * @returns `basic` for Unicode without its supplementary planes, where emojis are; `ascii` also for
 *   character sets of which nothing more is known
 */
export function repertoireOf(type: ColumnType): Repertoire {
  if (type.kind !== 'text' || type.charset === undefined) return 'unicode';
  switch (type.charset) {
    case 'utf8mb3':
    case 'ucs2':
      return 'basic';
    case 'latin1':
      return 'latin';
    default:
      return 'ascii';
  }
}

/**
 * The first character of a text that a column does not take.
 *
 * @returns undefined where it takes all of them, or nobody here knows
 * @example
 * ```ts
 * refusedCharacter('café 🦊', { kind: 'text', length: 9, fixed: false, caseless: true, charset: 'latin1' }); // '🦊'
 * ```
 */
export function refusedCharacter(text: string, type: ColumnType): string | undefined {
  const refused = type.kind === 'text' ? REFUSED[type.charset ?? ''] : undefined;
  return refused?.exec(text)?.[0];
}

/** MySQL's latin1 is what Windows calls 1252. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  utf8mb3: /[\u{10000}-\u{10ffff}]/u,
  ucs2: /[\u{10000}-\u{10ffff}]/u,
  latin1: /[^\0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/u,
  // oxlint-disable-next-line no-control-regex -- control characters are ASCII too
  ascii: /[^\0-\x7f]/u,
};
