import { sourceError, type Place } from '../source/source-file.ts';
import { SCALARS } from './declared.ts';

/** Words that cannot be the name of a model, an enum or a type: the client's code has classes for them. */
const RESERVED: ReadonlySet<string> = new Set([
  ...SCALARS,
  'PrismaClient',
  ...'async await break case catch class const continue debugger default delete do else enum'.split(
    ' ',
  ),
  ...'export extends false finally for function if implements import in instanceof interface'.split(
    ' ',
  ),
  ...'let new null package private protected public return super switch this throw true try'.split(
    ' ',
  ),
  ...'typeof using var void while with yield'.split(' '),
]);

/**
 * Checks the name of something.
 *
 * @param name - as it is written
 * @param what - what it is the name of: `field`
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID`
 */
export function checkName(name: string, what: string, place: Place): void {
  const isWord = /^\p{L}/u.test(name) && !name.includes('-') && !name.includes('.');
  if (isWord) return;
  const fix = `Begin it with a letter, and go on with letters, digits and "_"; @map gives it any other name.`;
  throw sourceError(place, `"${name}" cannot be the name of a ${what}`, fix);
}

/** The same for what Prisma Client has a class for. */
export function checkBlockName(name: string, what: string, place: Place): void {
  checkName(name, what, place);
  if (!RESERVED.has(name)) return;
  throw sourceError(place, `"${name}" is a reserved name`, `Choose another for the ${what}.`);
}

/**
 * Checks that no two things have one name.
 *
 * @param things - in their order; the second of two is at fault
 * @param what - what two of them are: `fields called`
 * @param advice - what to do about them
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID`
 */
export function checkUnique(
  things: Iterable<readonly [name: string, place: Place]>,
  what: string,
  advice = 'rename one of them',
): void {
  const seen = new Map<string, Place>();
  for (const [name, place] of things) {
    const first = seen.get(name);
    if (first !== undefined) {
      const where = first.source === place.source ? '' : `${first.source.path}:`;
      const fix = `The first is ${where === '' ? `in line ${first.line}` : `at ${where}${first.line}`}: ${advice}.`;
      throw sourceError(place, `Two ${what} "${name}"`, fix);
    }
    seen.set(name, place);
  }
}

/** The one of some names that is meant by a misspelled one: the same but for case, or for one letter. */
export function meant(name: string, names: Iterable<string>): string | undefined {
  const all = [...names];
  const same = all.find((each) => each.toLowerCase() === name.toLowerCase());
  return same ?? all.find((each) => isNear(each.toLowerCase(), name.toLowerCase()));
}

/** One letter more, less or other. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
