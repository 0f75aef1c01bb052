import type { Token } from './tokens.ts';

/** Words for what prisma-ast cannot read, or reads as something else. */
export class StandIns {
  readonly #replaced: string[] = [];
  readonly #prefix: string;

  constructor(text: string) {
    let prefix = 'odd';
    while (text.includes(prefix)) prefix += 'd';
    this.#prefix = prefix;
  }

  /** A token that is read as it is, or what stands in for it. */
  spell({ kind, text }: Token, isAttribute: boolean): string {
    const plain = isAttribute ? PLAIN_ATTRIBUTE : PLAIN[kind];
    if (plain === undefined || (plain.test(text) && !RESERVED.has(text))) return text;
    this.#replaced.push(text);
    return `${this.#prefix}${this.#replaced.length - 1}`;
  }

  restore(word: string): string {
    if (!word.startsWith(this.#prefix)) return word;
    return this.#replaced[Number(word.slice(this.#prefix.length))] ?? word;
  }
}

const PLAIN: Readonly<Partial<Record<Token['kind'], RegExp>>> = {
  word: /^[A-Za-z][\w-]*$/,
  number: /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/,
};
const PLAIN_ATTRIBUTE = /^[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)?$/;
const RESERVED: ReadonlySet<string> = new Set(['true', 'false', 'null']);
