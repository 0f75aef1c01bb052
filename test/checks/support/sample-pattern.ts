import { pattern as textOf } from '../../../generators/pattern.ts';
import { patternFlags, printWhole, type Pattern } from '../../../src/patterns/pattern.ts';
import { restrictLengths } from '../../../src/patterns/restrict-lengths.ts';
import { bindTo, fakeRow } from '../../support/fake-site.ts';

/**
 * One of a pattern's texts, as a generated definition makes it.
 *
 * @param next - random numbers in [0, 1)
 * @param max - characters that the column takes
 * @param min - characters that the text has at least
 */
export function samplePattern(pattern: Pattern, next: () => number, max: number, min = 0): string {
  const node = restrictLengths(pattern.node, min, Infinity);
  if (node === undefined) throw new Error(`No text of ${printWhole(pattern.node)} is so long`);
  const flags = patternFlags(pattern);
  const bound = bindTo(
    textOf(printWhole(node), { flags }),
    max === Infinity ? 'text' : `varchar(${max})`,
  );
  return bound.draw(fakeRow(Math.floor(next() * 2 ** 31)));
}
