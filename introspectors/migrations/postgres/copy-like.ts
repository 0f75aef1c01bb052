import type { DraftCheck, DraftColumn, DraftKey, DraftPart, DraftTable } from './draft.ts';
import { newSequence } from './columns.ts';
import { rebound } from './inheritance.ts';
import { newRelationName } from './object-names.ts';
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
  for (const key of source.keys) copyKey(step, table, key, copies);
}

function own(check: DraftCheck, table: DraftTable): DraftCheck {
  return { ...check, expression: rebound(check.expression, table), local: true, inherited: 0 };
}

/** A copy of an index gets a name of its own, as if it had none. */
function copyKey(
  step: Step,
  table: DraftTable,
  key: DraftKey,
  copies: ReadonlyMap<DraftColumn, DraftColumn>,
): void {
  const copyOf = (column: DraftColumn): DraftColumn => copies.get(column) ?? column;
  const parts = key.parts.map(
    (part): DraftPart =>
      part.kind === 'column'
        ? { kind: 'column', column: copyOf(part.column) }
        : { kind: 'expression', expression: rebound(part.expression, table) },
  );
  const included = key.included.map(copyOf);
  const columns = [
    ...parts.map((part) => (part.kind === 'column' ? part.column.name : 'expr')),
    ...included.map(({ name }) => name),
  ];
  const label = key.constraint ? LABELS[key.kind] : 'idx';
  const second = key.kind === 'primary' ? null : columns.join('_');
  const name = newRelationName(
    step.draft,
    table.schema,
    [table.name, second, label],
    key.constraint,
  );
  const where = key.where && rebound(key.where, table);
  table.keys.push({ ...key, name, parts, included, where });
}

const LABELS: Readonly<Record<DraftKey['kind'], string>> = {
  primary: 'pkey',
  unique: 'key',
  exclusion: 'excl',
  index: 'idx',
};
