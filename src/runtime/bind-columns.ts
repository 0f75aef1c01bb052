import type { ColumnType } from '../schema/column-type.ts';
import type { ColumnFacts } from '../schema/facts.ts';
import type { CountOf } from '../../generators/family.ts';
import type { Bound, Row, Site, Source } from '../../generators/generator.ts';
import { isRef, type Ref } from '../../generators/reference.ts';
import { GenFactoriesError } from '../errors.ts';
import { hashPath } from '../random/hash.ts';
import { quota } from '../random/quota.ts';
import { bindDocument } from './bind-document.ts';
import { agreeing } from './agreeing-references.ts';
import { ColumnSite, type Anonymize, type Shared } from './column-site.ts';
import type { ColumnSource } from './column-source.ts';
import type { MergedDefinition, RowFunction } from './definition.ts';
import { fitFor } from './fit.ts';
import { lateColumn, locate, locating, nullValue } from './column-errors.ts';
import type { Distinct } from './make-distinct.ts';
import type { ColumnPlan } from './plan-keys.ts';
import { findListReference } from './plan-list-references.ts';
import { positionCell } from './positions.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { Cell, ColumnEdges, TableRows } from './table-rows.ts';

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
      rowCount: rows.count,
      space: options.space,
      anonymize: anonymizeAt(options, column.name),
      keyOf: (ref) => referenceKey(rows, column.name, ref.table) as (row: Row) => unknown,
      bindReference: (ref, at) => bindListReference(rows, column.name, ref, at),
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
const NULLS: Bound = {
  draw: () => null,
  distinct: true,
  within: (accepts) => (accepts(null) ? NULLS : null),
};

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
      return { plan: { kind: 'drawn', bound: { draw, within: () => null } }, cell: draw };
    }
    case 'reference':
    case 'part of reference': {
      const reference = rows.references[rows.referenceOf(column.name)]!;
      const { within } = column;
      // A document that is always there takes no reference away, and its rows are dealt as any others.
      if (within !== null && mayBeAbsent(options, within)) {
        reference.taken = (view) => view.isThere(within);
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
      const { from } = source;
      const cell = positionCell(reference, from, column.type);
      return { plan: { kind: 'position', reference, from }, cell };
    }
  }
}

/** A reference inside the column's values. */
function bindListReference(rows: TableRows, column: string, ref: Ref, at: Site): Bound {
  const reference = findListReference(rows, column, ref);
  if (reference !== undefined) return reference.bind(at);
  throw new GenFactoriesError('REFERENCE_INVALID', {
    what: `A function gives a reference to "${ref.table}" for a part of the value`,
    where: `${rows.key}.${column}`,
    fix: `Write ref('${ref.table}') in the definition itself.`,
  });
}

/** Whether a document, or one that it is in, is not in every row. */
function mayBeAbsent({ rows, sources }: BindOptions, document: string): boolean {
  for (let at: string | null = document; at !== null; at = rows.documentOf(at)) {
    const source = sources.get(at);
    if (source?.kind !== 'document' || source.presence !== null) return true;
  }
  return false;
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
  for (const each of rows.references) {
    if (each.lead === column) each.taken = (view) => (view.get(column) ?? null) !== null;
  }
  const facts = rows.model.columns.get(column)!;
  return { plan: { kind: 'reference', reference }, cell: stored(rows, facts, draw) };
}

/** The key of the row's parent; where several references fill the column, their parents have to agree. */
function referenceCell(rows: TableRows, reference: ReferencePlan, column: string): Cell {
  const cell = parentCell(rows, reference, column);
  const others = rows.references.filter(
    (each) => each !== reference && each.enforced && each.columns.includes(column),
  );
  return others.length === 0
    ? cell
    : agreeing(
        column,
        reference,
        cell,
        others.map((each) => ({ reference: each, cell: parentCell(rows, each, column) })),
      );
}

function parentCell(rows: TableRows, reference: ReferencePlan, column: string): Cell {
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
  reference.taken = (view) => (view.get(column.name) ?? null) !== null;
  const cell: Cell = (view) => {
    const value = draw(view);
    return isRef(value) ? key(view) : value;
  };
  return { plan: { kind: 'reference', reference }, cell: stored(rows, column, cell) };
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
    if (plan.kind === 'reference')
      return leftOut(plan.reference, column, notNull(rows, column, cell));
    if (built || plan.kind === 'position') return notNull(rows, column, cell);
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
      // A field that may be absent, and not NULL, is absent where there is nothing.
      if (value === null && !nullable && optional) return undefined;
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

/** A field that may be NULL as well is absent in the share of documents that the definition leaves it out of. */
function leftOut(reference: ReferencePlan, column: ColumnFacts, cell: Cell): Cell {
  const { absent = 0 } = reference.options;
  if (!column.nullable || !column.optional || absent === 0) return cell;
  const key = reference.keyFor('absent');
  return (view) => {
    const value = cell(view);
    return value === null && quota(key, view.index) < absent ? undefined : value;
  };
}
