import type { Partition, Partitioning } from '../../src/schema/schema.ts';
import type { PartitionKeyRow, PartitionRow } from './catalog/partitions.ts';
import { groupBy } from '../../src/schema/group-by.ts';
import { keyParts, splitExpressions } from './key-parts.ts';

const STRATEGIES = { r: 'range', l: 'list', h: 'hash' } as const;

/**
 * Reads how tables are partitioned, down to the last partition.
 *
 * @param keys - of the tables and of those partitions that are partitioned themselves
 * @param partitions - of all the tables, at every depth
 * @returns a function from a table's OID to its partitioning; null for a table that has none
 */
export function partitioningReader(
  keys: readonly PartitionKeyRow[],
  partitions: readonly PartitionRow[],
): (relation: number) => Partitioning | null {
  const keyOf = new Map(keys.map((row) => [row.relation, row]));
  const childrenOf = groupBy(partitions, (row) => row.parent);

  const read = (relation: number): Partitioning | null => {
    const key = keyOf.get(relation);
    if (key === undefined) return null;
    return {
      strategy: STRATEGIES[key.strategy],
      key: keyParts(key, splitExpressions(key.expressions ?? '')),
      partitions: (childrenOf.get(relation) ?? []).map(readPartition),
    };
  };
  const readPartition = ({ oid, schema, name, bound }: PartitionRow): Partition => ({
    schema,
    name,
    bound,
    partitioning: read(oid),
  });
  return read;
}
