import type { Deferrable, Exclusion, PrimaryKey, UniqueKey } from '../../src/schema/schema.ts';
import type { IndexRow } from './catalog/indexes.ts';
import { keyParts } from './key-parts.ts';

/** All that a table's indexes demand of its rows together. */
export interface Keys {
  readonly primaryKey: PrimaryKey | null;
  readonly uniques: readonly UniqueKey[];
  readonly exclusions: readonly Exclusion[];
}

/**
 * Reads a table's indexes as keys. An index that is not valid (left by a build that failed) is none.
 *
 * @param indexes - of one table
 */
export function readKeys(indexes: readonly IndexRow[]): Keys {
  const valid = indexes.filter((row) => row.valid);
  const primary = valid.find((row) => row.primary);
  return {
    primaryKey: primary === undefined ? null : readPrimaryKey(primary),
    uniques: valid.filter((row) => !row.primary && !comparesByOperators(row)).map(readUnique),
    // A primary key WITHOUT OVERLAPS is both: its columns are the key, its ranges must not meet.
    exclusions: valid.filter(comparesByOperators).map(readExclusion),
  };
}

/** How a constraint may be put off, as two of the catalogue's columns say. */
export function readDeferrable(row: {
  readonly deferrable: boolean;
  readonly deferred: boolean;
}): Deferrable {
  if (!row.deferrable) return 'no';
  return row.deferred ? 'deferred' : 'immediate';
}

function comparesByOperators(row: IndexRow): boolean {
  return row.operators.length > 0;
}

function readPrimaryKey(row: IndexRow): PrimaryKey {
  return {
    name: row.name,
    columns: row.columns.filter((column) => column !== null),
    deferrable: readDeferrable(row),
  };
}

function readUnique(row: IndexRow): UniqueKey {
  return {
    name: row.name,
    parts: keyParts(row, row.expressions),
    where: row.predicate,
    nullsEqual: row.nulls_equal,
    deferrable: readDeferrable(row),
  };
}

function readExclusion(row: IndexRow): Exclusion {
  return {
    name: row.name,
    elements: keyParts(row, row.expressions).map((part, index) => ({
      part,
      operator: row.operators[index] ?? '=',
    })),
    where: row.predicate,
    deferrable: readDeferrable(row),
  };
}
