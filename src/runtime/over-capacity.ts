import { GenFactoriesError } from '../errors.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { TableRows } from './table-rows.ts';

/** More rows than their parents can take. */
export function overCapacity(
  plan: ReferencePlan,
  rows: number,
  parents: number,
  room = parents * plan.cap,
): GenFactoriesError {
  const each = Number.isFinite(plan.cap) ? ` with at most ${plan.cap} each` : '';
  return new GenFactoriesError('COUNT_OVER_CAPACITY', {
    what: `${rows} rows of "${plan.table.key}" need more room than ${parents} rows of "${plan.target.key}"${each} have: ${room}`,
    where: plan.where,
    fix: `Lower the count of "${plan.table.key}" to ${room} or raise that of "${plan.target.key}".`,
  });
}

/** More rows than a key has values. */
export function overKey(rows: TableRows, label: string, capacity: string): GenFactoriesError {
  return new GenFactoriesError('COUNT_OVER_CAPACITY', {
    what: `${rows.count} rows of "${rows.key}" are more than ${label} has values: ${capacity}`,
    where: rows.key,
    fix: `Lower the count of "${rows.key}".`,
  });
}
