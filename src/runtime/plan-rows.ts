import type { CountOf } from '../../generators/family.ts';
import type { Ref, RefOptions } from '../../generators/reference.ts';
import { GenFactoriesError } from '../errors.ts';
import { mayBeMissing, type ColumnFacts, type ReferenceFacts } from '../schema/facts.ts';
import { requireOrder } from './agreeing-references.ts';
import { bindColumns, finishCells, type BoundColumns } from './bind-columns.ts';
import { readSource, sourceColumns, type ColumnSource } from './column-source.ts';
import type { Shared } from './column-site.ts';
import type { MergedDefinition } from './definition.ts';
import { addExistingReferences, existingSegment, type ExistingRows } from './existing-rows.ts';
import { orderTables, type LoadOrder } from './load-order.ts';
import { requireListKeys } from './list-keys.ts';
import { countChildren } from './count-children.ts';
import type { Distinct } from './make-distinct.ts';
import { planKeys } from './plan-keys.ts';
import { limitPaired } from './pairing.ts';
import { planListReferences } from './plan-list-references.ts';
import { Randomness } from './randomness.ts';
import { ReferencePlan } from './reference-plan.ts';
import { probeRowFunctions } from './probe.ts';
import { relateSiblings } from './relate-siblings.ts';
import { AddedKeys } from './scenario-keys.ts';
import {
  additionOptions,
  fixedParents,
  listedRows,
  requireFillable,
  requireParents,
  requireWhole,
} from './scenario-segments.ts';
import { unknownTable, type Addition } from './scenario.ts';
import {
  findOrphaned,
  leavesOut,
  skipChildren,
  skipTodos,
  type SkippedTables,
} from './skipped-tables.ts';
import { TableRows, type Cell, type Segment } from './table-rows.ts';
import type { TableModel } from './table-model.ts';

/** All that rows are made from. */
export interface RowsInput {
  readonly models: ReadonlyMap<string, TableModel>;
  readonly definitionOf: (table: string) => MergedDefinition;
  readonly seed: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Rows of each table's base. */
  readonly countOf: (table: string) => number;
  readonly additions: readonly Addition[];
  /** What the database has of tables that are read and not written; undefined where it was not asked. */
  readonly existing: ExistingRows | undefined;
  /** Tables that are left out whatever the definitions say, each with the reason. */
  readonly without?: SkippedTables | undefined;
}

/** The rows of every table that is not skipped. */
export interface PlannedRows {
  readonly tables: ReadonlyMap<string, TableRows>;
  readonly skipped: SkippedTables;
  /** The order to write them in. */
  readonly order: LoadOrder;
}

/**
 * Plans the rows of all tables: which columns are filled by what, how children are dealt to parents, what
 * makes keys unique. Nothing is made yet, and nothing here depends on a database.
 *
 * A table that cannot be filled, whatever the counts, is left out, and the others are planned without
 * it; so what is left does not depend on the order in which tables were found wanting.
 *
 * @throws GenFactoriesError for a definition that cannot be carried out, or a scenario that adds rows to
 *   a table that is left out
 */
export function planRows(input: RowsInput): PlannedRows {
  const filled = [...input.models.values()].filter((model) => input.countOf(model.key) > 0);
  const skipped = new Map([...skipTodos(filled, input.definitionOf), ...(input.without ?? [])]);
  for (;;) {
    skipChildren(filled, skipped);
    const tried = planWithout(skipped, input);
    if ('tables' in tried) return tried;
    for (const [table, reason] of tried.unplannable) {
      if (input.additions.some((addition) => addition.table === table)) throw reason;
      skipped.set(table, reason);
    }
  }
}

/** Tables that turned out to be beyond filling, when the others were planned. */
interface Unplannable {
  readonly unplannable: ReadonlyMap<string, GenFactoriesError>;
}

function planWithout(skipped: SkippedTables, input: RowsInput): PlannedRows | Unplannable {
  const shared: Shared = { seed: input.seed, now: input.now, random: new Randomness(input.now) };
  const drafts = new Map<string, Draft>();
  for (const model of input.models.values()) {
    const reason = skipped.get(model.key);
    requireFillable(model, input.definitionOf(model.key), input.additions, reason);
    const draft = model.existing
      ? draftExisting(input, shared, model)
      : draftTable(input, shared, model, reason !== undefined);
    drafts.set(model.key, draft);
  }
  for (const draft of drafts.values()) {
    if (draft.rows.model.existing) {
      addExistingReferences(draft.rows, (table) => drafts.get(table)?.rows, input.existing);
      continue;
    }
    planReferences(draft, drafts, input.models);
    limitPaired(draft.rows);
    planListReferences(draft.rows, writtenSources(draft), (ref) =>
      targetOf(ref, drafts, input.models),
    );
  }
  const tables = new Map([...drafts].map(([key, draft]) => [key, draft.rows]));
  const orphaned = findOrphaned(tables.values(), skipped);
  if (orphaned.size > 0) return { unplannable: orphaned };
  const made = [...drafts.values()].filter(({ rows }) => !rows.model.existing);
  for (const { rows } of made) requireOrder(rows);
  relateSiblings(made.map(({ rows }) => rows));
  for (const draft of made) {
    const reason = tryBinding(() => bindSegments(draft, shared, drafts));
    if (reason !== null) return { unplannable: new Map([[draft.rows.key, reason]]) };
  }
  // A key may have made a reference required.
  const late = findOrphaned(tables.values(), skipped);
  if (late.size > 0) return { unplannable: late };
  const order = orderTables(made.map(({ rows }) => rows).filter((rows) => rows.count > 0));
  return order.stuck.size > 0 ? { unplannable: order.stuck } : { tables, skipped, order };
}

