import { compareCodeUnits } from '../../src/schema/canonical-json.ts';
import type { ColumnType } from '../../src/schema/column-type.ts';
import type { Check, Column, Limit, Table } from '../../src/schema/schema.ts';
import type { CollectionOptions, CollectionRows, Sample } from './catalog/rows.ts';
import { observedDocument, roundLength } from './documents/observed-shape.ts';
import { refine } from './documents/refine.ts';
import { PLACE } from './geo-json.ts';
import { readColumns } from './read-columns.ts';
import { indexedFields, readIndexes, type IndexedField } from './read-indexes.ts';
import { ANYTHING, meet, shapeOf, type Field, type Shape } from './shape.ts';
import { readFilter } from './validator/read-query.ts';
import { checksOf, type Reading } from './validator/rule.ts';

const NOTHING: Reading = { shape: ANYTHING, rules: [] };

/**
 * Reads one collection: what its validator says comes first, then what its options and indexes do, then
 * what documents had. Without any of them it is a key and nothing else.
 *
 * @param row - all that is known of it
 * @param names - of the collections that there are
 */
export function readCollection(row: CollectionRows, names: ReadonlySet<string> = new Set()): Table {
  const { options = {}, indexes, sample } = row;
  const { shape, rules } =
    options.validator === undefined ? NOTHING : readFilter(options.validator);
  const document = completed(withTime(shape, options), sample, indexes.flatMap(indexedFields));
  const columns = readColumns(document);
  const read = readIndexes(indexes, columns, options.collation);
  const checks = checksOf(rules, options.validationLevel !== 'off');
  const limits = [...limitsOf(options), ...read.limits];
  const isInferred = columns.some((column) => column.inferred !== undefined);
  return {
    schema: '',
    name: row.name,
    kind: 'table',
    comment: document.comment,
    columns: columns.map((column) => leading(compared(column, read.caseless), names)),
    primaryKey: { name: '_id_', columns: ['_id'], deferrable: 'no' },
    uniques: read.uniques,
    references: [],
    checks: [...checks, ...read.checks]
      .flatMap((check) => withColumns(check, columns))
      .sort((a, b) => compareCodeUnits(a.name, b.name)),
    exclusions: [],
    partitioning: null,
    inherits: [],
    triggers: [],
    rules: [],
    rowSecurity: 'off',
    ...(limits.length > 0 && { limits }),
    ...(isInferred && sample !== null && { inferred: inferredFrom(sample) }),
  };
}

/** Whether a validator takes documents at all: each has a key, which a closed schema has to name. */
export function takesKeys({ validator, validationLevel }: CollectionOptions): boolean {
  if (validator === undefined || validationLevel === 'off') return true;
  const { closed, fields } = readFilter(validator).shape;
  return !closed || fields?.has('_id') === true;
}

/** Whether a validator leaves anything for documents to tell. */
export function isOpen({ validator }: CollectionOptions): boolean {
  return validator === undefined || !readFilter(validator).shape.closed;
}

/** A time series has a time, and may say by what it is grouped. */
function withTime(shape: Shape, { timeseries }: CollectionOptions): Shape {
  if (timeseries === undefined) return shape;
  const { timeField, metaField } = timeseries;
  const time: Field = { required: true, shape: shapeOf({ types: new Set(['date']) }) };
  const fields = new Map([[timeField, time]]);
  if (metaField !== undefined) fields.set(metaField, { required: false, shape: ANYTHING });
  return meet(shape, shapeOf({ fields }));
}

function completed(stated: Shape, sample: Sample | null, indexed: readonly IndexedField[]): Shape {
  const base: Shape = { ...stated, fields: stated.fields ?? new Map() };
  const refined = sample === null ? base : refine(base, observedDocument(sample.observation));
  return indexed.reduce(
    (shape, field) => withIndexed(shape, field.path.split('.'), field),
    refined,
  );
}

