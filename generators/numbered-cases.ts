import { isGenerator, type Bound, type NumberedByRow, type Row, type Space } from './generator.ts';

/** One of several sources that a row's value may come from. */
export interface BoundCase<T> {
  readonly source: unknown;
  readonly bound: Bound<T>;
}

/**
 * Unique values of a column whose rows have one source or another.
 *
 * @param cases - all of them; those that are always NULL need no values
 * @param chosen - the one of a row
 * @returns undefined where two sources may make the same value
 */
export function numberedCases<T>(
  cases: readonly BoundCase<T>[],
  chosen: (row: Row) => Bound<T>,
): NumberedByRow<T> | undefined {
  const spaces = new Map<Bound<T>, Space<T>>();
  const kinds = new Map<string | Bound<T>, Space<T>>();
  for (const { source, bound } of cases) {
    if (source === null) continue;
    if (bound.space === undefined) return undefined;
    // The same codes in two cases are taken from one list, so that no two rows get the same one.
    const kind = codeOf(source) ?? bound;
    const space = kinds.get(kind) ?? bound.space;
    kinds.set(kind, space);
    spaces.set(bound, space);
  }
  const distinct = [...kinds.values()];
  if (distinct.length === 0 || !distinct.every((each, at) => isApart(each, distinct.slice(at + 1))))
    return undefined;
  return {
    size: Math.min(...distinct.map(({ size }) => size)),
    at: (number, row) => (spaces.get(chosen(row))?.at(number) ?? null) as T,
  };
}

/** Whether no value of one list is in the others: of texts that are not as long, or begin in another way. */
function isApart({ texts }: Space, others: readonly Space[]): boolean {
  return others.every((other) => {
    if (texts === undefined || other.texts === undefined) return false;
    // Some collations take small letters for capitals.
    const [a, b] = [texts.start.toLowerCase(), other.texts.start.toLowerCase()];
    return other.texts.length !== texts.length || !(a.startsWith(b) || b.startsWith(a));
  });
}

/** What tells a code from others; undefined for what is none. */
function codeOf(source: unknown): string | undefined {
  if (!isGenerator(source)) return undefined;
  const [name, first, second] = source.config;
  if (name === 'maybe') return codeOf(second);
  return name === 'code' ? JSON.stringify(first) : undefined;
}
