import type { CheckRow, PartitionConstraintRow, ReferenceRow } from './constraints.ts';
import type { FunctionRow } from './functions.ts';
import type { IndexRow } from './indexes.ts';
import type { PartitionKeyRow, PartitionRow } from './partitions.ts';
import type { ColumnRow, ParentRow, RelationRow } from './relations.ts';
import type { RuleRow, TriggerRow } from './triggers.ts';
import type { DomainCheckRow, FieldRow, TypeRow } from './types.ts';

/** All that is read of the catalogue, each list as its query gives it. */
export interface CatalogRows {
  /** Those that get no factory among them; everything below is of those that do. */
  readonly relations: readonly RelationRow[];
  readonly columns: readonly ColumnRow[];
  readonly types: readonly TypeRow[];
  readonly fields: readonly FieldRow[];
  readonly domainChecks: readonly DomainCheckRow[];
  readonly indexes: readonly IndexRow[];
  readonly checks: readonly CheckRow[];
  readonly references: readonly ReferenceRow[];
  readonly parents: readonly ParentRow[];
  readonly partitions: readonly PartitionRow[];
  readonly partitionKeys: readonly PartitionKeyRow[];
  readonly partitionConstraints: readonly PartitionConstraintRow[];
  readonly triggers: readonly TriggerRow[];
  /** Of triggers, and what they call. */
  readonly functions: readonly FunctionRow[];
  readonly rules: readonly RuleRow[];
}

/** True for what gets a factory: a table, partitioned or not, that rows may be inserted into. */
export function isInsertableTable(row: RelationRow): boolean {
  return (row.kind === 'r' || row.kind === 'p') && row.insertable;
}
