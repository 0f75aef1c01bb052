import type { PartitionBoundSpec, PartitionSpec } from 'libpg-query';
import { boundText, keyPartTexts } from './clauses.ts';
import type { DraftPart, DraftTable, PartitionKey } from './draft.ts';
import { readPart } from './keys.ts';
import { NotRead } from './not-read.ts';
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
  const parts = (spec.partParams ?? []).map(
    (node, index): DraftPart => readPart(table, node, sql[index] ?? ''),
  );
  return { strategy, parts };
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
