import type { TableSolution } from '../checks/solution.ts';
import type { SchemaModel, Table } from '../schema/schema.ts';
import { chooseCounts } from './choose-count.ts';
import { chooseGenerator } from './choose-generator.ts';
import { columnDomain, domainSize } from './column-domain.ts';
import { viewColumn } from './column-view.ts';
import { choiceSize } from './key-room.ts';
import { partitionsWithConstraints } from './left-out.ts';
import { partitionDemands } from './partition-facets.ts';
import type { Related } from './relate-references.ts';
import type { SoftReferences } from './soft-references.ts';

/** What is known of tables before their rows are counted. */
interface Known {
  readonly solutionOf: (table: Table) => TableSolution;
  readonly related: ReadonlyMap<Table, Related>;
  readonly softOf: (table: Table) => SoftReferences;
}

/**
 * Rows of each table, as many as keys have room for.
 *
 * @param model - the schema as it is declared
 * @param schema - as it is planned
 */
export function usualCounts(
  model: SchemaModel,
  schema: SchemaModel,
  { solutionOf, related, softOf }: Known,
): ReadonlyMap<string, number> {
  const refused = partitionsWithConstraints(model);
  const finiteSize = (table: Table, column: string): number | null => {
    const found = table.columns.find((each) => each.name === column)!;
    const domain = columnDomain(found, solutionOf(table), partitionDemands(table, refused));
    return domainSize(domain) ?? choiceSize(chooseGenerator(viewColumn(table, found)));
  };
  return chooseCounts(schema, { finiteSize, relatedOf: (table) => related.get(table)!, softOf });
}
