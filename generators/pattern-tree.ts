import {
  characterAt,
  complementOf,
  intersectionOf,
  sizeOf,
  type CodePoints,
} from '../src/patterns/code-points.ts';
import { JAVASCRIPT } from '../src/patterns/dialects.ts';
import type { PatternNode } from '../src/patterns/pattern.ts';
import { readPattern } from '../src/patterns/read-pattern.ts';

/** The texts that are made for a pattern, as a tree. */
export type PatternTree =
  | { readonly kind: 'set'; readonly characters: readonly string[] }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternTree[] }
  | { readonly kind: 'either'; readonly options: readonly PatternTree[] }
  | {
      readonly kind: 'repeat';
      readonly part: PatternTree;
      readonly min: number;
      readonly max: number;
    };

/** How often `*`, `+` and `{n,}` repeat beyond what they must. */
const OPEN_REPEATS = 8;

/**
 * The texts that are made for a regular expression in JavaScript's syntax: of those that it matches as a
 * whole, short ones of usual characters.
 *
 * @param source - the expression, without slashes
 * @throws RangeError for syntax that no text is made for: look-around, back references, `\b`
 * @example
 * ```ts
 * patternTree('^[A-Z]{2}-\\d{4}$');
 * ```
 */
export function patternTree(source: string): PatternTree {
  const read = readPattern(source, JAVASCRIPT, 'closed');
  if ('unsupported' in read) {
    throw new RangeError(`pattern() makes no text for ${read.unsupported} in /${source}/`);
  }
  return treeOf(read.node);
}

function treeOf(node: PatternNode): PatternTree {
  switch (node.kind) {
    case 'text':
      return sequenceOf([...node.text].map(setOf));
    case 'class':
      return { kind: 'set', characters: charactersOf(node.of) };
    case 'sequence':
      // A text takes its places among the others.
      return sequenceOf(
        node.items.flatMap((item) =>
          item.kind === 'text' ? [...item.text].map(setOf) : [treeOf(item)],
        ),
      );
    case 'choice':
      return { kind: 'either', options: node.options.map(treeOf) };
    case 'repeat': {
      const open = node.min < 2 ? OPEN_REPEATS : node.min + OPEN_REPEATS;
      return { kind: 'repeat', part: treeOf(node.item), min: node.min, max: node.max ?? open };
    }
  }
}

function setOf(character: string): PatternTree {
  return { kind: 'set', characters: [character] };
}

function sequenceOf(parts: readonly PatternTree[]): PatternTree {
  const [only] = parts;
  return parts.length === 1 ? only! : { kind: 'sequence', parts };
}

const LETTERS_AND_DIGITS: CodePoints = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x61, 0x7a],
];
const VISIBLE: CodePoints = [[0x20, 0x7e]];
/** Without control characters, and without what is half of a character. */
const USABLE: CodePoints = [
  [0x20, 0x7e],
  [0xa0, 0xd7ff],
  [0xe000, 0x10ffff],
];
const LAST = 0x10ffff;
/** More than anyone tells apart. */
const MOST = 4096;

/**
 * Some of a class's characters: for any at all letters and digits, for all but some visible ones of ASCII,
 * otherwise those that it names.
 */
function charactersOf(of: CodePoints): string[] {
  const open = of.at(-1)?.[1] === LAST;
  const wanted = complementOf(of).length === 0 ? LETTERS_AND_DIGITS : open ? VISIBLE : USABLE;
  const usual = intersectionOf(of, wanted);
  const from = usual.length > 0 ? usual : of;
  return Array.from({ length: Math.min(MOST, sizeOf(from)) }, (_, place) =>
    characterAt(from, place),
  );
}
