import type { TableName } from '../../../src/schema/schema.ts';

/** One thing that was taken from the migrations. */
export interface Seen extends SeenInTable {
  readonly table: TableName;
}

export interface SeenInTable {
  readonly kind:
    | 'check'
    | 'exclusion'
    | 'unique'
    | 'generated'
    | 'default'
    | 'type'
    | 'collation'
    | 'reference'
    | 'trigger'
    | 'rule'
    | 'row security'
    | 'partitioning'
    | 'inheritance'
    | 'comment';
  /** The constraint's, trigger's or column's; empty where it is of the table as a whole. */
  readonly name: string;
}
