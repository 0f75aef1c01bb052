import type { LooseSchema } from '../../src/schema/build-schema.ts';
import type { Check, SkippedRelation, Table } from '../../src/schema/schema.ts';
import type {
  CheckRow,
  PartitionConstraintRow,
  ReferenceRow,
} from './catalog/constraints.ts';
import type { IndexRow } from './catalog/indexes.ts';
import type { PartitionKeyRow, PartitionRow } from './catalog/partitions.ts';
import type { ColumnRow, ParentRow, RelationRow } from './catalog/relations.ts';
import type { RuleRow, TriggerRow } from './catalog/triggers.ts';
import type { DomainCheckRow, FieldRow, TypeRow } from './catalog/types.ts';
import { typeCatalog } from './column-type.ts';
import { groupBy } from './group-by.ts';
import { readColumn } from './read-column.ts';
import { readKeys } from './read-keys.ts';
import { partitioningReader } from './read-partitioning.ts';
import { readReferences, targetFinder } from './read-references.ts';
import { readRule, readTrigger } from './read-triggers.ts';

/** All that was read from the catalogue, each list as its query gives it. */
export interface CatalogRows {
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
  readonly rules: readonly RuleRow[];
}

/** True for what gets a factory: a table, partitioned or not, that rows may be inserted into. */
export function isTable(row: RelationRow): boolean {
  return (row.kind === 'r' || row.kind === 'p') && row.insertable;
}

/**
 * Puts the catalogue's rows together to tables. Pure: the same rows give the same tables.
 *
 * @param rows - of any number of schemas, from one snapshot
 */
export function readSchema(rows: CatalogRows): LooseSchema {
  const relations = rows.relations.filter(isTable);
  const tables = relations.map(tableReader(rows));
  const indexesOf = groupBy(rows.indexes, (row) => row.relation);
  const findTarget = targetFinder(new Map(relations.map((row) => [row.oid, row])), rows.partitions);
  const referencesOf = groupBy(rows.references, (row) => row.relation);
  const read = relations.map((row) =>
    readReferences(row, referencesOf.get(row.oid) ?? [], findTarget),
  );
  return {
    dialect: 'postgres',
    tables: tables.map((table, index) => ({
      ...table,
      references: read[index]?.references ?? [],
    })),
    skipped: [
      ...rows.relations.filter((row) => !isTable(row)).map(skippedRelation),
      ...read.flatMap(({ skipped }) => skipped),
      ...relations.flatMap((row) => skippedIndexes(row, indexesOf.get(row.oid) ?? [])),
      ...skippedPartitionConstraints(rows),
    ],
  };
}

/** Everything of a table but its references, which need the other tables to be known. */
function tableReader(rows: CatalogRows): (relation: RelationRow) => Table {
  const types = typeCatalog(rows.types, rows.fields, rows.domainChecks);
  const partitioningOf = partitioningReader(rows.partitionKeys, rows.partitions);
  const columnsOf = groupBy(rows.columns, (row) => row.relation);
  const indexesOf = groupBy(rows.indexes, (row) => row.relation);
  const checksOf = groupBy(rows.checks, (row) => row.relation);
  const parentsOf = groupBy(rows.parents, (row) => row.relation);
  const triggersOf = groupBy(rows.triggers, (row) => row.relation);
  const rulesOf = groupBy(rows.rules, (row) => row.relation);
  return (relation) => ({
    schema: relation.schema,
    name: relation.name,
    kind: relation.kind === 'p' ? 'partitioned' : 'table',
    comment: relation.comment,
    columns: (columnsOf.get(relation.oid) ?? []).map((row) => readColumn(row, types)),
    ...readKeys(indexesOf.get(relation.oid) ?? []),
    references: [],
    checks: (checksOf.get(relation.oid) ?? []).map(readCheck),
    partitioning: partitioningOf(relation.oid),
    inherits: (parentsOf.get(relation.oid) ?? []).map(({ schema, name }) => ({ schema, name })),
    triggers: (triggersOf.get(relation.oid) ?? []).map(readTrigger),
    rules: (rulesOf.get(relation.oid) ?? []).map(readRule),
    rowSecurity: rowSecurity(relation),
  });
}
