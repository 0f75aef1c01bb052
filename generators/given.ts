import {
  generator,
  referencesIn,
  type Bound,
  type Generator,
  type Row,
  type Source,
} from './generator.ts';

/**
 * Values that depend on another column of the row: by its value, or otherwise.
 *
 * @param column - the column it depends on
 * @param cases - for some of its values (as text; `null` for NULL), what this column holds
 * @param otherwise - what it holds in every other row
 * @example
 * ```ts
 * given('status', { canceled: recent() }, null); // canceled_at
 * given('status', { todo: false }, boolean('10%')); // abort_requested
 * given('user_id', { null: ref('teams') }, null); // team_id: one of both
 * ```
 */
export function given<T, U>(
  column: string,
  cases: Readonly<Record<string, Source<T>>>,
  otherwise: Source<U>,
): Generator<T | U> {
  const made = generator<T | U>(['given', column, cases, otherwise], (site) => {
    const byValue = new Map<string, Bound<T>>(
      Object.entries(cases).map(([value, source]) => [
        value,
        site.bind<T>(source, `given ${value}`),
      ]),
    );
    const rest = site.bind<U>(otherwise, 'otherwise');
    return {
      draw: (row: Row) => (byValue.get(String(row.get(column))) ?? rest).draw(row),
    };
  });
  return { ...made, references: referencesIn(...Object.values(cases), otherwise) };
}
