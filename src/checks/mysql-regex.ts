/** What reads regular expressions: ICU in MySQL, PCRE in MariaDB. */
export type RegexEngine = 'icu' | 'pcre';

/**
 * A regular expression of MySQL or MariaDB in the syntax that parse-regex.ts reads, where that finds
 * the same in a text of printable ASCII.
 *
 * @param source - as it is written
 * @param engine - whose it is
 * @param caseless - whether it is matched without regard to case
 * @returns undefined for what the engines read differently, or the other syntax does not have
 * @example
 * ```ts
 * translateRegex('^\\d+\\b', 'icu', true); // '^\\d+\\y'
 * translateRegex('^a++$', 'icu', true); // undefined: it never gives back
 * ```
 */
export function translateRegex(
  source: string,
  engine: RegexEngine,
  caseless: boolean,
): string | undefined {
  const [, options = '', rest = ''] = /^(\(\?i\))?(.*)$/s.exec(source) ?? [];
  // Where letters are folded, a class of one case holds the other in ICU only.
  const folds = caseless || options !== '';
  let translated = options;
  let at = 0;
  while (at < rest.length) {
    const part = PARTS.map(([form, translate]) => {
      form.lastIndex = at;
      const found = form.exec(rest);
      return found && { length: found[0].length, text: translate(found[0], engine, folds) };
    }).find((found) => found !== null);
    if (part?.text === undefined) return undefined;
    translated += part.text;
    at += part.length;
  }
  return source === '' || rest.startsWith('***') ? undefined : translated;
}

type Translate = (part: string, engine: RegexEngine, folds: boolean) => string | undefined;

/** The first form that fits decides. */
const PARTS: readonly (readonly [RegExp, Translate])[] = [
  [/\\[\s\S]/uy, translateEscape],
  [/\[\^?\]?(?:\[:\w+:\]|\\[\s\S]|[^\]\\])*\]/uy, translateBracket],
  // Repeats, lazily or not. What never gives back, or repeats a repeat, is something else.
  [/(?:[*+?]|\{\d+(?:,\d*)?\})\??(?![*+?{])/uy, same],
  [/\(\?:|\((?![?*])|\)/uy, same],
  [/[^\\[\]{}()*+?]/uy, same],
];

function same(part: string): string {
  return part;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ...[...'dDwWsSntrfA'].map((letter) => [letter, `\\${letter}`] as const),
  ['b', '\\y'],
  ['z', '\\Z'],
  // Before a line's end at the end, too; there is none in texts of printed characters.
  ['Z', '\\Z'],
]);

/** Signs stand for themselves; of letters only those that all read alike. */
function translateEscape(part: string): string | undefined {
  const letter = part.slice(1);
  return /[\p{L}\p{N}]/u.test(letter) ? ESCAPES.get(letter) : part;
}

const CLASSES: ReadonlySet<string> = new Set(
  'alpha digit alnum space blank graph print cntrl xdigit'.split(' '),
);

function translateBracket(part: string, engine: RegexEngine, folds: boolean): string | undefined {
  const inner = part.slice(part.startsWith('[^') ? 2 : 1, -1);
  if (inner === '' || inner.startsWith(']')) return undefined;
  for (const [, name = ''] of inner.matchAll(/\[:(\w+):\]/g)) {
    const hasCase = name === 'upper' || name === 'lower';
    // ICU's punctuation has fewer signs than POSIX has.
    const isAlike =
      CLASSES.has(name) || (hasCase && !folds) || (name === 'punct' && engine === 'pcre');
    if (!isAlike) return undefined;
  }
  const plain = inner.replaceAll(/\[:\w+:\]/g, '');
  // Sets in sets, and operations of sets.
  if (/\[|&&|--/.test(plain)) return undefined;
  const escapes = [...plain.matchAll(/\\([\s\S])/gu)];
  const isKnown = escapes.every(
    ([, letter = '']) => !/[\p{L}\p{N}]/u.test(letter) || /[dDwWsSntrf]/.test(letter),
  );
  return isKnown ? part : undefined;
}
