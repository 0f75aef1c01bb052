import type { Check, Table } from '../../src/schema/schema.ts';
import type { CheckRow } from './catalog/constraints.ts';
import type { RelationRow } from './catalog/relations.ts';
import { isInsertableTable, type CatalogRows } from './catalog/rows.ts';
import { typeCatalog } from './column-type.ts';
import { groupBy } from '../../src/schema/group-by.ts';
import { insertsReader } from './functions/read-inserts.ts';
import { readColumn } from './read-column.ts';
import { readKeys } from './read-keys.ts';
import { partitioningReader } from './read-partitioning.ts';
import { readReferences, type FindTarget } from './read-references.ts';
import { readRule, readTrigger } from './read-triggers.ts';

/**
 * Makes the function that puts the catalogue's rows about one table together.
 *
 * @param rows - about all tables
 * @param findTarget - where references lead
 */
export function tableReader(
  rows: CatalogRows,
  findTarget: FindTarget,
): (relation: RelationRow) => Table {
  const types = typeCatalog(rows.types, rows.fields, rows.domainChecks);
  const partitioningOf = partitioningReader(rows.partitionKeys, rows.partitions);
  const columnsOf = rowsOf(rows.columns);
  const indexesOf = rowsOf(rows.indexes);
  const checksOf = rowsOf(rows.checks);
  const referencesOf = rowsOf(rows.references);
  const parentsOf = rowsOf(rows.parents);
  const triggersOf = rowsOf(rows.triggers);
  const insertsOf = insertsReader(rows.functions, rows.relations.filter(isInsertableTable));
  const rulesOf = rowsOf(rows.rules);
  return (relation) => ({
    schema: relation.schema,
    name: relation.name,
    kind: relation.kind === 'p' ? 'partitioned' : 'table',
    comment: relation.comment,
    columns: columnsOf(relation).map((row) => readColumn(row, types)),
    ...readKeys(indexesOf(relation)),
    references: readReferences(referencesOf(relation), findTarget),
    checks: checksOf(relation).map(readCheck),
    partitioning: partitioningOf(relation.oid),
    inherits: parentsOf(relation).map(({ schema, name }) => ({ schema, name })),
    triggers: triggersOf(relation).map((row) => readTrigger(row, relation, insertsOf)),
    rules: rulesOf(relation).map(readRule),
    rowSecurity: rowSecurity(relation),
  });
}

function rowsOf<Row extends { readonly relation: number }>(
  rows: readonly Row[],
): (relation: RelationRow) => readonly Row[] {
  const groups = groupBy(rows, (row) => row.relation);
  return ({ oid }) => groups.get(oid) ?? [];
}

function readCheck({ name, expression, columns, enforced }: CheckRow): Check {
  return { name, expression, columns, enforced };
}

/** FORCE without ENABLE has no effect. */
function rowSecurity(relation: RelationRow): Table['rowSecurity'] {
  if (!relation.row_security) return 'off';
  return relation.forced_row_security ? 'forced' : 'on';
}
