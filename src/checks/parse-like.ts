import { ANY_CHARACTER } from '../patterns/code-points.ts';
import { parseRegex } from './parse-regex.ts';
import { ANY_TEXT, sequence, type Pattern, type PatternNode } from '../patterns/pattern.ts';

/**
 * Reads a LIKE pattern, which always describes a whole text.
 *
 * @param source - the pattern: `%` is any text, `_` any character
 * @param caseless - for ILIKE
 * @param escape - the character that takes `%` and `_` their meaning; empty for none
 * @returns undefined where the pattern ends in the escape character, which the database refuses
 * @example
 * ```ts
 * parseLike('refs/heads/%'); // 'refs/heads/', then any text
 * ```
 */
export function parseLike(source: string, caseless = false, escape = '\\'): Pattern | undefined {
  const items: PatternNode[] = [];
  let text = '';
  const characters = [...source];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '%' || character === '_') {
      if (text !== '') items.push({ kind: 'text', text });
      items.push(character === '%' ? ANY_TEXT : { kind: 'class', of: ANY_CHARACTER });
      text = '';
      continue;
    }
    if (character === escape) at += 1;
    const plain = characters[at];
    if (plain === undefined) return undefined;
    text += plain;
  }
  if (text !== '') items.push({ kind: 'text', text });
  return { node: sequence(items), caseless, localized: false };
}

/**
 * Reads a SIMILAR TO pattern by the same translation the database makes: `%` and `_` as in LIKE,
 * alternation, repeats, groups and brackets as in a regular expression, the rest as it stands.
 *
 * @param source - the pattern
 * @param escape - the character that takes the others their meaning; empty for none
 * @returns undefined for what {@link parseRegex} cannot read
 */
export function parseSimilar(source: string, escape = '\\'): Pattern | undefined {
  let regex = '';
  let bracketed = false;
  const characters = [...source];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === escape) {
      at += 1;
      regex += `\\${characters[at] ?? ''}`;
    } else if (bracketed) {
      if (character === ']') bracketed = false;
      regex += character === '\\' ? '\\\\' : character;
    } else {
      if (character === '[') bracketed = true;
      regex += TRANSLATED.get(character) ?? character;
    }
  }
  const pattern = parseRegex(`^(?:${regex})$`);
  // What was written is not this expression.
  return pattern && { node: pattern.node, caseless: false, localized: pattern.localized };
}

const TRANSLATED = new Map([
  ['%', '.*'],
  ['_', '.'],
  ['(', '(?:'],
  ['.', '\\.'],
  ['^', '\\^'],
  ['$', '\\$'],
  ['\\', '\\\\'],
]);
