import type { TableName } from './schema.ts';

/** A table of a live database that has rows. */
export interface FilledTable extends TableName {
  /** How many, {@link MOST_COUNTED} at most. */
  readonly rows: number;
}

/** Who has more rows is no list that migrations write. */
export const MOST_COUNTED = 10_000;
