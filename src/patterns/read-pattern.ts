import {
  ANY_CHARACTER,
  complementOf,
  NAMED_CLASSES,
  unionOf,
  type CodePointRun,
  type CodePoints,
} from './code-points.ts';
import { resolveAssertions, type AssertedNode, type Ends } from './assertions.ts';
import type { Dialect } from './dialects.ts';
import { resolveLookAhead } from './look-ahead.ts';
import type { PatternNode } from './pattern.ts';

/** What a regular expression admits, or what in it goes beyond that. */
export type ReadPattern =
  | {
      readonly node: PatternNode;
      /** It names a class whose members beyond ASCII a locale decides. */
      readonly localized: boolean;
    }
  | { readonly unsupported: string };

/**
 * Reads a regular expression: literals, classes, groups, alternation, repeats, and assertions at its ends.
 *
 * @param source - the expression, without slashes
 * @param dialect - whose syntax it is in
 * @param ends - whether texts may go on beyond an end without an anchor
 * @example
 * ```ts
 * readPattern('^[A-Z]{3}-\\d+$', JAVASCRIPT, 'closed'); // { node: { kind: 'sequence', … }, localized: true }
 * readPattern('(a)\\1', JAVASCRIPT, 'closed'); // { unsupported: '\\1' }
 * ```
 */
export function readPattern(source: string, dialect: Dialect, ends: Ends): ReadPattern {
  const reader = new PatternReader(source, dialect);
  try {
    const plain = resolveLookAhead(reader.readAll());
    if (plain === undefined) return { unsupported: 'look-around' };
    const node = resolveAssertions(plain, ends);
    return node === undefined
      ? { unsupported: 'an assertion inside' }
      : { node, localized: reader.localized };
  } catch (error) {
    if (error instanceof Unsupported) return { unsupported: error.message };
    throw error;
  }
}

/** Thrown inside this file only, where the source goes beyond what patterns describe. */
class Unsupported extends Error {}

class PatternReader {
  localized = false;
  readonly #characters: readonly string[];
  readonly #dialect: Dialect;
  #at = 0;

  constructor(source: string, dialect: Dialect) {
    this.#characters = [...source];
    this.#dialect = dialect;
  }

  readAll(): AssertedNode {
    const node = this.#choice();
    if (this.#at < this.#characters.length) throw new Unsupported(`"${this.#next()}"`);
    return node;
  }

  #choice(): AssertedNode {
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
  }

  #sequence(): AssertedNode {
    const items: AssertedNode[] = [];
    while (this.#at < this.#characters.length && !this.#sees('|') && !this.#sees(')')) {
      items.push(this.#repeated(this.#atom()));
    }
    return { kind: 'sequence', items };
  }

