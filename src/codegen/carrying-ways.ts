import type { Table } from '../schema/schema.ts';
import { keyColumn, linksOf, type Link, type LinkContext } from './reference-links.ts';

/** A way up from a table by references that carry certain columns along. */
export interface CarryingWay {
  readonly links: readonly Link[];
  readonly end: Table;
  /** What the columns are called where the way ends. */
  readonly columns: readonly string[];
  /** Nothing carries them any further. */
  readonly top: boolean;
}

/** The ways from a table to all that its rows hold columns of, itself first. */
export function carryingWays(
  table: Table,
  columns: readonly string[],
  context: LinkContext,
): readonly CarryingWay[] {
  const found: CarryingWay[] = [];
  let level: Omit<CarryingWay, 'top'>[] = [{ links: [], end: table, columns }];
  for (let depth = 0; depth < 6 && level.length > 0; depth++) {
    const above = level.map((way) => ({ way, next: stepsFrom(way, context) }));
    found.push(...above.map(({ way, next }) => ({ ...way, top: next.length === 0 })));
    level = above.flatMap(({ next }) => next);
  }
  return found;
}

function stepsFrom(
  { links, end, columns }: Omit<CarryingWay, 'top'>,
  context: LinkContext,
): Omit<CarryingWay, 'top'>[] {
  return linksOf(end, context)
    .filter(
      (link) =>
        !link.nullable &&
        link.target !== end &&
        links.every((each) => each.child !== link.target) &&
        columns.every((column) => link.reference.columns.includes(column)),
    )
    .map((link) => ({
      links: [...links, link],
      end: link.target,
      columns: columns.map((column) => keyColumn(link, column)),
    }));
}
