/** A set of characters: sorted, disjoint runs of code points, both ends included. */
export type CodePoints = readonly CodePointRun[];

export type CodePointRun = readonly [first: number, last: number];

const LAST = 0x10ffff;

/** Every character there is. */
export const ANY_CHARACTER: CodePoints = [[0, LAST]];

/**
 * POSIX character classes as ASCII has them. A database's locale may put letters beyond ASCII in
 * them too, which is why a pattern that names one is marked `localized`.
 */
export const NAMED_CLASSES: ReadonlyMap<string, CodePoints> = new Map([
  ['alpha', runs('AZaz')],
  ['digit', runs('09')],
  ['alnum', runs('09AZaz')],
  ['upper', runs('AZ')],
  ['lower', runs('az')],
  ['space', runs('\t\r  ')],
  ['blank', runs('\t\t  ')],
  ['punct', runs('!/:@[`{~')],
  ['graph', runs('!~')],
  ['print', runs(' ~')],
  ['cntrl', runs('\u0000\u001f\u007f\u007f')],
  ['xdigit', runs('09AFaf')],
  ['ascii', runs('\u0000\u007f')],
  ['word', runs('09AZ__az')],
]);

/**
 * The set that holds what any of the given runs hold, in its canonical form.
 *
 * @param parts - runs in any order, overlapping or not
 */
export function unionOf(parts: CodePoints): CodePoints {
  const sorted = [...parts].sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [first, last] of sorted) {
    const previous = merged.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) {
      previous[1] = Math.max(previous[1], last);
    } else {
      merged.push([first, last]);
    }
  }
  return merged;
}

/** All characters that a set does not hold. */
export function complementOf(set: CodePoints): CodePoints {
  const gaps: CodePointRun[] = [];
  let next = 0;
  for (const [first, last] of set) {
    if (first > next) gaps.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST) gaps.push([next, LAST]);
  return gaps;
}

/** The characters that both sets hold. */
export function intersectionOf(a: CodePoints, b: CodePoints): CodePoints {
  const common: CodePointRun[] = [];
  for (const [first, last] of a) {
    for (const [otherFirst, otherLast] of b) {
      const from = Math.max(first, otherFirst);
      const to = Math.min(last, otherLast);
      if (from <= to) common.push([from, to]);
    }
  }
  return common;
}

/** How many characters a set holds. */
export function sizeOf(set: CodePoints): number {
  return set.reduce((size, [first, last]) => size + last - first + 1, 0);
}

/**
 * The n-th character of a set.
 *
 * @param set - a set of more than `n` characters
 * @param n - from 0
 */
export function characterAt(set: CodePoints, n: number): string {
  let left = n;
  for (const [first, last] of set) {
    if (left <= last - first) return String.fromCodePoint(first + left);
    left -= last - first + 1;
  }
  throw new RangeError(`There is no character ${n} in a set of ${sizeOf(set)}`);
}

/** Reads pairs of characters, each the first and last of a run. */
function runs(pairs: string): CodePoints {
  const found: CodePointRun[] = [];
  for (let at = 0; at < pairs.length; at += 2) {
    found.push([pairs.charCodeAt(at), pairs.charCodeAt(at + 1)]);
  }
  return found;
}
