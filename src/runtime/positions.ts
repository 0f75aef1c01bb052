import { integerBounds, type ColumnType } from '../schema/column-type.ts';
import { overPositions } from './over-capacity.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { Cell } from './table-rows.ts';

/**
 * Bounds families by the numbers that a column has for their rows.
 *
 * @param reference - whose families are numbered
 * @param from - the first number
 */
export function limitPositions(
  column: { readonly name: string; readonly type: ColumnType },
  reference: ReferencePlan,
  from: number,
): void {
  const room = largestNumber(column.type) - from + 1;
  if (room >= reference.cap) return;
  reference.cap = room;
  reference.limitedBy = { label: `position "${column.name}"`, only: null };
}

/** The row's number in its family. */
export function positionCell(reference: ReferencePlan, from: number, type: ColumnType): Cell {
  const place = reference.table.references.indexOf(reference);
  const most = largestNumber(type);
  return (view) => {
    const number =
      view.segment.scenario === null
        ? reference.dealer.positionOf(view.index)
        : reference.added.positionOf(view, view.parentPlace(place));
    if (from + number > most) throw overPositions(reference, view, most - from + 1);
    return number < 0 ? null : from + number;
  };
}

function largestNumber(type: ColumnType): number {
  if (type.kind === 'integer') return Number(integerBounds(type).max);
  if (type.kind !== 'decimal' || type.precision === null) return Infinity;
  return 10 ** (type.precision - (type.scale ?? 0)) - 1;
}
