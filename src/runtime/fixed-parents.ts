import type { ReferencePlan } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { FixedParents, Segment } from './table-rows.ts';

/** Rows go to the parents that a scenario gave in turn. */
export function turnOf({ start, count, given }: FixedParents, view: RowView): number {
  return start + ((given + view.place - view.segment.start) % count);
}

/** The rows that a scenario gave as parents. */
export function fixedIn(plan: ReferencePlan, segment: Segment): FixedParents | undefined {
  return segment.fixed.get(plan.table.references.indexOf(plan));
}
