import type { LooseSchema } from '../../src/schema/build-schema.ts';
import type { SkippedRelation } from '../../src/schema/schema.ts';
import type { CatalogRows, CollectionRow } from './catalog/rows.ts';
import { readCollection, takesKeys } from './read-collection.ts';

/** Deletes of single measurements are possible from this version on. */
const TIME_SERIES_DELETES = 7;

/**
 * Puts what the server lists and what documents had together to tables, and to a list of what was left
 * out. Pure: equal rows give equal tables. References are not in them yet.
 *
 * @param rows - of one database
 */
export function readSchema({ collections, others, version }: CatalogRows): LooseSchema {
  const [major] = version;
  const isLeftOut = (row: CollectionRow): boolean => reasonLeftOut(row, major) !== undefined;
  const names = new Set(collections.map(({ name }) => name));
  return {
    dialect: 'mongodb',
    tables: collections.filter((row) => !isLeftOut(row)).map((row) => readCollection(row, names)),
    skipped: [...others, ...collections.filter(isLeftOut)].map((row) => skipped(row, major)),
  };
}

/** Whether documents can be put into it, and taken out again. */
export function isCollection({ type = 'collection', options }: CollectionRow): boolean {
  return type !== 'view' && options?.viewOn === undefined;
}

/** Collections of the server's own, and ours. */
export function isHidden({ name }: CollectionRow): boolean {
  return /^(?:system\.|enxcol_\.|gen_factories_)/.test(name);
}

function reasonLeftOut({ options, type }: CollectionRow, major: number): string | undefined {
  if (options?.encryptedFields !== undefined) {
    return 'Its fields are encrypted by those who write it, with keys of theirs.';
  }
  if (!takesKeys(options ?? {})) {
    return 'Its validator takes no field that it does not name, and does not name _id.';
  }
  const isTimeSeries = type === 'timeseries' || options?.timeseries !== undefined;
  return isTimeSeries && major < TIME_SERIES_DELETES
    ? 'It is a time series, of which this server deletes no single documents.'
    : undefined;
}

function skipped(row: CollectionRow, major: number): SkippedRelation {
  const reason = reasonLeftOut(row, major);
  if (reason !== undefined) return { schema: '', name: row.name, kind: 'not insertable', reason };
  return {
    schema: '',
    name: row.name,
    kind: 'view',
    reason: 'It is a view: documents go into the collections it reads.',
  };
}
