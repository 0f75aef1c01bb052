import type { ColumnType } from '../schema/column-type.ts';
import type { ColumnFacts } from '../schema/facts.ts';
import { isCountOf, isPosition, type CountOf } from '../../generators/family.ts';
import { isGenerator, type Bound, type Row, type Source } from '../../generators/generator.ts';
import { isRef, type Ref } from '../../generators/reference.ts';
import { objectId, serial, uuid } from '../../generators/identifier.ts';
import { GenFactoriesError } from '../errors.ts';
import { hashPath } from '../random/hash.ts';
import { bindDocument } from './bind-document.ts';
import { ColumnSite, type Anonymize, type Shared } from './column-site.ts';
import type { MergedDefinition, RowFunction } from './definition.ts';
import { decidesPresence, DOCUMENT } from './document-shape.ts';
import { fitFor } from './fit.ts';
import { lateColumn, locate, locating, nullValue } from './column-errors.ts';
import type { Distinct } from './make-distinct.ts';
import type { ColumnPlan } from './plan-keys.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { Cell, ColumnEdges, TableRows } from './table-rows.ts';
import type { TableModel } from './table-model.ts';

/** What the definition of a table says about each column that will be written. */
export type ColumnSource =
  | {
      readonly kind: 'value';
      readonly source: Source<unknown>;
      /** The references among its values. */
      readonly refs: readonly Ref[];
    }
  | { readonly kind: 'reference'; readonly ref: Ref }
  | { readonly kind: 'part of reference' }
  | { readonly kind: 'count'; readonly count: CountOf }
  | { readonly kind: 'position'; readonly column: string; readonly from: number }
  | { readonly kind: 'row function'; readonly layer: number }
  /** A document whose fields are columns of their own, and what decides whether it is there. */
  | { readonly kind: 'document'; readonly presence: unknown };

/**
 * Finds what fills each column: the definition, else the key or reference the column is part of. Columns
 * that nothing fills are left to the database.
 *
 * @param model - the table
 * @param definition - all layers of its definition
 * @param layerColumns - the columns that each shape that is one function returns
 * @throws GenFactoriesError `COLUMN_UNSOLVED` for a column that must have a value and gets none
 */
export function sourceColumns(
  model: TableModel,
  definition: MergedDefinition,
  layerColumns: readonly ReadonlySet<string>[],
): ReadonlyMap<string, ColumnSource> {
  const sources = new Map<string, ColumnSource>();
  for (const column of model.columns.values()) {
    // What fills a document as a whole fills its fields.
    if (column.within !== null && sources.get(column.within)?.kind !== 'document') continue;
    const source = sourceOf(model, definition, layerColumns, column);
    if (source !== null) sources.set(column.name, source);
  }
  return sources;
}

function sourceOf(
  model: TableModel,
  definition: MergedDefinition,
  layerColumns: readonly ReadonlySet<string>[],
  column: ColumnFacts,
): ColumnSource | null {
  for (let layer = layerColumns.length - 1; layer >= 0; layer--) {
    const { overridden } = definition.rowFunctions[layer]!;
    if (layerColumns[layer]!.has(column.name) && !overridden.has(column.name)) {
      return { kind: 'row function', layer };
    }
  }
  if (definition.columns.has(column.name)) return readSource(definition.columns.get(column.name));
  if (column.generated) return null;
  const implied = impliedSource(model, column);
  if (implied !== null || column.nullable || column.optional || column.filled) return implied;
  if (column.type.kind === 'document') return { kind: 'document', presence: null };
  throw new GenFactoriesError('COLUMN_UNSOLVED', {
    what: `"${column.name}" is NOT NULL without a default, and no definition fills it`,
    where: `${model.key}.${column.name}`,
    fix: 'Regenerate with `npx gen-factories`, or fill it in factories/index.ts.',
  });
}

/** Reads what a definition has at a column. */
export function readSource(written: unknown): ColumnSource {
  if (isRef(written)) return { kind: 'reference', ref: written };
  if (isCountOf(written)) return { kind: 'count', count: written };
  if (isPosition(written)) return { kind: 'position', column: written.column, from: written.from };
  if (decidesPresence(written)) {
    return { kind: 'document', presence: written === DOCUMENT ? null : written };
  }
  const refs = isGenerator(written) ? (written.references ?? []) : [];
  return { kind: 'value', source: written, refs };
}

/** Keys and references need no line in a definition. */
function impliedSource(model: TableModel, column: ColumnFacts): ColumnSource | null {
  if (model.references.some((reference) => reference.columns.includes(column.name))) {
    return { kind: 'part of reference' };
  }
  const single = model.primaryKey.length === 1 && model.primaryKey[0] === column.name;
  if (!single && column.identity === null) return null;
  if (column.type.kind === 'integer') return readSource(serial());
  if (column.type.kind === 'uuid') return readSource(uuid());
  if (column.type.kind === 'objectid') return readSource(objectId());
  return null;
}

