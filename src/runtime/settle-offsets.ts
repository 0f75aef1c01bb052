import { GenFactoriesError } from '../errors.ts';
import { formatTableName } from '../schema/facts.ts';
import type { LedgerEntry, LedgerTable, LiveTable } from './engine.ts';
import type { LoadPlan } from './load-plan.ts';

/**
 * Rows of others are left alone: a load refuses their tables, or starts after them. A scenario on top
 * of a base that is there counts on from where the base did.
 */
export function settleOffsets(
  { loads }: Pick<LoadPlan, 'loads'>,
  live: readonly LiveTable[],
  base: LedgerEntry | undefined,
  append: boolean,
): void {
  const seeded = new Map(
    base?.tables
      .filter((table) => table.offset !== null)
      .map((table) => [formatTableName(table), table]),
  );
  const taken = live.filter((table) => !table.empty && !seeded.has(formatTableName(table)));
  if (taken.length > 0 && !append) {
    throw new GenFactoriesError('TARGET_NOT_EMPTY', {
      what: `There are rows that gen-factories did not write in ${taken.map(formatTableName).join(', ')}`,
      fix: 'Seed an empty database, or add to these tables with --append (up({ append: true })).',
    });
  }
  const found = new Map(live.map((table) => [formatTableName(table), table]));
  for (const { rows } of loads) {
    const name = formatTableName(rows.model.name);
    const table = found.get(name);
    rows.offset =
      seeded.get(name)?.offset ?? Math.max(table?.highestKey ?? 0, table?.rowCount ?? 0);
  }
  for (const table of live) requireFreeKeys(table, seeded.get(formatTableName(table)));
}

/** The keys of a scenario's rows follow the base's, whenever it is laid on: others may have taken them. */
function requireFreeKeys(table: LiveTable, base: LedgerTable | undefined): void {
  if (base?.key.kind !== 'range' || (table.highestKey ?? 0) <= base.key.to) return;
  throw new GenFactoriesError('TARGET_NOT_EMPTY', {
    what: `${formatTableName(table)} has rows of others, up to key ${table.highestKey}, where the scenario's rows belong`,
    fix: 'Take the base down, then seed base and scenario at once.',
  });
}
