import {
  columnOf,
  type DraftColumn,
  type DraftKey,
  type DraftPart,
  type DraftTable,
} from './draft.ts';
import { partitionsOf, rebound } from './inheritance.ts';
import { namesOf } from './key-names.ts';
import { newRelationName } from './object-names.ts';
import type { Step } from './step.ts';

/** Gives a partition its part of a key, unless it has a key like it by itself. */
export function passOn(step: Step, partition: DraftTable, key: DraftKey): void {
  const own = partition.keys.find((each) => each.partOf === null && isAlike(each, key));
  if (own !== undefined) own.partOf = key;
  const part = own ?? copyKey(step, partition, key, (column) => sameColumn(partition, column));
  part.partOf = key;
  if (own !== undefined) return;
  for (const below of partitionsOf(step.draft, partition)) passOn(step, below, part);
}

function isAlike(key: DraftKey, other: DraftKey): boolean {
  const text = ({ kind, parts, where, constraint }: DraftKey): string =>
    JSON.stringify([
      kind,
      constraint,
      parts.map((part) => (part.kind === 'column' ? part.column.name : [part.expression.sql])),
      where?.sql ?? null,
    ]);
  return text(key) === text(other);
}

function sameColumn(table: DraftTable, column: DraftColumn): DraftColumn {
  return columnOf(table, column.name);
}

/** A copy of an index of another table gets a name of its own, as if it had none. */
export function copyKey(
  step: Step,
  table: DraftTable,
  key: DraftKey,
  copyOf: (column: DraftColumn) => DraftColumn,
): DraftKey {
  const parts = key.parts.map((part): DraftPart =>
    part.kind === 'column'
      ? { kind: 'column', column: copyOf(part.column) }
      : { kind: 'expression', expression: rebound(part.expression, table) },
  );
  const included = key.included.map(copyOf);
  const label = key.constraint ? LABELS[key.kind] : 'idx';
  const second = key.kind === 'primary' ? null : namesOf(parts, included);
  const { schema } = table;
  const name = newRelationName(step.draft, schema, [table.name, second, label], key.constraint);
  const where = key.where && rebound(key.where, table);
  const copy = { ...key, name, parts, included, where, partOf: null };
  table.keys.push(copy);
  return copy;
}

const LABELS: Readonly<Record<DraftKey['kind'], string>> = {
  primary: 'pkey',
  unique: 'key',
  exclusion: 'excl',
  index: 'idx',
};
