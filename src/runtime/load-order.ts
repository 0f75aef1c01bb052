import { GenFactoriesError } from '../errors.ts';
import { components } from '../random/graph.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { TableRows } from './table-rows.ts';

/** The order to write tables in, and what has to be left open on the way. */
export interface LoadOrder {
  readonly tables: readonly TableRows[];
  /** References written as NULL and filled afterwards. */
  readonly deferred: ReadonlySet<ReferencePlan>;
  /** Tables on a cycle that nothing can break, with the reason. */
  readonly stuck: ReadonlyMap<string, GenFactoriesError>;
}

/**
 * Orders tables so that parents come before children. Cycles are broken where the database lets them: by
 * a deferrable reference, which the transaction's end checks, or else by a nullable one, which is
 * written as NULL first.
 *
 * @param tables - all that get rows
 */
export function orderTables(tables: readonly TableRows[]): LoadOrder {
  const deferred = new Set<ReferencePlan>();
  const stuck = new Map<string, GenFactoriesError>();
  const leads = (table: TableRows): TableRows[] =>
    edges(table, deferred).map((reference) => reference.target);
  for (;;) {
    const groups = components(tables, leads);
    const cycle = groups.find((group) => group.length > 1 && !stuck.has(group[0]!.key));
    if (cycle === undefined) return { tables: groups.flat(), deferred, stuck };
    const breaking = chooseBreak(cycle, (table) => edges(table, deferred));
    if (breaking !== null) {
      deferred.add(breaking);
    } else {
      const error = cycleError(cycle, (table) => edges(table, deferred));
      for (const table of cycle) stuck.set(table.key, error);
    }
  }
}

/** References that force an order: enforced at once, and not to the table itself. */
function edges(table: TableRows, deferred: ReadonlySet<ReferencePlan>): ReferencePlan[] {
  return table.references.filter(
    (reference) =>
      reference.enforced &&
      !reference.selfReferring &&
      !reference.target.model.existing &&
      reference.target.count > 0 &&
      !reference.deferrable &&
      !deferred.has(reference),
  );
}

/** The nullable reference inside a cycle that leads to the table with the most such references. */
function chooseBreak(
  cycle: readonly TableRows[],
  edgesOf: (table: TableRows) => readonly ReferencePlan[],
): ReferencePlan | null {
  const inside = cycle.flatMap((table) =>
    edgesOf(table).filter((reference) => cycle.includes(reference.target)),
  );
  const open = inside.filter(
    (reference) => reference.nullable && reference.table.model.primaryKey.length > 0,
  );
  const required = (reference: ReferencePlan): number =>
    inside.filter((other) => other.target === reference.target && !other.nullable).length;
  return [...open].sort((a, b) => required(a) - required(b))[0] ?? null;
}

function cycleError(
  cycle: readonly TableRows[],
  edgesOf: (table: TableRows) => readonly ReferencePlan[],
): GenFactoriesError {
  const steps = cycle.flatMap((table) =>
    edgesOf(table)
      .filter((reference) => cycle.includes(reference.target))
      .map((reference) => `${reference.where} → ${reference.target.key}`),
  );
  return new GenFactoriesError('REFERENCE_CYCLE', {
    what: `These tables need each other's rows first: ${steps.join(', ')}`,
    where: cycle.map((table) => table.key).join(', '),
    fix: 'Make one of the references nullable or DEFERRABLE, or set the count of these tables to 0.',
  });
}
