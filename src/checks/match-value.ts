import type { ColumnType } from '../schema/column-type.ts';
import type { Match } from './expression.ts';
import { parseLike, parseSimilar } from './parse-like.ts';
import { parseRegex } from './parse-regex.ts';
import { matchesPattern, type Pattern } from '../patterns/pattern.ts';
import { UNKNOWN, type Maybe } from './unknown.ts';

/**
 * The pattern of a match, read by its syntax.
 *
 * @param match - a `~`, LIKE or SIMILAR TO
 * @param source - its pattern's text
 * @param type - what is matched: citext matches in either case
 * @returns undefined where the pattern is beyond what can be read
 */
export function patternOf(
  match: Match,
  source: string,
  type: ColumnType | null,
): Pattern | undefined {
  const caseless = match.caseless || (type?.kind === 'text' && type.caseless);
  switch (match.syntax) {
    case 'regex':
      return parseRegex(source, caseless);
    case 'like':
      return parseLike(source, caseless, match.escape);
    case 'similar': {
      const pattern = parseSimilar(source, match.escape);
      return pattern === undefined || !caseless ? pattern : { ...pattern, caseless };
    }
  }
}

/** Whether a value matches, by SQL's three-valued logic. */
export function matchValue(
  match: Match,
  value: Maybe,
  source: Maybe,
  type: ColumnType | null,
): Maybe {
  if (value === null || source === null) return null;
  if (typeof value !== 'string' || typeof source !== 'string') return UNKNOWN;
  const pattern = patternOf(match, source, type);
  const whole = value.padEnd(match.padded ?? 0);
  const matches = pattern === undefined ? undefined : matchesPattern(pattern, whole);
  return matches === undefined ? UNKNOWN : matches !== match.negated;
}
