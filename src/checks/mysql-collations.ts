import { contains, type Collation, type Expression, type Match } from './expression.ts';
import { parseLike } from './parse-like.ts';
import { matchesPattern } from '../patterns/pattern.ts';
import { UNKNOWN, type Maybe } from './unknown.ts';

/**
 * Letters that collations of some language take for equal: of all that MySQL 9.7 and MariaDB 10.11
 * have for Unicode and the common character sets, tried character by character and on words.
 */
const ALIKE: readonly (readonly [RegExp, string])[] = [
  // Hungarian: a long digraph is written short.
  [/c(cs)|d(dzs?)|g(gy)|l(ly)|n(ny)|s(sz)|t(ty)|z(zs)/g, '$1$1$2$2$3$3$4$4$5$5$6$6$7$7$8$8'],
  // Lithuanian, Latvian, Latin.
  [/ch/g, 'c'],
  [/[jy]/g, 'i'],
  [/v/g, 'u'],
];

/** Character sets in some collations of which even signs of ASCII are equal to others. */
const ODD_CHARSETS: ReadonlySet<string> = new Set(
  'big5 cp1251 gb2312 gbk geostd8 koi8u macce swe7'.split(' '),
);

/** How MySQL compares the texts of a column, by its character set. */
export function collationOfCharset(charset: string | undefined): Collation {
  return charset !== undefined && ODD_CHARSETS.has(charset) ? 'odd' : 'plain';
}

/** The collation that decides how texts of these expressions compare; undefined for none of MySQL's. */
export function collationIn(...expressions: readonly Expression[]): Collation | undefined {
  let found: Collation | undefined;
  for (const expression of expressions) {
    contains(expression, (part) => {
      const own =
        part.kind === 'column'
          ? part.collation
          : part.kind === 'call' && part.name === 'JSON_UNQUOTE'
            ? 'plain'
            : undefined;
      if (own === 'odd' || found === undefined) found = own ?? found;
      return false;
    });
  }
  return found;
}

/**
 * Whether two texts are equal to MySQL, of whose collation not more is known than whether it folds
 * case. Undefined where collations differ: in accents, in trailing spaces, beyond ASCII.
 *
 * @param left - a text
 * @param right - another
 * @param caseless - whether the collation folds case
 * @param collation - as {@link collationIn} finds it
 */
export function equalCollated(
  left: string,
  right: string,
  caseless: boolean,
  collation: Collation,
): boolean | undefined {
  if (left === right) return true;
  if (!isPlain(left) || !isPlain(right)) return undefined;
  if (caseless && left.toLowerCase() === right.toLowerCase()) return true;
  if (collation === 'odd') return undefined;
  const [a, b] = [left.replace(/ +$/, ''), right.replace(/ +$/, '')];
  if (a.toLowerCase() === b.toLowerCase()) return caseless || a === b ? undefined : false;
  return skeleton(a) === skeleton(b) ? undefined : false;
}

/**
 * What is known of a match under such a collation: that a text matches as it stands is, that it does
 * not is only where no character could be taken for another.
 *
 * @param match - a LIKE or regular expression
 * @param value - the text
 * @param source - the pattern
 * @param found - the outcome letter by letter
 * @param collation - as {@link collationIn} finds it
 */
export function matchCollated(
  match: Match,
  value: Maybe,
  source: Maybe,
  found: Maybe,
  collation: Collation,
): Maybe {
  if (typeof found !== 'boolean' || typeof value !== 'string' || typeof source !== 'string') {
    return found;
  }
  // What ends a line is another question to every engine of regular expressions.
  if (match.syntax !== 'like') return /[\p{Cc}\u2028\u2029]/u.test(value) ? UNKNOWN : found;
  if (found !== match.negated) return found;
  if (!isPlain(value) || !isPlain(source) || collation === 'odd') return UNKNOWN;
  if (/[a-z]/i.test(match.escape)) return UNKNOWN;
  const folded = parseLike(source, true, match.escape);
  // What only differs in case differs to a collation that tells case apart.
  if (folded !== undefined && matchesPattern(folded, value) === true) return found;
  const alike = parseLike(skeleton(source), true, match.escape);
  const mayMatch = alike === undefined || matchesPattern(alike, skeleton(value)) !== false;
  return mayMatch ? UNKNOWN : found;
}

/** Whether a text has nothing but what is printed of ASCII. */
export function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

function skeleton(text: string): string {
  return ALIKE.reduce((all, [letters, by]) => all.replaceAll(letters, by), text.toLowerCase());
}
