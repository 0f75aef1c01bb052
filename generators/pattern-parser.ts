/** What a pattern's text can be, as a tree. Lengths are in characters; `count` in different texts. */
export type PatternNode =
  | { readonly kind: 'set'; readonly characters: readonly string[] }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'either'; readonly options: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly part: PatternNode;
      readonly min: number;
      readonly max: number;
    };

/** How often `*`, `+` and `{n,}` repeat beyond what they must. */
const OPEN_REPEATS = 8;

/**
 * Reads a regular expression in JavaScript's syntax: literals, classes, `\d \w \s` and their opposites,
 * groups, alternation, quantifiers, and anchors at its ends.
 *
 * @param source - the expression, without slashes
 * @throws RangeError for syntax that members cannot be made of: look-around, back references, `\b`
 * @example
 * ```ts
 * parsePattern('^[A-Z]{2}-\\d{4}$');
 * ```
 */
export function parsePattern(source: string): PatternNode {
  const reader = new PatternReader(source);
  return reader.readAll();
}

class PatternReader {
  readonly #source: string;
  readonly #characters: readonly string[];
  #at = 0;

  constructor(source: string) {
    this.#source = source;
    this.#characters = [...source];
  }

  readAll(): PatternNode {
    const node = this.#readEither();
    if (this.#at < this.#characters.length) throw this.#unsupported(`"${this.#peek()}"`);
    return node;
  }

  #readEither(): PatternNode {
    const options = [this.#readSequence()];
    while (this.#skip('|')) options.push(this.#readSequence());
    return options.length === 1 ? options[0]! : { kind: 'either', options };
  }

  #readSequence(): PatternNode {
    const parts: PatternNode[] = [];
    for (
      let next = this.#peek();
      next !== '' && next !== '|' && next !== ')';
      next = this.#peek()
    ) {
      if (next === '^' || next === '$') this.#readAnchor(parts.length);
      else parts.push(this.#readQuantified());
    }
    return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
  }

  /** An anchor says nothing about a whole text, unless it is in the middle, where nothing matches. */
  #readAnchor(before: number): void {
    const anchor = this.#take();
    const next = this.#peek();
    const atEnd = next === '' || next === '|' || next === ')';
    if (anchor === '^' ? before > 0 : !atEnd) throw this.#unsupported(`"${anchor}" inside`);
  }

  #readQuantified(): PatternNode {
    let node = this.#readAtom();
    for (let bounds = this.#readQuantifier(); bounds !== null; bounds = this.#readQuantifier()) {
      // Lazy or greedy, the texts are the same.
      this.#skip('?');
      node = { kind: 'repeat', part: node, ...bounds };
    }
    return node;
  }

