import {
  ANY_CHARACTER,
  complementOf,
  NAMED_CLASSES,
  unionOf,
  type CodePointRun,
  type CodePoints,
} from './code-points.ts';
import { resolveAssertions, type AssertedNode, type Assertion } from './pattern-assertions.ts';
import { ANY_TEXT, sequence, type Pattern } from './pattern.ts';

/**
 * Reads a Postgres advanced regular expression, which matches anywhere in a text unless anchored.
 *
 * @param source - the expression, as `~` takes it
 * @param caseless - for `~*`; an embedded `(?i)` does the same
 * @returns undefined for what a generator cannot honour: lookaround, back references, assertions in
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
  const reader = new RegexReader(rest.slice(options?.[0].length ?? 0));
  const asserted = reader.read();
  const node = asserted === undefined ? undefined : resolveAssertions(asserted);
  if (node === undefined) return undefined;
  const folded = [...letters].reduce(
    (on, letter) => (letter === 'i' ? true : letter === 'c' ? false : on),
    caseless,
  );
  return { node, caseless: folded, localized: reader.localized };
}

/** Thrown inside the reader only, where the source goes beyond what patterns describe. */
class Unsupported extends Error {}

const CONTROL: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  B: '\\',
  e: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  A: 'start',
  Z: 'end',
  m: 'word start',
  M: 'word end',
  y: 'word edge',
};

const SHORTHAND: Readonly<Record<string, string>> = { d: 'digit', w: 'word', s: 'space' };

class RegexReader {
  localized = false;
  readonly #characters: readonly string[];
  #at = 0;

  constructor(source: string) {
    this.#characters = [...source];
  }

  read(): AssertedNode | undefined {
    try {
      const node = this.#choice();
      return this.#at === this.#characters.length ? node : undefined;
    } catch (error) {
      if (error instanceof Unsupported) return undefined;
      throw error;
    }
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
    if (item.kind === 'assertion') throw new Unsupported();
    return { kind: 'repeat', item, ...times };
  }

  #times(): { min: number; max: number | null } | undefined {
    if (this.#take('*')) return { min: 0, max: null };
    if (this.#take('+')) return { min: 1, max: null };
    if (this.#take('?')) return { min: 0, max: 1 };
    const bound = /^\{(\d+)(,?)(\d*)\}/.exec(this.#rest(16));
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
        throw new Unsupported();
      default:
        return { kind: 'text', text: character };
    }
  }

  #group(): AssertedNode {
    if (this.#take('?') && !this.#take(':')) throw new Unsupported();
    const inner = this.#choice();
    if (!this.#take(')')) throw new Unsupported();
    return inner;
  }

  #escape(): AssertedNode {
    const letter = this.#next();
    const at = ASSERTIONS[letter];
    if (at !== undefined) return { kind: 'assertion', at };
    const of = this.#shorthand(letter);
    if (of !== undefined) return { kind: 'class', of };
    return { kind: 'text', text: this.#escaped(letter) };
  }

  #shorthand(letter: string): CodePoints | undefined {
    const name = SHORTHAND[letter.toLowerCase()];
    if (name === undefined) return undefined;
    const set = this.#named(name);
    return letter === letter.toLowerCase() ? set : complementOf(set);
  }

  #named(name: string): CodePoints {
    const set = NAMED_CLASSES.get(name);
    if (set === undefined) throw new Unsupported();
    this.localized = true;
    return set;
  }

  /** The one character that an escape stands for. */
  #escaped(letter: string): string {
    const control = CONTROL[letter];
    if (control !== undefined) return control;
    if (letter === 'u' && this.#sees('{')) return this.#codePoint(/^\{([0-9a-f]{1,6})\}/i);
    if (letter === 'u') return this.#codePoint(/^([0-9a-f]{4})/i);
    if (letter === 'U') return this.#codePoint(/^([0-9a-f]{8})/i);
    if (letter === 'x') return this.#codePoint(/^([0-9a-f]{1,8})/i);
    // Back references, and escapes that are not in the language.
    if (/^[0-9A-Za-z]$/.test(letter)) throw new Unsupported();
    return letter;
  }

  #codePoint(form: RegExp): string {
    const found = form.exec(this.#rest(10));
    const point = Number.parseInt(found?.[1] ?? '', 16);
    if (found === null || point > 0x10ffff) throw new Unsupported();
    this.#at += found[0].length;
    return String.fromCodePoint(point);
  }

  #bracket(): AssertedNode {
    const edge = /^\[:([<>]):\]\]/.exec(this.#rest(6));
    if (edge !== null) {
      this.#at += edge[0].length;
      return { kind: 'assertion', at: edge[1] === '<' ? 'word start' : 'word end' };
    }
    const negated = this.#take('^');
    const parts: CodePointRun[] = [];
    let first = true;
    while (first || !this.#sees(']')) {
      parts.push(...this.#member());
      first = false;
    }
    this.#next();
    const set = unionOf(parts);
    const of = negated ? complementOf(set) : set;
    if (of.length === 0) throw new Unsupported();
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
    if (last < first) throw new Unsupported();
    return [[first, last]];
  }

  #bracketCharacter(): string | CodePoints {
    const character = this.#next();
    if (character === '\\') {
      const letter = this.#next();
      return this.#shorthand(letter) ?? this.#escaped(letter);
    }
    if (character !== '[') return character;
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
    if (character === undefined) throw new Unsupported();
    this.#at += 1;
    return character;
  }

  #rest(length: number): string {
    return this.#characters.slice(this.#at, this.#at + length).join('');
  }
}
