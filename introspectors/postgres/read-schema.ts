import type { LooseSchema } from '../../src/schema/build-schema.ts';
import type { SkippedRelation, TableName } from '../../src/schema/schema.ts';
import type { RelationRow } from './catalog/relations.ts';
import { isInsertableTable, type CatalogRows } from './catalog/rows.ts';
import { targetFinder, type FindTarget } from './read-references.ts';
import { tableReader } from './read-table.ts';

/**
 * Puts the catalogue's rows together to tables, and to a list of what was left out. Pure: equal rows
 * give equal tables.
 *
 * @param rows - of any number of schemas, from one snapshot
 */
export function readSchema(rows: CatalogRows): LooseSchema {
  const relations = rows.relations.filter(isInsertableTable);
  const tables = new Map(relations.map((row) => [row.oid, row]));
  const findTarget = targetFinder(tables, rows.partitions);
  return {
    dialect: 'postgres',
    tables: relations.map(tableReader(rows, findTarget)),
    skipped: [
      ...rows.relations.filter((row) => !isInsertableTable(row)).map(skippedRelation),
      ...skippedReferences(rows, tables, findTarget),
      ...skippedIndexes(rows, tables),
      ...skippedPartitionConstraints(rows),
    ],
  };
}

const NO_FACTORY = {
  v: ['view', 'It is a view: rows go into the tables it reads.'],
  m: ['materialized view', 'It is a materialized view: rows go into the tables it reads.'],
  f: ['foreign table', 'It is a foreign table: its rows are in another database.'],
  r: ['not insertable', 'The user of the connection may not insert into it.'],
  p: ['not insertable', 'The user of the connection may not insert into it.'],
} as const;

function skippedRelation({ schema, name, kind }: RelationRow): SkippedRelation {
  const [reason, words] = NO_FACTORY[kind];
  return { schema, name, kind: reason, reason: words };
}

function skippedReferences(
  rows: CatalogRows,
  tables: ReadonlyMap<number, TableName>,
  findTarget: FindTarget,
): readonly SkippedRelation[] {
  return rows.references
    .filter((row) => findTarget(row) === null)
    .flatMap((row) => {
      const columns = row.columns.join(', ');
      const target = `${row.target_schema}.${row.target_name}`;
      return skippedConstraint(
        tables.get(row.relation),
        `Foreign key "${row.name}" (${columns}) leads to ${target}, which is none of the tables read.`,
        row.columns,
      );
    });
}

function skippedIndexes(
  rows: CatalogRows,
  tables: ReadonlyMap<number, TableName>,
): readonly SkippedRelation[] {
  return rows.indexes
    .filter((row) => !row.valid)
    .flatMap((row) =>
      skippedConstraint(tables.get(row.relation), `Unique index "${row.name}" is not valid.`),
    );
}

function skippedPartitionConstraints(rows: CatalogRows): readonly SkippedRelation[] {
  const partitions = new Map(rows.partitions.map((row) => [row.oid, row]));
  return rows.partitionConstraints.flatMap((row) =>
    skippedConstraint(
      partitions.get(row.relation),
      `Constraint "${row.name}" is of this partition only, not of the table it belongs to.`,
    ),
  );
}

function skippedConstraint(
  table: TableName | undefined,
  reason: string,
  columns?: readonly string[],
): readonly SkippedRelation[] {
  if (table === undefined) return [];
  const { schema, name } = table;
  return [{ schema, name, kind: 'constraint', reason, ...(columns && { columns }) }];
}
