import { intersectFacets } from '../checks/intersect-facets.ts';
import type { Facets } from '../checks/facets.ts';
import type { ColumnDomain, TableSolution } from '../checks/solution.ts';
import { FREE } from './column-domain.ts';
import { storageType, type ColumnType } from '../schema/column-type.ts';
import type { Column, Table } from '../schema/schema.ts';

/**
 * A solution in which columns keep to the texts that the program uses, although the database would take others.
 *
 * @param table - some of whose columns a schema file types more closely than the database does
 * @param solution - what CHECKs leave
 */
export function withUsedValues(table: Table, solution: TableSolution): TableSolution {
  const used = table.columns.filter(({ values }) => values !== undefined);
  if (used.length === 0) return solution;
  const columns = new Map(solution.columns);
  for (const column of used) columns.set(column.name, narrowed(column, columns.get(column.name)));
  return { ...solution, columns };
}

function narrowed(column: Column, domain: ColumnDomain = FREE): ColumnDomain {
  const { nulls, checks, ...facets } = domain;
  const type = storageType(column.type);
  // Where a CHECK takes none of them, it is the CHECK that counts.
  const both = intersectFacets(facets, usedFacets(type, column.values!), type) ?? facets;
  return { ...both, nulls, checks };
}

function usedFacets(type: ColumnType, values: readonly string[]): Facets {
  return type.kind === 'array' ? { elements: { allowed: values } } : { values };
}
