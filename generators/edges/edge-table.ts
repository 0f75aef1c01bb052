import type { Row, Site } from '../generator.ts';

/** Makes the value of a row that carries an edge case; `ordinary` is what it would have had. */
export type EdgeValue = (row: Row, ordinary: () => unknown) => unknown;

/** The edge cases of a type, by name in the order they are listed; each is bound to a column once. */
export type EdgeTable = Readonly<Record<string, (site: Site) => EdgeValue>>;

/** An edge case that is the same in every row. */
export function always(value: unknown): (site: Site) => EdgeValue {
  return () => () => value;
}