/** A field that only an index tells of is there, and is what the index makes of it. */
function withIndexed(shape: Shape, path: readonly string[], field: IndexedField): Shape {
  const [name = '', ...rest] = path;
  if (shape.items !== null) return { ...shape, items: withIndexed(shape.items, path, field) };
  const fields = new Map(shape.fields);
  const own = fields.get(name);
  // What is said to hold no documents stays as it is said; so does what takes no other field.
  const isTaken = shape.types !== null && !shape.types.has('object');
  if (isTaken || shape.values !== null || (own === undefined && shape.closed)) return shape;
  if (rest.length > 0) {
    const inner = withIndexed(own?.shape ?? INFERRED, rest, field);
    fields.set(name, { shape: inner, required: own?.required ?? field.unique });
  } else if (own === undefined || (field.is === 'place' && isVague(own.shape))) {
    const inferred = own?.shape.inferred ?? INFERRED.inferred;
    const shapeOfField = { ...SHAPES[field.is], inferred };
    fields.set(name, { shape: shapeOfField, required: own?.required ?? field.unique });
  }
  return { ...shape, fields };
}

const INFERRED = shapeOf({ inferred: {} });

const SHAPES: Readonly<Record<IndexedField['is'], Shape>> = {
  place: PLACE,
  date: shapeOf({ types: new Set(['date']) }),
  any: ANYTHING,
};

/** A document of which no fields are known, or nothing at all. */
function isVague({ types, fields, values, items }: Shape): boolean {
  return (types === null || types.has('object')) && (fields ?? values ?? items) === null;
}

function compared(column: Column, caseless: ReadonlySet<string>): Column {
  return caseless.has(column.name) ? { ...column, type: caselessType(column.type) } : column;
}

/** What references of the driver's kind lead to is data, unless it is a collection that is there. */
function leading(column: Column, names: ReadonlySet<string>): Column {
  const { type, inferred, name } = column;
  if (type.kind !== 'enum' || inferred === undefined || !name.endsWith('.$ref')) return column;
  const labels = type.labels.filter((label) => names.has(label));
  const text: ColumnType = { kind: 'text', length: null, fixed: false, caseless: false };
  return { ...column, type: labels.length === 0 ? text : { kind: 'enum', labels } };
}

function caselessType(type: ColumnType): ColumnType {
  if (type.kind === 'array') return { ...type, element: caselessType(type.element) };
  return type.kind === 'text' ? { ...type, caseless: true } : type;
}

/** Rules about what is inside of a place are that place's: GeoJSON is as it has to be. */
function withColumns(check: Check, columns: readonly Column[]): readonly Check[] {
  const names = new Set(columns.map((column) => column.name));
  const places = columns.filter(({ type }) => type.kind === 'spatial').map(({ name }) => name);
  const isInPlace = (path: string): boolean =>
    places.some((place) => path === place || path.startsWith(`${place}.`));
  if (check.columns.length > 0 && check.columns.every(isInPlace)) return [];
  return [{ ...check, columns: check.columns.filter((column) => names.has(column)) }];
}

function limitsOf(options: CollectionOptions): readonly Limit[] {
  const { capped, size, max, clusteredIndex, timeseries, expireAfterSeconds } = options;
  const limits: Limit[] = [];
  if (capped) limits.push({ kind: 'capped', bytes: size ?? 0, documents: max || null });
  if (clusteredIndex) limits.push({ kind: 'clustered' });
  if (timeseries !== undefined) {
    const { timeField: time, metaField: meta = null } = timeseries;
    limits.push({ kind: 'time series', time, meta, seconds: expireAfterSeconds ?? null });
  } else if (clusteredIndex && expireAfterSeconds !== undefined) {
    limits.push({
      kind: 'expires',
      index: 'clusteredIndex',
      column: '_id',
      seconds: expireAfterSeconds,
    });
  }
  return limits;
}

function inferredFrom({ documents }: Sample): { readonly documents: number } {
  return { documents: roundLength(documents, 'down') };
}
