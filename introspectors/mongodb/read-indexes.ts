import type { ColumnType } from '../../src/schema/column-type.ts';
import type { Check, Column, Limit, UniqueKey } from '../../src/schema/schema.ts';
import type { Collation, IndexRow } from './catalog/rows.ts';
import { ruleText } from './validator/rule-text.ts';
import { columnsInFilter } from './validator/read-query.ts';

/** What a collection's indexes ask of its documents. */
export interface Indexes {
  readonly uniques: readonly UniqueKey[];
  readonly limits: readonly Limit[];
  readonly checks: readonly Check[];
  /** Texts that keys compare without regard to case. */
  readonly caseless: ReadonlySet<string>;
}

/** The fields that indexes name, whose names may be all that is known of them. */
export interface IndexedField {
  readonly path: string;
  /** Documents lack it at their peril: without it they are equal. */
  readonly unique: boolean;
  readonly is: 'place' | 'date' | 'any';
}

/**
 * The fields that an index needs or names; those of a text index or a wildcard's may be any.
 *
 * @param index - as it is listed
 */
export function indexedFields(index: IndexRow): readonly IndexedField[] {
  const filter = index.partialFilterExpression;
  const keys = keyPaths(index).map(([path, kind]): IndexedField => {
    const isPlace = kind === '2dsphere' || kind === '2d';
    const isDate = index.expireAfterSeconds !== undefined;
    const unique = index.unique === true && index.sparse !== true && filter === undefined;
    return { path, unique, is: isPlace ? 'place' : isDate ? 'date' : 'any' };
  });
  const read = filter === undefined ? [] : columnsInFilter(filter);
  return [...keys, ...read.map((path): IndexedField => ({ path, unique: false, is: 'any' }))];
}

/**
 * Reads a collection's indexes: what is unique, and what of a document an index would refuse or remove.
 *
 * @param rows - its indexes, that of `_id` among them
 * @param columns - its fields
 * @param collation - the collection's own, which indexes without one have
 */
export function readIndexes(
  rows: readonly IndexRow[],
  columns: readonly Column[],
  collation: Collation | undefined,
): Indexes {
  const others = rows.filter((row) => keyPaths(row).length > 0 || row.weights !== undefined);
  const types = new Map(columns.map((column) => [column.name, column]));
  const isKnown = (path: string): boolean => types.has(path);
  const unique = others.filter(
    (row) => row.unique === true && keyPaths(row).every(([path]) => isKnown(path)),
  );
  return {
    uniques: unique.map((row) => readUnique(row, types)),
    limits: others.flatMap((row) => readLimits(row, types)),
    checks: others.flatMap((row) => readLanguage(row, types)),
    caseless: new Set(
      unique
        .filter((row) => (row.collation ?? collation ?? EXACT).strength! <= CASELESS)
        .flatMap((row) => keyPaths(row).map(([path]) => path)),
    ),
  };
}

/** Differences of the third kind are those of case. */
const CASELESS = 2;
const EXACT: Collation = { strength: 3 };

type Columns = ReadonlyMap<string, Column>;

/** Keys that are fields other than that of every document, with what kind of index each is in. */
function keyPaths({ key }: IndexRow): readonly (readonly [path: string, kind: unknown])[] {
  return Object.entries(key).filter(
    ([path]) => !path.includes('$**') && !['_id', '_fts', '_ftsx'].includes(path),
  );
}

/**
 * What is missing is NULL to an index, and NULLs are equal, unless it has only documents with the field.
 * A sparse one has those in which the field is NULL: where it can be, that is said by its filter.
 */
function readUnique(row: IndexRow, columns: Columns): UniqueKey {
  const paths = keyPaths(row).map(([path]) => path);
  const filter =
    row.partialFilterExpression ?? (row.sparse ? filterOfSparse(paths, columns) : undefined);
  const isMultikey = paths.some((path) => isInList(path, columns));
  return {
    name: row.name,
    parts: paths.map((column) => ({ kind: 'column', column })),
    where: filter === undefined ? null : ruleText(filter),
    nullsEqual: row.sparse !== true || filter !== undefined,
    deferrable: 'no',
    ...(isMultikey && { multikey: true as const }),
  };
}

function filterOfSparse(paths: readonly string[], columns: Columns): object | undefined {
  if (!paths.some((path) => columns.get(path)?.nullable)) return undefined;
  const [first, ...others] = paths.map((path) => ({ [path]: { $exists: true } }));
  return others.length === 0 ? first : { $or: [first, ...others] };
}

function readLimits(row: IndexRow, columns: Columns): readonly Limit[] {
  const limits: Limit[] = [];
  const paths = keyPaths(row).filter(([path]) => columns.has(path));
  const index = row.name;
  const [[first] = ['']] = paths;
  if (row.expireAfterSeconds !== undefined && paths.length === 1) {
    limits.push({ kind: 'expires', index, column: first, seconds: row.expireAfterSeconds });
  }
  for (const [column, kind] of paths) {
    if (kind === '2dsphere' || kind === '2d') {
      limits.push({ kind: 'place', index, column, flat: kind === '2d' });
    }
    if (kind === 'hashed' && isInList(column, columns)) {
      limits.push({ kind: 'lists', index, columns: [column], most: 0 });
    }
  }
  const lists = paths.map(([path]) => path).filter((path) => isInList(path, columns));
  if (differingLists(lists).length > 1) {
    limits.push({ kind: 'lists', index, columns: lists, most: 1 });
  }
  return limits;
}

/** Fields of documents in one list are not lists in parallel. */
function differingLists(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map((path) => path.split('.')[0] ?? path))];
}

/** Whether a path is a list, or leads through one. */
function isInList(path: string, columns: Columns): boolean {
  const steps = path.split('.');
  return steps.some((_, index) => {
    const type = columns.get(steps.slice(0, index + 1).join('.'))?.type;
    return type !== undefined && holdsList(type);
  });
}

function holdsList(type: ColumnType): boolean {
  return type.kind === 'array' || (type.kind === 'union' && type.of.some(holdsList));
}

/** The languages that a text index knows; a document that names another one is refused. */
const LANGUAGES = [
  'none',
  ...['da', 'danish', 'nl', 'dutch', 'en', 'english', 'fi', 'finnish', 'fr', 'french'],
  ...['de', 'german', 'hu', 'hungarian', 'it', 'italian', 'nb', 'norwegian', 'pt', 'portuguese'],
  ...['ro', 'romanian', 'ru', 'russian', 'es', 'spanish', 'sv', 'swedish', 'tr', 'turkish'],
];

/** A text index takes a field by the name of `language` for the document's. */
function readLanguage(row: IndexRow, columns: Columns): readonly Check[] {
  const isText = Object.values(row.key).includes('text') && row.weights !== undefined;
  const column = row.language_override ?? 'language';
  if (!isText || columns.get(column)?.type.kind !== 'text') return [];
  const expression = ruleText({ [column]: { enum: LANGUAGES } });
  return [{ name: `${row.name} language`, expression, columns: [column], enforced: true }];
}
