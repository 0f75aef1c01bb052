import {
  ANY_CHARACTER,
  complementOf,
  intersectionOf,
  sizeOf,
  type CodePoints,
} from './code-points.ts';

/**
 * The texts a database pattern admits, as a small tree that describes *whole* texts: a regular
 * expression that matches substrings has {@link ANY_TEXT} at its open ends. It is made by
 * read-pattern.ts and the checks' parse-like.ts; the evaluator matches by it, and generators make texts of it.
 */
export interface Pattern {
  readonly node: PatternNode;
  /** Letters match in either case. */
  readonly caseless: boolean;
  /** It names a class such as `[[:alpha:]]`, whose members beyond ASCII the locale decides. */
  readonly localized: boolean;
  /** How it was written, where JavaScript reads the same in it. */
  readonly source?: string;
}

export type PatternNode =
  | { readonly kind: 'text'; readonly text: string }
  /** One character of a set; negated classes are stored as what they admit. */
  | { readonly kind: 'class'; readonly of: CodePoints }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly item: PatternNode;
      readonly min: number;
      /** Null where the pattern sets no bound. */
      readonly max: number | null;
    };

/** Any text, the empty one too. */
export const ANY_TEXT: PatternNode = {
  kind: 'repeat',
  item: { kind: 'class', of: ANY_CHARACTER },
  min: 0,
  max: null,
};

/** The empty text and no other. */
export const EMPTY_TEXT: PatternNode = { kind: 'sequence', items: [] };

/** Puts nodes one after another; sequences inside are opened, neighbouring texts are one text. */
export function sequence(items: readonly PatternNode[]): PatternNode {
  const flat: PatternNode[] = [];
  for (const item of items.flatMap((it) => (it.kind === 'sequence' ? it.items : [it]))) {
    const last = flat.at(-1);
    if (item.kind === 'text' && last?.kind === 'text') {
      flat[flat.length - 1] = { kind: 'text', text: last.text + item.text };
    } else {
      flat.push(item);
    }
  }
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind: 'sequence', items: flat };
}

/** One of several nodes; of one, that node. */
export function choice(options: readonly PatternNode[]): PatternNode {
  const [only] = options;
  return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
}

/** A node some number of times: once is the node itself, none at all the empty text. */
export function repeat(item: PatternNode, min: number, max: number | null): PatternNode {
  if (max === 0) return EMPTY_TEXT;
  return min === 1 && max === 1 ? item : { kind: 'repeat', item, min, max };
}

/** The shortest and longest text a node admits, in characters. */
export function lengthsOf(node: PatternNode): { readonly min: number; readonly max: number } {
  switch (node.kind) {
    case 'text': {
      const length = [...node.text].length;
      return { min: length, max: length };
    }
    case 'class':
      return { min: 1, max: 1 };
    case 'sequence': {
      const parts = node.items.map(lengthsOf);
      return { min: sum(parts.map((part) => part.min)), max: sum(parts.map((part) => part.max)) };
    }
    case 'choice': {
      const parts = node.options.map(lengthsOf);
      return {
        min: Math.min(...parts.map((part) => part.min)),
        max: Math.max(...parts.map((part) => part.max)),
      };
    }
    case 'repeat': {
      const item = lengthsOf(node.item);
      const max = item.max === 0 ? 0 : item.max * (node.max ?? Infinity);
      return { min: item.min * node.min, max: node.max === 0 ? 0 : max };
    }
  }
}

/**
 * Whether a text is one of a pattern's. Undefined where the locale decides: letters beyond ASCII
 * under a named class or without regard to case.
 *
 * @param pattern - what the database would match
 * @param text - a whole text
 * @example
 * ```ts
 * matchesPattern(parseRegex('^[A-Z]{3}-\\d+$')!, 'ABC-1'); // true
 * ```
 */
export function matchesPattern(pattern: Pattern, text: string): boolean | undefined {
  if ((pattern.localized || pattern.caseless) && !isAscii(text)) return undefined;
  return new RegExp(printPattern(pattern), patternFlags(pattern)).test(text);
}

/** The flags that {@link printPattern}'s source has to be read with. */
export function patternFlags(pattern: Pattern): 'su' | 'isu' {
  return pattern.caseless ? 'isu' : 'su';
}

/**
 * A pattern as the source of a JavaScript regular expression: literals, classes, groups,
 * alternation and repeats only, `^` and `$` at the ends alone, and no end anchored that is open.
 * parseRegex reads it back.
 *
 * @param pattern - any pattern
 * @returns the source, for the flags that {@link patternFlags} gives
 * @example
 * ```ts
 * printPattern(parseLike('refs/heads/%')); // '^refs/heads/'
 * ```
 */
export function printPattern(pattern: Pattern): string {
  const items = pattern.node.kind === 'sequence' ? pattern.node.items : [pattern.node];
  const openStart = isAnyText(items[0]);
  const openEnd = items.length > 1 && isAnyText(items.at(-1));
  const body = items.slice(openStart ? 1 : 0, openEnd ? -1 : undefined);
  if (openStart && items.length === 1) return '^.*$';
  const source = body.map(printNode).join('');
  return `${openStart ? '' : '^'}${source}${openEnd ? '' : '$'}`;
}

/**
 * A pattern as the source of a regular expression of whole texts, in which an open end is spelled out.
 *
 * @example
 * ```ts
 * printWhole(parseLike('refs/heads/%').node); // '^refs/heads/.*$'
 * ```
 */
