import type { CastType, Syntax } from './mysql-syntax.ts';
import type { TokenReader } from './mysql-token-reader.ts';
import { Unreadable } from './mysql-tokens.ts';

/**
 * Reads the calls whose arguments are not a plain list: `cast(x as char(3))`, `trim(both 'x' from y)`,
 * `extract(year from x)`, `convert(x using latin1)`.
 *
 * @param name - of the function, in lower case
 * @param tokens - the opening parenthesis is next
 * @param read - reads any expression
 * @returns undefined for a function with a plain list
 */
export function readSpecialCall(
  name: string,
  tokens: TokenReader,
  read: () => Syntax,
): Syntax | undefined {
  const special = SPECIAL.get(name);
  if (special === undefined) return undefined;
  tokens.expect('(');
  const syntax = special(tokens, read);
  tokens.expect(')');
  return syntax;
}

type ReadCall = (tokens: TokenReader, read: () => Syntax) => Syntax;

const SPECIAL: ReadonlyMap<string, ReadCall> = new Map([
  [
    'cast',
    (tokens, read): Syntax => {
      const operand = read();
      tokens.expect('as');
      return { kind: 'cast', operand, type: readCastType(tokens) };
    },
  ],
  ['convert', readConversion],
  ['timestampdiff', readDifference],
  ['trim', readTrim],
  [
    'extract',
    (tokens, read): Syntax => {
      const unit = tokens.takeWord();
      tokens.expect('from');
      return { kind: 'call', name: 'extract', operands: [plainText(unit), read()] };
    },
  ],
]);

function readConversion(tokens: TokenReader, read: () => Syntax): Syntax {
  const operand = read();
  if (!tokens.take('using')) {
    tokens.expect(',');
    return { kind: 'cast', operand, type: readCastType(tokens) };
  }
  const charset = tokens.takeWord();
  return { kind: 'cast', operand, type: { name: 'char', modifiers: [], charset } };
}

/** `timestampdiff(DAY,a,b)`. */
function readDifference(tokens: TokenReader, read: () => Syntax): Syntax {
  const unit = plainText(tokens.takeWord());
  tokens.expect(',');
  const from = read();
  tokens.expect(',');
  return { kind: 'call', name: 'timestampdiff', operands: [unit, from, read()] };
}

/** `trim(leading x from y)` is an `ltrim` with a second argument here. */
function readTrim(tokens: TokenReader, read: () => Syntax): Syntax {
  const side = ['leading', 'trailing', 'both'].find((word) => tokens.take(word));
  const name = side === 'leading' ? 'ltrim' : side === 'trailing' ? 'rtrim' : 'trim';
  if (side !== undefined && tokens.take('from')) return { kind: 'call', name, operands: [read()] };
  const first = read();
  if (tokens.take('from')) return { kind: 'call', name, operands: [read(), first] };
  if (side !== undefined) throw new Unreadable('no text to trim');
  return { kind: 'call', name, operands: [first] };
}

/** `decimal(10,2)`, `signed integer`, `char(3) charset latin1`. */
function readCastType(tokens: TokenReader): CastType {
  const name = tokens.takeWord();
  const modifiers: number[] = [];
  if (tokens.take('(')) {
    do modifiers.push(tokens.takeNumber());
    while (tokens.take(','));
    tokens.expect(')');
  }
  // They say nothing that the first word does not.
  if (!tokens.take('integer') && !tokens.take('int')) tokens.take('precision');
  if (tokens.take('character')) {
    tokens.expect('set');
    return { name, modifiers, charset: tokens.takeWord() };
  }
  return { name, modifiers, charset: tokens.take('charset') ? tokens.takeWord() : null };
}

function plainText(value: string): Syntax {
  return { kind: 'text', value, charset: null, perhapsName: false };
}
