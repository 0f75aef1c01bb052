import {
  leastRoom,
  wrapper,
  type Bound,
  type Generator,
  type Row,
  type Source,
} from './generator.ts';
import { numberedCases } from './numbered-cases.ts';
import { readPath } from './path.ts';
import { within } from './within.ts';

/**
 * Values that depend on another column of the row: by its value, or otherwise.
 *
 * @param column - the column it depends on: a field of a document by its path, a field beside it in a list
 *   of documents by its name
 * @param cases - for some of its values (as text; `null` for NULL and for what is absent), what this column
 *   holds
 * @param otherwise - what it holds in every other row
 * @throws GenFactoriesError `COLUMN_UNKNOWN`, when planned, for a column the table does not have
 * @example
 * ```ts
 * given('status', { canceled: recent() }, null); // canceled_at
 * given('status', { todo: false }, boolean('10%')); // abort_requested
 * given('user_id', { null: ref('teams') }, null); // team_id: one of both
 * given('profile.kind', { company: companyName() }, null); // a field of a document
 * ```
 */
export function given<T, U>(
  column: string,
  cases: Readonly<Record<string, Source<T>>>,
  otherwise: Source<U>,
): Generator<T | U> {
  const sources = [...Object.values(cases), otherwise];
  return wrapper<T | U>(['given', column, cases, otherwise], sources, (site) => {
    const byValue = new Map<string, Bound<T>>(
      Object.entries(cases).map(([value, source]) => [
        value,
        site.bind<T>(source, `given ${value}`),
      ]),
    );
    const rest = site.bind<U>(otherwise, 'otherwise');
    const read = readPath(site, column);
    const chosen = (row: Row): Bound<T | U> => byValue.get(String(read(row) ?? null)) ?? rest;
    const key = site.key('kept');
    const bounds = Object.entries(cases).map(([value, source]) => ({
      source,
      bound: byValue.get(value)!,
    }));
    return {
      numbered: numberedCases<T | U>([...bounds, { source: otherwise, bound: rest }], chosen),
      room: leastRoom([...byValue.values(), rest]),
      draw: (row) => chosen(row).draw(row),
      missing: (row) => chosen(row).missing?.(row) ?? false,
      within(accepts) {
        const bounds: readonly Bound<T | U>[] = [...byValue.values(), rest];
        const kept = new Map(bounds.map((each) => [each, within(each, key, accepts)]));
        // The other column decides the case: each has to have values left.
        if ([...kept.values()].includes(null)) return null;
        return { draw: (row) => kept.get(chosen(row))!.draw(row) };
      },
    };
  });
}