/** A segment's columns, ready to be drawn. */
export interface BoundColumns {
  readonly plans: ReadonlyMap<string, ColumnPlan>;
  readonly cells: Cell[];
  readonly edges: ColumnEdges[];
  /** What decides, by path, whether a document is there: its fields' references ask. */
  readonly presence: ReadonlyMap<string, Cell>;
}

/** Everything that binding a segment's columns needs to know. */
export interface BindOptions {
  readonly rows: TableRows;
  readonly shared: Shared;
  readonly definition: MergedDefinition;
  readonly sources: ReadonlyMap<string, ColumnSource>;
  /** Names a scenario's streams; empty for the base. */
  readonly space: readonly string[];
  /** What a scenario writes itself; empty for the base. */
  readonly written: ReadonlyMap<string, unknown>;
  readonly countCell: (count: CountOf) => Cell;
}

/** Binds every column of a segment; what makes keys unique is applied by {@link finishCells}. */
export function bindColumns(options: BindOptions): BoundColumns {
  const { rows, sources } = options;
  const types = new Map<string, ColumnType>(
    [...rows.model.columns.values()].map((column) => [column.name, column.type]),
  );
  const plans = new Map<string, ColumnPlan>();
  const cells: Cell[] = [];
  const edges: ColumnEdges[] = [];
  const presence = new Map<string, Cell>();
  for (const column of rows.columns) {
    const source = sources.get(column.name)!;
    const site = new ColumnSite(options.shared, {
      table: rows.key,
      column,
      columns: types,
      space: options.space,
      anonymize: anonymizeAt(options, column.name),
      keyOf: (ref) => referenceKey(rows, column.name, ref.table) as (row: Row) => unknown,
    });
    const made = locating(rows, column, () => bindColumn(options, column, source, site));
    plans.set(column.name, made.plan);
    cells.push(made.cell);
    if (made.presence) presence.set(column.name, made.presence);
    if (made.bound?.edges && made.bound.edgeAt) {
      edges.push({ column: column.name, infos: made.bound.edges, at: made.bound.edgeAt });
    }
  }
  for (const [layer, { shape }] of options.definition.rowFunctions.entries()) {
    cells.push(rowFunctionCell(options, shape, layer));
  }
  return { plans, cells, edges, presence };
}

function anonymizeAt({ definition, written }: BindOptions, column: string): Anonymize {
  if (!definition.anonymize.has(column)) return 'nothing';
  return written.has(column) ? 'functions' : 'everything';
}

export interface MadeColumn {
  readonly plan: ColumnPlan;
  readonly cell: Cell;
  readonly bound?: Bound;
  readonly presence?: Cell;
}

/** NULLs are different from each other. */
const NULLS: Bound = { draw: () => null, distinct: true };

function bindColumn(
  options: BindOptions,
  column: ColumnFacts,
  source: ColumnSource,
  site: ColumnSite,
): MadeColumn {
  const { rows } = options;
  switch (source.kind) {
    case 'value': {
      if (source.refs.length > 0) return bindConditional(rows, column.name, site, source.source);
      const bound = source.source === null ? NULLS : site.bindSource(source.source);
      if (typeof source.source === 'function' && rows.hasReference(column.name)) {
        return bindReferenceOr(rows, column, bound.draw);
      }
      return { plan: { kind: 'drawn', bound }, cell: (view) => bound.draw(view), bound };
    }
    case 'row function': {
      const slot = rows.columns.length + source.layer;
      const draw = site.handWritten((row) => {
        const made = (row as RowView).value(slot) as object;
        return Object.hasOwn(made, column.name) ? made[column.name as never] : null;
      });
      if (rows.hasReference(column.name)) return bindReferenceOr(rows, column, draw);
      return { plan: { kind: 'drawn', bound: { draw } }, cell: draw };
    }
    case 'reference':
    case 'part of reference': {
      const reference = rows.references[rows.referenceOf(column.name)]!;
      const { within } = column;
      if (within !== null) {
        reference.taken = (view) => (view.segment.presence.get(within)?.(view) ?? null) !== null;
      }
      return {
        plan: { kind: 'reference', reference },
        cell: referenceCell(rows, reference, column.name),
      };
    }
    case 'document':
      return bindDocument(rows, column, site, source.presence);
    case 'count':
      return { plan: { kind: 'other' }, cell: options.countCell(source.count) };
    case 'position': {
      const reference = rows.references[rows.referenceOf(source.column)]!;
      return { plan: { kind: 'position', reference }, cell: positionCell(reference, source.from) };
    }
  }
}

