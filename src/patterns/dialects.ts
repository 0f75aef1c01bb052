import type { Assertion } from './assertions.ts';

/** What differs from one language of regular expressions to another, as far as patterns go. */
export interface Dialect {
  /** Brackets know `[:alpha:]`, `[.x.]`, `[=x=]` and word edges, and take a `]` that comes first as it is. */
  readonly posix: boolean;
  /** Groups may have names: `(?<year>…)`. */
  readonly namedGroups: boolean;
  /** Escapes that assert something. */
  readonly assertions: Readonly<Record<string, Assertion>>;
  /** Escapes of control characters, and of what else has a letter. */
  readonly controls: Readonly<Record<string, string>>;
  /** Escapes of characters by number: what follows the letter, its hexadecimal digits in a group. */
  readonly codePoints: Readonly<Record<string, RegExp>>;
}

const CONTROLS = { f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** PostgreSQL's advanced regular expressions. */
export const POSTGRES: Dialect = {
  posix: true,
  namedGroups: false,
  assertions: { A: 'start', Z: 'end', m: 'word start', M: 'word end', y: 'word edge' },
  controls: { ...CONTROLS, a: '\u0007', b: '\b', B: '\\', e: '\u001b' },
  codePoints: {
    u: /^(?:([0-9a-f]{4})|\{([0-9a-f]{1,6})\})/i,
    U: /^([0-9a-f]{8})/i,
    x: /^([0-9a-f]{1,8})/i,
  },
};

/** JavaScript's, under the flags `u` and `s` as without. */
export const JAVASCRIPT: Dialect = {
  posix: false,
  namedGroups: true,
  assertions: {},
  controls: CONTROLS,
  codePoints: {
    u: /^(?:([0-9a-f]{4})|\{([0-9a-f]{1,6})\})/i,
    x: /^([0-9a-f]{2})/i,
  },
};
