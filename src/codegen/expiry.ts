import type { Column, Limit, Table } from '../schema/schema.ts';
import type { PartitionDemands } from './partition-facets.ts';

/** Later than anybody looks at what is loaded today, within what all generators of times reach. */
const NEVER_REACHED = '2036-01-01';

/**
 * What keeps documents from vanishing: MongoDB deletes them by its own clock, whatever the pinned present
 * is.
 */
export function expiryDemands(table: Table): PartitionDemands {
  const columns = expiring(table).map(
    ({ column }) =>
      [
        column,
        {
          facets: { min: { value: NEVER_REACHED, inclusive: true } },
          nulls: 'free' as const,
        },
      ] as const,
  );
  return { columns: new Map(columns), unsolved: [] };
}

/** What is said of a time by which documents vanish. */
export function expiryComment(table: Table, column: Column): string | undefined {
  const limit = expiring(table).find((each) => each.column === column.name);
  if (limit === undefined) return undefined;
  return limit.seconds === 0
    ? 'MongoDB deletes the document then'
    : `MongoDB deletes the document ${limit.seconds} s later`;
}

function expiring({ limits = [], columns }: Table): Extract<Limit, { kind: 'expires' }>[] {
  return limits.flatMap((limit) => {
    if (limit.kind !== 'expires') return [];
    // Of what is no time, nothing expires.
    const type = columns.find((column) => column.name === limit.column)?.type;
    return type?.kind === 'timestamp' ? [limit] : [];
  });
}
