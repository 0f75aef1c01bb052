import { GenFactoriesError } from '../../errors.ts';
import type { LedgerTable, TableLoad } from '../../runtime/engine.ts';
import { formatTableName } from '../../schema/facts.ts';
import type { TableName } from '../../schema/schema.ts';
import { rangeOf } from './keys.ts';
import type { TableState } from './read-states.ts';
import type { Reach } from './trigger-reach.ts';

/** Storage engines without transactions that rows can be deleted from one by one. */
const DELETES = new Set(['MYISAM', 'ARIA', 'MEMORY']);

/**
 * Rows of tables that no transaction holds have to be known before the first is written: a process that
 * dies leaves them behind. That takes an integer key that counts up.
 *
 * @param states - of the tables
 * @param reach - what triggers may write to
 * @returns records of the rows that will be written
 * @throws GenFactoriesError `TARGET_REFUSED` for a table whose rows could not be told afterwards
 */
export function recordUntransacted(
  loads: readonly TableLoad[],
  states: ReadonlyMap<string, TableState>,
  reach: Reach,
): readonly LedgerTable[] {
  const known = loads.filter((load) => isHeld(states.get(formatTableName(load.name))));
  const records = loads
    .filter((load) => !known.includes(load))
    .map((load): LedgerTable => {
      const key = rangeOf(load);
      const engine = states.get(formatTableName(load.name))!.engine!;
      if (key === null || !DELETES.has(engine.toUpperCase())) throw refused(load.name, engine);
      const { schema, name } = load.name;
      return { schema, name, rows: load.end - load.first, key, offset: load.rows.offset };
    });
  if (reach.named) requireHeld(reach, states);
  return records;
}

/** What a trigger writes there nobody would find again. */
function requireHeld(reach: Reach, states: ReadonlyMap<string, TableState>): void {
  for (const table of reach.tables) {
    const state = states.get(formatTableName(table));
    if (!isHeld(state)) throw refused(table, state!.engine!, 'A trigger may write to it');
  }
}

function isHeld(state: TableState | undefined): boolean {
  return state === undefined || state.transactional;
}

function refused(
  table: TableName,
  engine: string,
  why = 'Its rows have no integer key that counts up',
): GenFactoriesError {
  const name = formatTableName(table);
  return new GenFactoriesError('TARGET_REFUSED', {
    what: `The storage engine of ${name} is ${engine}, which has no transactions. ${why}: what a load that dies leaves there could not be told from other rows`,
    where: name,
    fix: `Run ALTER TABLE ${name} ENGINE = InnoDB, or leave the table out with count: 0.`,
  });
}