/** Why a table's columns cannot be bound, where that is no reason to fail altogether. */
function tryBinding(bind: () => void): GenFactoriesError | null {
  try {
    bind();
    return null;
  } catch (error) {
    if (leavesOut(error)) return error;
    throw error;
  }
}

interface Draft {
  readonly rows: TableRows;
  readonly definition: MergedDefinition;
  readonly sources: ReadonlyMap<string, ColumnSource>;
  readonly additions: readonly Addition[];
}

function draftTable(input: RowsInput, shared: Shared, model: TableModel, skip: boolean): Draft {
  const definition = input.definitionOf(model.key);
  const count = skip ? 0 : input.countOf(model.key);
  const additions = skip ? [] : input.additions.filter((each) => each.table === model.key);
  const empty = count === 0 && additions.length === 0;
  const layers = empty
    ? definition.rowFunctions.map(() => new Set<string>())
    : probeRowFunctions(model, definition, shared, input.models);
  const sources = empty
    ? new Map<string, ColumnSource>()
    : sourceColumns(model, definition, layers);
  const columns = [...model.columns.values()].filter((column) => sources.has(column.name));
  const rows = new TableRows(model, shared, columns);
  rows.slots += definition.rowFunctions.length;
  rows.scale = definition.count === null || definition.count === 0 ? 1 : count / definition.count;
  rows.anonymize = definition.anonymize;
  rows.segments = [emptySegment(null, 0, count, 0)];
  const indexes = new Map<string, number>();
  for (const { scenario, count: more } of additions) {
    const firstIndex = indexes.get(scenario) ?? 0;
    rows.segments.push(emptySegment(scenario, rows.count, more, firstIndex));
    indexes.set(scenario, firstIndex + more);
  }
  return { rows, definition, sources, additions };
}

/** The rows that are there already, as many as there are or as the definition takes for granted. */
function draftExisting(input: RowsInput, shared: Shared, model: TableModel): Draft {
  const definition = input.definitionOf(model.key);
  const found = input.existing?.get(model.key);
  const rows = new TableRows(model, shared, [...model.columns.values()]);
  const count = found?.length ?? input.countOf(model.key);
  rows.segments = [existingSegment(rows, emptySegment(null, 0, count, 0), found)];
  return { rows, definition, sources: new Map(), additions: [] };
}

/** A segment before its columns are bound. */
function emptySegment(
  scenario: string | null,
  start: number,
  count: number,
  firstIndex: number,
): Segment {
  const nothing = {
    sources: new Map(),
    written: new Map(),
    fixed: new Map(),
    listed: new Map(),
    presence: new Map(),
  };
  return { scenario, start, count, firstIndex, cells: [], edges: [], ...nothing };
}

function planReferences(
  draft: Draft,
  drafts: ReadonlyMap<string, Draft>,
  models: ReadonlyMap<string, TableModel>,
): void {
  const { rows, sources } = draft;
  const { model } = rows;
  const planned = new Set<ReferenceFacts>();
  for (const column of rows.columns) {
    const source = sources.get(column.name)!;
    for (const ref of referencesOf(source)) {
      const facts = referenceAt(model, column, ref);
      const target = targetOf(ref, drafts, models);
      const conditional = source.kind === 'value';
      addReference(rows, target, { lead: column.name, facts, options: ref.options, conditional });
      if (facts !== undefined) planned.add(facts);
    }
  }
  for (const facts of model.references) {
    if (planned.has(facts)) continue;
    // A reference without a line of its own: implied, where at least one of its columns is left to it.
    // What other references fill already, this one would have to agree with.
    const lead = facts.columns.findLast(
      (name) =>
        leavesToReference(sources.get(name)) &&
        rows.references.every((each) => !each.columns.includes(name)),
    );
    if (lead !== undefined) {
      const { rows: target } = drafts.get(facts.to)!;
      addReference(rows, target, { lead, facts, options: {}, conditional: false });
    }
  }
}

