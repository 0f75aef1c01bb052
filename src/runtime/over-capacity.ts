import { GenFactoriesError, type ErrorDetails, type Room } from '../errors.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { TableRows } from './table-rows.ts';

/** What rows of a table need of their parents, and what those have. */
interface Shortage {
  readonly rows: number;
  readonly parents: number;
  /** For how many rows there is room; by default as many as the parents' families may have in all. */
  readonly room?: number;
}

/** More rows than their parents can take, for what a scenario adds. */
export function overCapacity(
  plan: ReferencePlan,
  scenario: string | null,
  shortage: Shortage,
): GenFactoriesError {
  const { room: _room, what, ...error } = details(plan, shortage);
  const [child, parent] = [plan.table.key, plan.target.key];
  const fix = `Let the scenario add fewer rows to "${child}", or rows of "${parent}" for them: add('${parent}').`;
  const said = { ...error, what: `With what scenario "${scenario}" adds, ${what}`, fix };
  return new GenFactoriesError(
    'COUNT_OVER_CAPACITY',
    scenario === null ? { ...error, what } : said,
  );
}

/** The same of the rows that a table's count asks for, which a smaller one would not. */
export function countOverCapacity(plan: ReferencePlan, shortage: Shortage): GenFactoriesError {
  return new GenFactoriesError('COUNT_OVER_CAPACITY', details(plan, shortage));
}

function details(
  plan: ReferencePlan,
  { rows, parents, room = parents * plan.cap }: Shortage,
): ErrorDetails & { readonly room: Room } {
  const each = Number.isFinite(plan.cap) ? ` with at most ${plan.cap} each` : '';
  const among = plan.filter === null ? '' : ', those that its "where" admits,';
  const by = plan.limitedBy === null ? '' : ` by ${plan.limitedBy.label}`;
  return {
    what: `${rows} rows of "${plan.table.key}" need more room than ${parents} rows of "${plan.target.key}"${among}${each} have${by}: ${room}`,
    where: plan.where,
    room: { table: plan.table.key, rows: room },
    fix: `Lower the count of "${plan.table.key}" to ${room} or raise that of "${plan.target.key}"${otherValues(plan)}.`,
  };
}

/** More rows of one parent than its children's numbers have room in their column. */
export function overPositions(plan: ReferencePlan, view: RowView, most: number): GenFactoriesError {
  const { scenario } = view.segment;
  const adder =
    scenario === null ? '' : `Scenario "${scenario}" adds rows to "${plan.table.key}": `;
  return new GenFactoriesError('COUNT_OVER_CAPACITY', {
    what: `${adder}a row of "${plan.target.key}" would have more than the ${most} rows that ${plan.limitedBy?.label ?? 'its numbers'} can number`,
    where: `${plan.where}, row ${view.index}`,
    fix: `Spread them over more rows of "${plan.target.key}".`,
  });
}

/** Rows that a partial key does not have are not bound by it. */
function otherValues({ limitedBy }: ReferencePlan): string {
  const columns = new Set(limitedBy?.only?.map(({ column }) => column));
  if (columns.size === 0) return '';
  return `; or give rows another value of ${[...columns].map((name) => `"${name}"`).join(' or ')} in the definition`;
}

/**
 * More rows than a key has values.
 *
 * @param capacity - how many it has, with the arithmetic
 * @param room - the same as a number, where it bounds the table
 */
export function overKey(
  rows: TableRows,
  label: string,
  capacity: string,
  room?: number,
): GenFactoriesError {
  const adders = addersOf(rows, room);
  return new GenFactoriesError('COUNT_OVER_CAPACITY', {
    what: `${adders === '' ? '' : `With what ${adders} adds, `}${rows.count} rows of "${rows.key}" are more than ${label} has values: ${capacity}`,
    where: rows.key,
    room: room === undefined ? undefined : { table: rows.key, rows: room },
    fix:
      adders === ''
        ? `Lower the count of "${rows.key}".`
        : `Let the scenario add fewer, or lower the count of "${rows.key}", which is ${rows.baseCount}.`,
  });
}

/** The scenarios without which there would be room; none where the base is too much already. */
function addersOf(rows: TableRows, room = 0): string {
  const names = new Set(rows.segments.flatMap(({ scenario }) => scenario ?? []));
  if (names.size === 0 || rows.baseCount > room) return '';
  return [...names].map((name) => `scenario "${name}"`).join(' or ');
}
