/** A piece of an expression as MySQL and MariaDB print them. */
export type Token =
  /** A keyword, a function, or a name without quotes. */
  | { readonly kind: 'word'; readonly text: string }
  /** A name in backquotes. */
  | { readonly kind: 'name'; readonly text: string }
  /** A literal; double quotes make one too, unless the server was told that they quote names. */
  | { readonly kind: 'text'; readonly text: string; readonly quote: "'" | '"' }
  | { readonly kind: 'number'; readonly text: string }
  /** `0x…`, `x'…'`, `b'…'`: bytes in hexadecimal. */
  | { readonly kind: 'bytes'; readonly text: string }
  | { readonly kind: 'symbol'; readonly text: string };

/** Thrown between the files of this parser only: what cannot be read becomes an opaque part. */
export class Unreadable extends Error {}

const SPACE = /[ \t\r\n\f]+/y;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?/iy;
const HEXADECIMAL = /0x([0-9a-f]+)|x'((?:[0-9a-f]{2})*)'/iy;
const BITS = /0b([01]+)|b'([01]*)'/iy;
const NAME = /`((?:[^`]|``)+)`/y;
const TEXT = /'((?:[^'\\]|''|\\.)*)'|"((?:[^"\\]|""|\\.)*)"/sy;
const SYMBOL = /<=>|->>|->|<<|>>|<=|>=|<>|!=|&&|\|\||:=|[-+*/%^&|~!=<>(),.]/y;

/**
 * Cuts an expression into tokens. Text of MySQL's information schema, which is escaped once more than
 * the DDL, is read as what it was.
 *
 * @param sql - as SHOW CREATE TABLE or the information schema prints it
 * @throws {Unreadable} at a character that begins no token
 */
export function tokenize(sql: string): readonly Token[] {
  const tokens = cut(sql) ?? cut(unescapeText(decodeTwice(sql), ESCAPED));
  if (tokens === undefined) throw new Unreadable('a backslash');
  return tokens;
}

/** MySQL's information schema takes the UTF-8 of this text for Latin-1, and encodes it once more. */
function decodeTwice(sql: string): string {
  if (![...sql].every((character) => character <= '\u00ff')) return sql;
  const decoded = Buffer.from(sql, 'latin1').toString('utf8');
  return decoded.includes('\ufffd') ? sql : decoded;
}

/** Undefined where a backslash stands outside of literals and names: the whole text is escaped then. */
function cut(sql: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  const take = (form: RegExp): RegExpExecArray | undefined => {
    form.lastIndex = at;
    const found = form.exec(sql);
    at = found === null ? at : form.lastIndex;
    return found ?? undefined;
  };
  while (at < sql.length) {
    if (take(SPACE) !== undefined) continue;
    if (sql[at] === '\\') return undefined;
    const token = readToken(take);
    if (token === undefined) throw new Unreadable(`at ${sql.slice(at, at + 20)}`);
    tokens.push(token);
  }
  return tokens;
}

/** What backslashes stand for; of other characters they are dropped. */
const ESCAPES: Readonly<Record<string, string>> = {
  0: '\0',
  b: '\b',
  n: '\n',
  r: '\r',
  t: '\t',
  Z: '\x1a',
  // LIKE takes these for itself.
  '%': '\\%',
  _: '\\_',
};

const ESCAPED = /\\(.)/gsu;
/** Inside of a literal its own quote may stand twice, too. */
const QUOTED = { "'": /\\(.)|''/gsu, '"': /\\(.)|""/gsu } as const;

function unescapeText(text: string, escaped: RegExp): string {
  return text.replaceAll(escaped, (whole: string, letter: string | undefined) =>
    letter === undefined ? whole.slice(1) : (ESCAPES[letter] ?? letter),
  );
}

function readToken(take: (form: RegExp) => RegExpExecArray | undefined): Token | undefined {
  const hexadecimal = take(HEXADECIMAL);
  if (hexadecimal !== undefined) return bytes(hexadecimal[1] ?? hexadecimal[2] ?? '');
  const bits = take(BITS);
  if (bits !== undefined) {
    const digits = bits[1] ?? bits[2] ?? '';
    return bytes(digits === '' ? '' : BigInt(`0b${digits}`).toString(16));
  }
  const number = take(NUMBER);
  if (number !== undefined) return { kind: 'number', text: number[0] };
  const name = take(NAME);
  if (name !== undefined) return { kind: 'name', text: (name[1] ?? '').replaceAll('``', '`') };
  const text = take(TEXT);
  if (text !== undefined) {
    const quote = text[1] === undefined ? '"' : "'";
    return { kind: 'text', text: unescapeText(text[1] ?? text[2] ?? '', QUOTED[quote]), quote };
  }
  const word = take(WORD);
  if (word !== undefined) return { kind: 'word', text: word[0] };
  const symbol = take(SYMBOL);
  return symbol && { kind: 'symbol', text: symbol[0] };
}

/** An odd number of digits begins with half a byte. */
function bytes(digits: string): Token {
  return { kind: 'bytes', text: (digits.length % 2 === 0 ? digits : `0${digits}`).toLowerCase() };
}