function targetOf(
  ref: Ref,
  drafts: ReadonlyMap<string, Draft>,
  models: ReadonlyMap<string, TableModel>,
): TableRows {
  const target = drafts.get(ref.table);
  if (target === undefined) throw unknownTable(ref.table, models);
  return target.rows;
}

/** What fills the columns: those of the base, then what scenarios write into them. */
function* writtenSources({
  rows,
  sources,
  additions,
}: Draft): Generator<readonly [column: string, source: ColumnSource]> {
  yield* sources;
  for (const { columns } of additions) {
    for (const [name, written] of columns) {
      yield [name, readSource(written, rows.model.columns.get(name)!)];
    }
  }
}

function referencesOf(source: ColumnSource): readonly Ref[] {
  return source.kind === 'reference' ? [source.ref] : source.kind === 'value' ? source.refs : [];
}

function leavesToReference(source: ColumnSource | undefined): boolean {
  if (source?.kind === 'value') return typeof source.source === 'function';
  return source?.kind === 'part of reference' || source?.kind === 'row function';
}

/** The reference the database knows at a column, towards the table that the definition names. */
function referenceAt(
  model: TableModel,
  { name: column, type }: ColumnFacts,
  ref: Ref,
): ReferenceFacts | undefined {
  if (type.kind === 'array') {
    throw new GenFactoriesError('REFERENCE_INVALID', {
      what: `"${column}" is a list, and a reference leads to one row`,
      where: `${model.key}.${column}`,
      fix: `Write listOf(ref('${ref.table}')).`,
    });
  }
  const at = model.references.filter((each) => each.columns.includes(column));
  const towards = at.filter((each) => each.to === ref.table);
  if (at.length > 0 && towards.length === 0) {
    throw new GenFactoriesError('REFERENCE_INVALID', {
      what: `"${column}" refers to "${at[0]!.to}", not to "${ref.table}"`,
      where: `${model.key}.${column}`,
    });
  }
  return towards.sort((a, b) => a.columns.length - b.columns.length)[
    ref.options.columns ? towards.length - 1 : 0
  ];
}

function addReference(
  rows: TableRows,
  target: TableRows,
  {
    lead,
    facts,
    options,
    conditional,
  }: {
    readonly lead: string;
    readonly facts: ReferenceFacts | undefined;
    readonly options: RefOptions;
    readonly conditional: boolean;
  },
): void {
  const columns = facts?.columns ?? [lead];
  const key = facts?.key ?? target.model.primaryKey.slice(0, 1);
  if (key.length === 0) {
    throw new GenFactoriesError('REFERENCE_INVALID', {
      what: `"${target.key}" has no primary key to refer to`,
      where: `${rows.key}.${lead}`,
    });
  }
  const nullable = columns.some((name) => mayBeMissing(rows.model.columns.get(name)!));
  rows.addReference(
    new ReferencePlan({
      table: rows,
      target,
      columns,
      key,
      lead,
      options,
      nullable,
      conditional,
      enforced: facts !== undefined,
      deferrable: facts?.deferrable !== undefined || facts?.unchecked === true,
      unchecked: facts?.unchecked === true,
    }),
  );
}

function bindSegments(draft: Draft, shared: Shared, drafts: ReadonlyMap<string, Draft>): void {
  const { rows, definition, sources, additions } = draft;
  if (rows.columns.length === 0 && definition.rowFunctions.length === 0) return;
  const countCell = (count: CountOf): Cell =>
    countChildren(rows, count, (table) => drafts.get(table)?.rows);
  const options = {
    ...{ rows, shared, definition, sources, countCell },
    ...{ space: [], written: new Map<string, unknown>() },
  };
  const base = bindColumns(options);
  const keys = planKeys(rows, base.plans);
  requireListKeys(rows, sources);
  const added = new AddedKeys(rows, keys);
  const [baseSegment, ...others] = rows.segments;
  const segments = [finishSegment({ ...baseSegment!, sources }, rows, base, keys.distinct)];
  for (const [place, empty] of others.entries()) {
    const addition = additions[place]!;
    requireWhole(rows, addition, sources);
    const own = additionOptions(rows, sources, addition);
    const fixed = fixedParents(rows, addition, drafts, segments);
    const listed = listedRows(rows, addition, drafts);
    const segment = { ...empty, fixed, listed, sources: own.sources, written: own.written };
    const bound = bindColumns({ ...options, ...own });
    segments.push(finishSegment(segment, rows, bound, added.distinctIn(segment, bound.plans)));
  }
  rows.segments = segments;
  requireParents(rows);
}

/** Edge cases of a column go where a key puts values of its own. */
function finishSegment(
  segment: Segment,
  rows: TableRows,
  bound: BoundColumns,
  distinct: ReadonlyMap<string, Distinct>,
): Segment {
  return {
    ...segment,
    cells: finishCells(rows, bound, distinct),
    presence: bound.presence,
    edges: bound.edges.filter(({ column }) => distinct.get(column)?.replaces === undefined),
  };
}
