import { isDeepStrictEqual } from 'node:util';
import { GenFactoriesError } from '../errors.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { Cell, TableRows } from './table-rows.ts';

/** A reference, and what it would fill a column with. */
interface Filler {
  readonly reference: ReferencePlan;
  readonly cell: Cell;
}

/** Base rows are made alike: a definition that is wrong shows in the first of them, and the rest costs time. */
const LOOKED_AT = 1000;

/**
 * A column that several references fill: foreign keys that share a tenant's column. A row of which they
 * lead to different tenants is an error here, as no database would take it, and one that does not look
 * would keep it.
 *
 * @param column - what they share
 * @param reference - the one that fills it
 * @param cell - what it fills it with
 * @param others - those that have to find the same there
 */
export function agreeing(
  column: string,
  reference: ReferencePlan,
  cell: Cell,
  others: readonly Filler[],
): Cell {
  return (view) => {
    const value = cell(view);
    if (view.segment.scenario === null && view.index >= LOOKED_AT) return value;
    for (const other of others) {
      const held = other.cell(view);
      // Where one of its columns is NULL, a reference leads nowhere.
      if (held === null || value === null || isSame(held, value)) continue;
      throw disagreement(column, reference, other.reference, view);
    }
    return value;
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === 'object' && isDeepStrictEqual(one, other));
}

function disagreement(
  column: string,
  reference: ReferencePlan,
  other: ReferencePlan,
  { index, segment }: RowView,
): GenFactoriesError {
  const { table } = reference;
  const whose = segment.scenario === null ? '' : `, which scenario "${segment.scenario}" adds,`;
  return new GenFactoriesError('REFERENCE_INVALID', {
    what: `"${reference.lead}" and "${other.lead}" of a row of "${table.key}"${whose} lead to rows with another "${column}" each`,
    where: `${table.key}.${column}, row ${index}`,
    fix:
      segment.scenario === null
        ? `Let one agree with the other: ${hint(other, reference, column)}.`
        : 'Give the row parents that belong together.',
  });
}

/** `ref('users', { same: { tenant_id: 'task_id.tenant_id' } })` */
function hint(other: ReferencePlan, reference: ReferencePlan, column: string): string {
  const own = keyColumn(other, column);
  const path = `${reference.lead}.${keyColumn(reference, column)}`;
  return `${other.lead}: ref('${other.target.key}', { same: { ${own}: '${path}' } })`;
}

function keyColumn({ columns, key }: ReferencePlan, column: string): string {
  return key[columns.indexOf(column)]!;
}

/**
 * Checks that no references of a table wait for each other to say where they lead.
 *
 * @throws GenFactoriesError `REFERENCE_INVALID` where they do
 */
export function requireOrder(rows: TableRows): void {
  for (const start of rows.references) {
    const seen = [start];
    for (let at = decidedBy(start); at !== null; at = decidedBy(at)) {
      if (at.selfReferring && at === start) break;
      if (!seen.includes(at)) {
        seen.push(at);
        continue;
      }
      throw new GenFactoriesError('REFERENCE_INVALID', {
        what: `Each of these references of "${rows.key}" asks another where to lead: ${seen.map(({ lead }) => lead).join(', ')}`,
        where: at.where,
        fix: 'Let one of them choose freely, without "same" or "through".',
      });
    }
  }
}

/** The reference of the row that another one asks first. */
function decidedBy(reference: ReferencePlan): ReferencePlan | null {
  const { table, target, options, same, pairing } = reference;
  if (table.count === 0 || target.count === 0) return null;
  const first =
    options.through !== undefined ? reference.way[0] : (same?.path[0] ?? pairing?.column);
  if (first === undefined || !table.hasReference(first)) return null;
  return table.references[table.referenceOf(first)]!;
}