  #readQuantifier(): { readonly min: number; readonly max: number } | null {
    if (this.#skip('?')) return { min: 0, max: 1 };
    if (this.#skip('*')) return { min: 0, max: OPEN_REPEATS };
    if (this.#skip('+')) return { min: 1, max: OPEN_REPEATS };
    const rest = this.#characters.slice(this.#at, this.#at + 24).join('');
    const found = /^\{(\d+)(,?)(\d*)\}/.exec(rest);
    if (found === null) return null;
    this.#at += found[0].length;
    const min = Number(found[1]);
    if (found[2] === '') return { min, max: min };
    const max = found[3] === '' ? min + OPEN_REPEATS : Number(found[3]);
    if (max < min) throw this.#unsupported(`the quantifier ${found[0]}`);
    return { min, max };
  }

  #readAtom(): PatternNode {
    const character = this.#take();
    if (character === '(') return this.#readGroup();
    if (character === '[') return setOf(this.#readClass());
    if (character === '.') return setOf(DOT);
    if (character === '\\') return setOf(this.#readEscape(false));
    if ('*+?'.includes(character)) throw this.#unsupported(`"${character}" after nothing`);
    return setOf([character]);
  }

  #readGroup(): PatternNode {
    if (this.#skip('?')) {
      if (this.#skip('<')) {
        if (this.#peek() === '=' || this.#peek() === '!') throw this.#unsupported('look-behind');
        while (this.#take() !== '>');
      } else if (!this.#skip(':')) throw this.#unsupported('look-ahead');
    }
    const node = this.#readEither();
    if (!this.#skip(')')) throw this.#unsupported('a group without ")"');
    return node;
  }

  #readClass(): readonly string[] {
    const negated = this.#skip('^');
    const members = new Set<string>();
    while (!this.#skip(']')) {
      const first = this.#readClassMember();
      if (first.length === 1 && this.#peek() === '-' && this.#characters[this.#at + 1] !== ']') {
        this.#take();
        for (const each of this.#range(first[0]!, this.#readClassMember())) members.add(each);
      } else {
        for (const each of first) members.add(each);
      }
    }
    return negated ? PRINTABLE.filter((each) => !members.has(each)) : [...members];
  }

  #readClassMember(): readonly string[] {
    const character = this.#take();
    return character === '\\' ? this.#readEscape(true) : [character];
  }

  #range(first: string, last: readonly string[]): string[] {
    const low = first.codePointAt(0)!;
    const high = last.length === 1 ? last[0]!.codePointAt(0)! : -1;
    if (high < low || high - low > 4096) throw this.#unsupported(`the range from "${first}"`);
    return Array.from({ length: high - low + 1 }, (_, step) => String.fromCodePoint(low + step));
  }

  #readEscape(inClass: boolean): readonly string[] {
    const character = this.#take();
    const known = CLASS_ESCAPES[character] ?? CONTROL_ESCAPES[character];
    if (known !== undefined) return known;
    if (character === 'x' || character === 'u') return [this.#readCodePoint(character)];
    if (character === 'b' && inClass) return ['\b'];
    if (/[A-Za-z0-9]/.test(character)) throw this.#unsupported(`\\${character}`);
    return [character];
  }

  #readCodePoint(kind: 'x' | 'u'): string {
    const rest = this.#characters.slice(this.#at, this.#at + 8).join('');
    const found = (kind === 'x' ? /^([0-9a-f]{2})/i : /^([0-9a-f]{4})|^\{([0-9a-f]{1,6})\}/i).exec(
      rest,
    );
    if (found === null) throw this.#unsupported(`\\${kind}`);
    this.#at += found[0].length;
    const point = Number.parseInt(found[1] ?? found[2]!, 16);
    const surrogate = point >= 0xd800 && point <= 0xdfff;
    if (point === 0 || point > 0x10ffff || surrogate) throw this.#unsupported('NUL or a surrogate');
    return String.fromCodePoint(point);
  }

  #peek(): string {
    return this.#characters[this.#at] ?? '';
  }

  #take(): string {
    const character = this.#characters[this.#at++];
    if (character === undefined) throw this.#unsupported('an unfinished expression');
    return character;
  }

  #skip(character: string): boolean {
    if (this.#characters[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #unsupported(what: string): RangeError {
    return new RangeError(`pattern() makes no text for ${what} in /${this.#source}/`);
  }
}

function setOf(characters: readonly string[]): PatternNode {
  if (characters.length === 0) throw new RangeError('A class of a pattern has no characters');
  return { kind: 'set', characters };
}

function charactersFrom(first: string, last: string): string[] {
  const low = first.charCodeAt(0);
  return Array.from({ length: last.charCodeAt(0) - low + 1 }, (_, step) =>
    String.fromCharCode(low + step),
  );
}

/** What an opposite is made of: visible ASCII and the space. */
const PRINTABLE: readonly string[] = charactersFrom(' ', '~');
const DIGIT = charactersFrom('0', '9');
const WORD = [...charactersFrom('a', 'z'), ...charactersFrom('A', 'Z'), ...DIGIT, '_'];
const DOT = WORD.filter((each) => each !== '_');

const CLASS_ESCAPES: Readonly<Record<string, readonly string[]>> = {
  d: DIGIT,
  D: PRINTABLE.filter((each) => !DIGIT.includes(each)),
  w: WORD,
  W: PRINTABLE.filter((each) => !WORD.includes(each)),
  s: [' '],
  S: PRINTABLE.slice(1),
};

const CONTROL_ESCAPES: Readonly<Record<string, readonly string[]>> = {
  n: ['\n'],
  r: ['\r'],
  t: ['\t'],
  v: ['\v'],
  f: ['\f'],
};
