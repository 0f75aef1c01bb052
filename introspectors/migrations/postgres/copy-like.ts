import type { DraftCheck, DraftColumn, DraftTable } from './draft.ts';
import { newSequence } from './columns.ts';
import { rebound } from './inheritance.ts';
import { copyKey } from './copy-key.ts';
import type { Step } from './step.ts';

/** What `LIKE … INCLUDING …` may take along, as bits. */
const INCLUDING = {
  comments: 1,
  constraints: 4,
  defaults: 8,
  generated: 16,
  identity: 32,
  indexes: 64,
} as const;

/**
 * Gives a table the columns of another, and what else is asked for.
 *
 * @param options - {@link INCLUDING}, together
 */
export function copyLike(step: Step, table: DraftTable, source: DraftTable, options: number): void {
  const takes = (what: keyof typeof INCLUDING): boolean => (options & INCLUDING[what]) !== 0;
  const copies = new Map<DraftColumn, DraftColumn>();
  for (const column of source.columns) {
    const copy: DraftColumn = {
      ...column,
      default: takes('defaults') ? column.default : null,
      identity: takes('identity') ? column.identity : null,
      generated: null,
      comment: takes('comments') ? column.comment : null,
      local: true,
      inherited: 0,
    };
    table.columns.push(copy);
    copies.set(column, copy);
    if (copy.identity !== null) newSequence(step, table, copy, true);
  }
  for (const [{ generated }, copy] of copies) {
    if (generated === null || !takes('generated')) continue;
    copy.generated = { ...generated, expression: rebound(generated.expression, table) };
  }
  if (takes('constraints')) table.checks.push(...source.checks.map((each) => own(each, table)));
  if (!takes('indexes')) return;
  for (const key of source.keys)
    copyKey(step, table, key, (column) => copies.get(column) ?? column);
}

function own(check: DraftCheck, table: DraftTable): DraftCheck {
  return { ...check, expression: rebound(check.expression, table), local: true, inherited: 0 };
}