  #repeated(item: AssertedNode): AssertedNode {
    const times = this.#times();
    if (times === undefined) return item;
    // Whether it takes as much or as little as it can does not change what matches.
    this.#take('?');
    if (item.kind === 'assertion' || item.kind === 'ahead')
      throw new Unsupported('an assertion that is repeated');
    if (times.max !== null && times.max < times.min) {
      throw new Unsupported(`the quantifier {${times.min},${times.max}}`);
    }
    return { kind: 'repeat', item, ...times };
  }

  #times(): { min: number; max: number | null } | undefined {
    if (this.#take('*')) return { min: 0, max: null };
    if (this.#take('+')) return { min: 1, max: null };
    if (this.#take('?')) return { min: 0, max: 1 };
    const bound = /^\{(\d+)(,?)(\d*)\}/.exec(this.#rest(24));
    if (bound === null) return undefined;
    this.#at += bound[0].length;
    const min = Number(bound[1]);
    if (bound[2] === '') return { min, max: min };
    return { min, max: bound[3] === '' ? null : Number(bound[3]) };
  }

  #atom(): AssertedNode {
    const character = this.#next();
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        return this.#bracket();
      case '.':
        return { kind: 'class', of: ANY_CHARACTER };
      case '^':
        return { kind: 'assertion', at: 'start' };
      case '$':
        return { kind: 'assertion', at: 'end' };
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw new Unsupported(`"${character}" after nothing`);
      default:
        return { kind: 'text', text: character };
    }
  }

  #group(): AssertedNode {
    const ahead = this.#rest(2) === '?=';
    if (ahead) this.#at += 2;
    else if (this.#take('?')) this.#groupKind();
    const inner = this.#choice();
    if (!this.#take(')')) throw new Unsupported('a group without ")"');
    return ahead ? { kind: 'ahead', node: inner } : inner;
  }

  #groupKind(): void {
    if (this.#take(':')) return;
    const name = this.#dialect.namedGroups ? /^<[^=!>][^>]*>/.exec(this.#rest(80)) : null;
    if (name === null) throw new Unsupported('look-around');
    this.#at += [...name[0]].length;
  }

  #escape(): AssertedNode {
    const letter = this.#next();
    const at = this.#dialect.assertions[letter];
    if (at !== undefined) return { kind: 'assertion', at };
    const of = this.#shorthand(letter);
    if (of !== undefined) return { kind: 'class', of };
    return { kind: 'text', text: this.#escaped(letter) };
  }

  #shorthand(letter: string): CodePoints | undefined {
    const name = SHORTHAND.get(letter.toLowerCase());
    if (name === undefined) return undefined;
    const set = this.#named(name);
    return letter === letter.toLowerCase() ? set : complementOf(set);
  }

  #named(name: string): CodePoints {
    const set = NAMED_CLASSES.get(name);
    if (set === undefined) throw new Unsupported(`[:${name}:]`);
    this.localized = true;
    return set;
  }

  /** The one character that an escape stands for. */
  #escaped(letter: string): string {
    const control = this.#dialect.controls[letter];
    if (control !== undefined) return control;
    const form = this.#dialect.codePoints[letter];
    if (form !== undefined) return this.#codePoint(letter, form);
    // Back references, and escapes that are not in the language.
    if (/^[0-9A-Za-z]$/.test(letter)) throw new Unsupported(`\\${letter}`);
    return letter;
  }

  #codePoint(letter: string, form: RegExp): string {
    const found = form.exec(this.#rest(10));
    const digits = found?.slice(1).find((each) => each !== undefined) ?? '';
    const point = Number.parseInt(digits, 16);
    if (found === null || !isCharacter(point)) throw new Unsupported(`\\${letter}${digits}`);
    this.#at += found[0].length;
    return String.fromCodePoint(point);
  }

  #bracket(): AssertedNode {
    const { posix } = this.#dialect;
    const edge = /^\[:([<>]):\]\]/.exec(this.#rest(6));
    if (posix && edge !== null) {
      this.#at += edge[0].length;
      return { kind: 'assertion', at: edge[1] === '<' ? 'word start' : 'word end' };
    }
    const negated = this.#take('^');
    const parts: CodePointRun[] = [];
    // POSIX takes a bracket that comes first for itself.
    if (posix) parts.push(...this.#member());
    while (!this.#take(']')) parts.push(...this.#member());
    const set = unionOf(parts);
    const of = negated ? complementOf(set) : set;
    if (of.length === 0) throw new Unsupported('a class without characters');
    return { kind: 'class', of };
  }

  #member(): CodePoints {
    const from = this.#bracketCharacter();
    if (typeof from !== 'string') return from;
    const first = from.codePointAt(0) ?? 0;
    if (!this.#sees('-') || this.#rest(2) === '-]') return [[first, first]];
    this.#next();
    const to = this.#bracketCharacter();
    const last = typeof to === 'string' ? (to.codePointAt(0) ?? 0) : -1;
    if (last < first) throw new Unsupported(`the range from "${from}"`);
    return [[first, last]];
  }

  #bracketCharacter(): string | CodePoints {
    const character = this.#next();
    if (character === '\\') {
      const letter = this.#next();
      if (letter === 'b') return '\b';
      return this.#shorthand(letter) ?? this.#escaped(letter);
    }
    if (character !== '[' || !this.#dialect.posix) return character;
    const named = /^:(\w+):\]/.exec(this.#rest(12));
    if (named !== null) {
      this.#at += named[0].length;
      return this.#named(named[1] ?? '');
    }
    const element = /^([.=])(.)\1\]/su.exec(this.#rest(4));
    if (element !== null) {
      this.#at += 4;
      return element[2] ?? '';
    }
    return character;
  }

  #sees(character: string): boolean {
    return this.#characters[this.#at] === character;
  }

  #take(character: string): boolean {
    if (!this.#sees(character)) return false;
    this.#at += 1;
    return true;
  }

  #next(): string {
    const character = this.#characters[this.#at];
    if (character === undefined) throw new Unsupported('an unfinished expression');
    this.#at += 1;
    return character;
  }

  #rest(length: number): string {
    return this.#characters.slice(this.#at, this.#at + length).join('');
  }
}

const SHORTHAND: ReadonlyMap<string, string> = new Map([
  ['d', 'digit'],
  ['w', 'word'],
  ['s', 'space'],
]);

/** Neither NUL, which databases refuse, nor half of a character. */
function isCharacter(point: number): boolean {
  return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
}
