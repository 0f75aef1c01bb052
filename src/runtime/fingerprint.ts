import { createHash, type Hash } from 'node:crypto';
import { hashIndex, hashPath } from '../random/hash.ts';
import type { ColumnSource } from './column-source.ts';
import type { LoadPlan } from './load-plan.ts';
import { holdsFunction, printSource } from './print-source.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { Segment, TableRows } from './table-rows.ts';

/** A part of what is loaded: the base, or the scenarios laid on it. */
export type Layer = 'base' | 'scenario';

/**
 * A hash that tells whether two plans write the same rows. In it are
 *
 * - the seed, the pinned present, and of every table its columns, keys, references and counts;
 * - what fills each column, as it is written: constants, generators with all their options, references;
 * - rows as they are stored: the first of every `add` and of the base, those that are sure to carry edge
 *   cases, the last, and some between;
 * - what functions of a person's own give, over up to {@link FUNCTION_ROWS} rows of each table.
 *
 * The same definitions have the same hash in every process, time zone and locale, whenever and by
 * whatever they are loaded: neither a function's source nor the layout of a file is in it.
 *
 * What it cannot see: a change of a function that shows in none of the rows looked at. In a table of more
 * than {@link FUNCTION_ROWS} rows, that is one that concerns few of them: with one row in a hundred it is
 * missed once in 10^17, with one in a thousand once in sixty. What triggers and the database's own
 * defaults write is not in it either.
 *
 * @param plan - what would be written; nothing in it may be moved behind rows of others yet
 */
export function fingerprint(plan: LoadPlan, layer: Layer): string {
  const hash = createHash('sha256');
  // By name, and without tables that have no rows in this part: the order of a load, and what it
  // loads, are other ones with a scenario than without.
  const tables = plan.loads.map((load) => load.rows).sort((a, b) => (a.key < b.key ? -1 : 1));
  const [first] = tables;
  if (first !== undefined) put(hash, [first.shared.seed, first.shared.now]);
  for (const rows of tables) {
    const segments = rows.segments.filter(
      (segment) => segment.count > 0 && (segment.scenario === null) === (layer === 'base'),
    );
    if (segments.length === 0) continue;
    putTable(hash, rows);
    for (const segment of segments) {
      putSegment(hash, rows, segment);
      putRows(hash, rows, segment);
      putFunctions(hash, rows, segment);
    }
  }
  return hash.digest('hex').slice(0, 32);
}

function put(hash: Hash, parts: readonly unknown[]): void {
  hash.update(`${parts.map(printSource).join(' ')}\n`);
}

function putTable(hash: Hash, rows: TableRows): void {
  const { model } = rows;
  put(hash, [rows.key, model.name, rows.scale]);
  put(
    hash,
    rows.columns.map(({ name, type, nullable }) => [name, type, nullable]),
  );
  put(
    hash,
    model.keys.map(({ columns, nullsEqual }) => [columns, nullsEqual]),
  );
  put(hash, rows.references.map(describeReference));
  for (const { path, target, key, options } of rows.listReferences) {
    put(hash, [path, target.key, target.baseCount, key, options]);
  }
}

function describeReference(reference: ReferencePlan): unknown {
  const { columns, target, key, options, nullable } = reference;
  return [columns, target.key, target.baseCount, key, options, nullable];
}

function putSegment(hash: Hash, rows: TableRows, segment: Segment): void {
  const { scenario, start, count, firstIndex, fixed } = segment;
  put(hash, [scenario, start, count, firstIndex, [...fixed]]);
  for (const { name } of rows.columns) {
    const source = segment.sources.get(name);
    if (source === undefined) continue;
    put(hash, [name, source.kind, written(source), rows.anonymize.has(name)]);
  }
}

/** What a person or the generator wrote; a shape that is one function is looked at in rows alone. */
function written(source: ColumnSource): unknown {
  return source.kind === 'value' ? source.source : { ...source, layer: undefined };
}

const FIRST_ROWS = 32;
const SPREAD_ROWS = 32;

function putRows(hash: Hash, rows: TableRows, { start, count, edges }: Segment): void {
  const indexes = new Set<number>();
  for (let index = 0; index < Math.min(count, FIRST_ROWS); index++) indexes.add(index);
  for (const { infos } of edges) for (const { index } of infos) indexes.add(index);
  for (const index of spread(count, SPREAD_ROWS)) indexes.add(index);
  indexes.add(count - 1);
  const view = rows.newView();
  for (const index of indexes) {
    if (index < count) putValues(hash, rows.toObject(view.moveTo(start + index)));
  }
}

/** So many rows of a table are looked at where a function of a person's own fills a column. */
const FUNCTION_ROWS = 4096;

function putFunctions(hash: Hash, rows: TableRows, segment: Segment): void {
  const slots = rows.columns.flatMap(({ name }, slot) =>
    isByFunction(segment.sources.get(name)) ? [slot] : [],
  );
  if (slots.length === 0) return;
  const view = rows.newView();
  for (const index of spread(segment.count, FUNCTION_ROWS)) {
    view.moveTo(segment.start + index);
    putValues(
      hash,
      slots.map((slot) => view.value(slot)),
    );
  }
}

/** Values in the order that documents are stored in, unlike the options of a definition. */
function putValues(hash: Hash, values: object): void {
  hash.update(`${JSON.stringify(values, printable)}\n`);
}

function printable(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function isByFunction(source: ColumnSource | undefined): boolean {
  if (source?.kind === 'row function') return true;
  return source?.kind === 'value' && holdsFunction(source.source);
}

/**
 * Up to so many indexes below a count, one of each stretch of equal length; all of them where they are no
 * more. Where in its stretch is drawn: a function that does something every hundredth row must not be
 * met in the other ninety-nine alone.
 */
function spread(count: number, most: number): number[] {
  const size = Math.min(count, most);
  return Array.from({ length: size }, (_, at) => {
    const within = hashIndex(WITHIN, at) / 4294967296;
    return Math.floor(((at + within) * count) / size);
  });
}

const WITHIN = hashPath('fingerprint');
