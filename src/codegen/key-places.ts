import type { Table } from '../schema/schema.ts';
import type { Link } from './reference-links.ts';
import type { Agreement, Related } from './relate-references.ts';

/** Pairs drawn to the last one look like a table of contents; a link table keeps to a share of them. */
const SHARE_OF_PAIRS = 0.3;

/**
 * How many rows a key of references tells apart: as many as there are pairs of parents that can meet. A
 * parent that follows from another one of the key adds none; one that has an ancestor in common with it
 * meets those of that ancestor alone.
 *
 * @param table - whose key it is
 * @param links - the references that fill the key's columns
 * @param relatedOf - a table's references, and how they follow from each other
 * @param countOf - how many rows a table gets
 */
export function placesOf(
  table: Table,
  links: readonly Link[],
  relatedOf: (table: Table) => Related,
  countOf: (table: Table) => number,
): number {
  const { relations } = relatedOf(table);
  let places = 1;
  let free = 0;
  for (const link of links) {
    const relation = relations.get(link);
    const tied = relation?.on != null && links.includes(relation.on);
    const agreement = tied ? relation.agreement : undefined;
    if (agreement?.kind === 'through') continue;
    free++;
    places *= countOf(link.target);
    const shared = agreement && ancestorOf(agreement, relatedOf(link.target).links);
    if (shared !== undefined) places /= Math.max(1, countOf(shared));
  }
  return free > 1 ? Math.max(1, Math.floor(places * SHARE_OF_PAIRS)) : Math.floor(places);
}

/** What both parents lead up to. */
function ancestorOf(agreement: Agreement, links: readonly Link[]): Table | undefined {
  if (agreement.kind === 'through') return undefined;
  const { column, up } = agreement;
  return (up?.at(-1) ?? links.find(({ lead }) => lead === column))?.target;
}
