import { intersectFacets } from '../checks/intersect-facets.ts';
import type { ColumnDomain, TableSolution } from '../checks/solution.ts';
import { storageType } from '../schema/column-type.ts';
import type { Column } from '../schema/schema.ts';
import type { PartitionDemands } from './partition-facets.ts';

/** What CHECKs and partitions leave of a column. */
export function columnDomain(
  column: Column,
  solution: TableSolution,
  partitions: PartitionDemands,
): ColumnDomain {
  const domain = solution.columns.get(column.name) ?? FREE;
  const demand = partitions.columns.get(column.name);
  if (demand === undefined) return domain;
  const { nulls, checks, ...facets } = domain;
  const both = intersectFacets(facets, demand.facets, storageType(column.type)) ?? demand.facets;
  const demanded = demand.nulls === 'free' ? nulls : demand.nulls;
  return { ...both, nulls: column.nullable ? demanded : nulls, checks };
}

/** What a column may hold that no rule is about. */
export const FREE: ColumnDomain = { nulls: 'free', checks: [] };

/**
 * How many values a domain leaves; null where there is no telling, or no end.
 *
 * @param kind - of the column's type
 */
export function domainSize({ values, min, max, step }: ColumnDomain): number | null {
  if (values !== undefined) return values.length;
  const of = step?.kind === 'multiple' ? Number(step.of) : 1;
  const span = Math.floor((Number(max?.value) - Number(min?.value)) / of) + 1;
  return Number.isFinite(span) && span < 100_000 ? span : null;
}