/** A reference that a condition takes or leaves: what the column holds tells whether there is a parent. */
function bindConditional(
  rows: TableRows,
  column: string,
  site: ColumnSite,
  source: Source<unknown>,
): MadeColumn {
  const { draw } = site.bindSource(source);
  const reference = rows.references[rows.referenceOf(column)]!;
  const slot = rows.slotOf(column)!;
  for (const each of rows.references) {
    if (each.lead === column) each.taken = (view) => view.value(slot) !== null;
  }
  const facts = rows.model.columns.get(column)!;
  return { plan: { kind: 'reference', reference }, cell: stored(rows, facts, draw) };
}

/** The key of the row's parent. */
function referenceCell(rows: TableRows, reference: ReferencePlan, column: string): Cell {
  const place = rows.references.indexOf(reference);
  const parentColumn = reference.key[reference.columns.indexOf(column)]!;
  return (view) => view.parentView(place)?.get(parentColumn) ?? null;
}

/** The key that a column's reference would give, whether the row takes it or not. */
function referenceKey(rows: TableRows, column: string, table: string): Cell {
  const place = rows.referenceTo(column, table);
  const reference = rows.references[place]!;
  const parentColumn = reference.key[reference.columns.indexOf(column)]!;
  return (view) => view.keyOf(place, parentColumn);
}

/** A function may give a reference, a key of its own, or nothing. */
function bindReferenceOr(rows: TableRows, column: ColumnFacts, draw: Cell): MadeColumn {
  const reference = rows.references[rows.referenceOf(column.name)]!;
  const key = referenceKey(rows, column.name, reference.target.key);
  const slot = rows.slotOf(column.name)!;
  reference.taken = (view) => view.value(slot) !== null;
  const cell: Cell = (view) => {
    const value = draw(view);
    return isRef(value) ? key(view) : value;
  };
  return { plan: { kind: 'reference', reference }, cell: stored(rows, column, cell) };
}

function positionCell(reference: ReferencePlan, from: number): Cell {
  const place = reference.table.references.indexOf(reference);
  return (view) => {
    const number =
      view.segment.scenario === null
        ? reference.dealer.positionOf(view.index)
        : reference.added.positionOf(view, view.parentPlace(place));
    return number < 0 ? null : from + number;
  };
}

function rowFunctionCell(options: BindOptions, shape: RowFunction, layer: number): Cell {
  const { rows, shared, space } = options;
  const known = new Set(options.definition.rowFunctions[layer]!.overridden);
  for (const [column, source] of options.sources) {
    if (source.kind === 'row function' && source.layer >= layer) known.add(column);
  }
  return shared.random.bind(
    hashPath(shared.seed, rows.key, ...space, 'shape', String(layer)),
    (view: RowView) => {
      const made = shape(view.context as never);
      if (space.length > 0) return made;
      for (const column in made) if (!known.has(column)) throw lateColumn(rows, column, view);
      return made;
    },
  );
}

/**
 * The last steps of every cell: unique where a key needs it, in the form the column stores, and never
 * NULL where the column forbids it.
 *
 * @param distinct - what makes columns unique, from the table's keys
 */
export function finishCells(
  rows: TableRows,
  bound: BoundColumns,
  distinct: ReadonlyMap<string, Distinct>,
): Cell[] {
  return bound.cells.map((cell, slot) => {
    const column = rows.columns[slot];
    if (column === undefined) return cell;
    const plan = bound.plans.get(column.name)!;
    const built = bound.presence.has(column.name);
    if (built || plan.kind === 'reference' || plan.kind === 'position') {
      return notNull(rows, column, cell);
    }
    const wrap = distinct.get(column.name);
    return stored(rows, column, wrap === undefined ? cell : wrap(cell));
  });
}

function stored(rows: TableRows, column: ColumnFacts, cell: Cell): Cell {
  const fit = fitFor(column.type);
  const { nullable, optional } = column;
  return (view) => {
    try {
      const drawn = cell(view);
      if (drawn === undefined && optional) return undefined;
      const value = drawn ?? null;
      if (value === null && !nullable) throw nullValue(rows, column, view);
      return fit(value);
    } catch (error) {
      throw locate(rows, column, view, error);
    }
  };
}

function notNull(rows: TableRows, column: ColumnFacts, cell: Cell): Cell {
  if (column.nullable) return cell;
  return (view) => {
    const value = cell(view);
    // A reference that leads nowhere is NULL; a field that may be absent is so then.
    if (value === null && column.optional) return undefined;
    if (value === null) throw nullValue(rows, column, view);
    return value;
  };
}
