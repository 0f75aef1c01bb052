import type { PartitionBoundSpec, PartitionSpec } from 'libpg-query';
import { boundText, keyPartTexts } from './clauses.ts';
import {
  columnOf,
  type DraftPart,
  type DraftReference,
  type DraftTable,
  type PartitionKey,
} from './draft.ts';
import { passOn } from './copy-key.ts';
import { readPart } from './keys.ts';
import { NotRead } from '../not-read.ts';
import type { Step } from './step.ts';

const STRATEGIES: Readonly<Record<string, PartitionKey['strategy']>> = {
  PARTITION_STRATEGY_RANGE: 'range',
  PARTITION_STRATEGY_LIST: 'list',
  PARTITION_STRATEGY_HASH: 'hash',
};

/** `PARTITION BY …` */
export function readPartitionKey(step: Step, table: DraftTable, spec: PartitionSpec): PartitionKey {
  const strategy = STRATEGIES[spec.strategy ?? ''];
  if (strategy === undefined) throw new NotRead(`${table.name} is partitioned in an unknown way`);
  const sql = keyPartTexts(step.text, step.text.indexAt(spec.location));
  const parts = (spec.partParams ?? []).map((node, index): DraftPart =>
    readPart(table, node, sql[index] ?? ''),
  );
  return { strategy, parts };
}

/**
 * Gives a partition what the table has that it is of: keys of its own, and references, which are not
 * listed for it.
 */
export function passOnConstraints(step: Step, partition: DraftTable, parent: DraftTable): void {
  for (const key of parent.keys) passOn(step, partition, key);
  for (const reference of partition.references) {
    reference.inherited ||= parent.references.some((each) => isAlike(each, reference));
  }
}

/** A partition that is none any more keeps what it had of the table it was of. */
export function detach(partition: DraftTable, parent: DraftTable): void {
  partition.partitionOf = null;
  for (const key of partition.keys) key.partOf = null;
  for (const reference of parent.references) {
    const own = partition.references.find((each) => isAlike(each, reference));
    if (own !== undefined) own.inherited = false;
    else {
      const columns = reference.columns.map(({ name }) => columnOf(partition, name));
      partition.references.push({ ...reference, columns });
    }
  }
}

function isAlike(reference: DraftReference, other: DraftReference): boolean {
  const names = ({ columns }: DraftReference): string => columns.map(({ name }) => name).join();
  return reference.target === other.target && names(reference) === names(other);
}

/** Makes a table a partition of another. */
export function attach(
  step: Step,
  parent: DraftTable,
  table: DraftTable,
  bound: PartitionBoundSpec | undefined,
): void {
  table.partitionOf = { parent, bound: boundText(step.text, bound?.location) };
}