export function printWhole(node: PatternNode): string {
  return `^${printNode(node)}$`;
}

/**
 * A pattern of the texts that hold letters of one case only, besides what has no case.
 *
 * @param pattern - any pattern
 * @param letterCase - the case to keep
 * @returns undefined where no text is left
 */
export function restrictCase(pattern: Pattern, letterCase: 'lower' | 'upper'): Pattern | undefined {
  const gone: CodePoints = letterCase === 'lower' ? [[0x41, 0x5a]] : [[0x61, 0x7a]];
  const fold = (text: string): string =>
    letterCase === 'lower' ? text.toLowerCase() : text.toUpperCase();
  const node = restrictNode(pattern.node, complementOf(gone), pattern.caseless ? fold : undefined);
  const { localized } = pattern;
  return node === undefined ? undefined : { node, caseless: false, localized };
}

/**
 * A pattern's node with characters of one set only.
 *
 * @returns undefined where no text is left
 */
export function restrictCharacters(node: PatternNode, kept: CodePoints): PatternNode | undefined {
  return restrictNode(node, kept, undefined);
}

function restrictNode(
  node: PatternNode,
  kept: CodePoints,
  fold: ((text: string) => string) | undefined,
): PatternNode | undefined {
  switch (node.kind) {
    case 'text': {
      const text = fold?.(node.text) ?? node.text;
      const stays = [...text].every((character) => holds(kept, character));
      return stays ? { kind: 'text', text } : undefined;
    }
    case 'class': {
      const folded = fold === undefined ? node.of : foldClass(node.of, fold);
      const of = intersectionOf(folded, kept);
      return of.length === 0 ? undefined : { kind: 'class', of };
    }
    case 'sequence': {
      const items = node.items.map((item) => restrictNode(item, kept, fold));
      return items.every((item) => item !== undefined) ? sequence(items) : undefined;
    }
    case 'choice': {
      const options = node.options
        .map((option) => restrictNode(option, kept, fold))
        .filter((option) => option !== undefined);
      return options.length === 0 ? undefined : choice(options);
    }
    case 'repeat': {
      const item = restrictNode(node.item, kept, fold);
      if (item !== undefined) return { ...node, item };
      return node.min === 0 ? EMPTY_TEXT : undefined;
    }
  }
}

/** Adds the other case of the ASCII letters in a class, so that restricting loses none of them. */
function foldClass(of: CodePoints, fold: (text: string) => string): CodePoints {
  const letters = intersectionOf(of, [
    [0x41, 0x5a],
    [0x61, 0x7a],
  ]);
  const folded = letters.map(([first, last]): readonly [number, number] => [
    fold(String.fromCharCode(first)).charCodeAt(0),
    fold(String.fromCharCode(last)).charCodeAt(0),
  ]);
  return [...of, ...folded];
}

function isAscii(text: string): boolean {
  return [...text].every((character) => character <= '\u007f');
}

function holds(set: CodePoints, character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  return set.some(([first, last]) => first <= point && point <= last);
}

/** Whether a node admits any text: what stands at an open end. */
export function isAnyText(node: PatternNode | undefined): boolean {
  return (
    node?.kind === 'repeat' && node.min === 0 && node.max === null && isAnyCharacter(node.item)
  );
}

function isAnyCharacter(node: PatternNode): boolean {
  return node.kind === 'class' && sizeOf(node.of) === 0x110000;
}

function printNode(node: PatternNode): string {
  switch (node.kind) {
    case 'text':
      return [...node.text].map((character) => escapeCharacter(character, OUTSIDE)).join('');
    case 'class':
      return printClass(node.of);
    case 'sequence':
      return node.items.map(printNode).join('');
    case 'choice':
      // In a group even at the top, where an anchor would bind to one option only.
      return `(?:${node.options.map(printNode).join('|')})`;
    case 'repeat':
      return printRepeated(node.item) + printTimes(node.min, node.max);
  }
}

function printRepeated(node: PatternNode): string {
  const single =
    node.kind === 'class' ||
    node.kind === 'choice' ||
    (node.kind === 'text' && [...node.text].length === 1);
  return single ? printNode(node) : `(?:${printNode(node)})`;
}

function printTimes(min: number, max: number | null): string {
  if (min === 0 && max === null) return '*';
  if (min === 1 && max === null) return '+';
  if (min === 0 && max === 1) return '?';
  if (min === max) return `{${min}}`;
  return `{${min},${max ?? ''}}`;
}

function printClass(of: CodePoints): string {
  const without = complementOf(of);
  if (without.length === 0) return '.';
  const negated = of.at(-1)?.[1] === 0x10ffff;
  return `[${negated ? '^' : ''}${(negated ? without : of).map(printRun).join('')}]`;
}

function printRun([first, last]: readonly [number, number]): string {
  const start = escapeCharacter(String.fromCodePoint(first), INSIDE);
  if (first === last) return start;
  const end = escapeCharacter(String.fromCodePoint(last), INSIDE);
  return last === first + 1 ? start + end : `${start}-${end}`;
}

/** What has a meaning of its own outside brackets, and inside. */
const OUTSIDE = new Set('\\^$.*+?()[]{}|');
const INSIDE = new Set('\\^[]-');

function escapeCharacter(character: string, special: ReadonlySet<string>): string {
  if (special.has(character)) return `\\${character}`;
  if (character >= ' ' && character <= '~') return character;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
