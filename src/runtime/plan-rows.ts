import type { CountOf } from '../../generators/family.ts';
import type { Ref, RefOptions } from '../../generators/reference.ts';
import { isTodo } from '../../generators/todo.ts';
import { GenFactoriesError } from '../errors.ts';
import type { ReferenceFacts } from '../schema/facts.ts';
import {
  bindColumns,
  finishCells,
  sourceColumns,
  type BoundColumns,
  type ColumnSource,
} from './bind-columns.ts';
import type { Shared } from './column-site.ts';
import type { MergedDefinition } from './definition.ts';
import { planKeys, type Distinct } from './plan-keys.ts';
import { Randomness } from './randomness.ts';
import { readSame } from './ancestors.ts';
import { ReferencePlan } from './reference-plan.ts';
import { probeRowFunctions } from './probe.ts';
import type { RowView } from './row-view.ts';
import {
  additionOptions,
  fixedParents,
  requireFillable,
  requireParents,
  withoutConstants,
} from './scenario-segments.ts';
import { unknownTable, type Addition } from './scenario.ts';
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
}

/** The rows of every table that is not skipped. */
export interface PlannedRows {
  readonly tables: ReadonlyMap<string, TableRows>;
  /** Tables that get no rows although their definition asks for some, and why. */
  readonly skipped: ReadonlyMap<string, string>;
}

/**
 * Plans the rows of all tables: which columns are filled by what, how children are dealt to parents, what
 * makes keys unique. Nothing is made yet, and nothing here depends on a database.
 *
 * @throws GenFactoriesError for a definition that cannot be carried out
 */
export function planRows(input: RowsInput): PlannedRows {
  const shared: Shared = { seed: input.seed, now: input.now, random: new Randomness(input.now) };
  const drafts = new Map<string, Draft>();
  const skipped = findSkipped(input);
  for (const model of input.models.values()) {
    requireFillable(model, input.definitionOf(model.key), input.additions, skipped.get(model.key));
    drafts.set(model.key, draftTable(input, shared, model, skipped.has(model.key)));
  }
  for (const draft of drafts.values()) planReferences(draft, drafts, input.models);
  for (const draft of drafts.values()) relateSiblings(draft.rows);
  for (const draft of drafts.values()) bindSegments(draft, shared, drafts);
  return {
    tables: new Map([...drafts].map(([key, draft]) => [key, draft.rows])),
    skipped,
  };
}

interface Draft {
  readonly rows: TableRows;
  readonly definition: MergedDefinition;
  readonly sources: ReadonlyMap<string, ColumnSource>;
  readonly additions: readonly Addition[];
}

/** A table with a column nobody can fill is left out, and so is what cannot be without its rows. */
function findSkipped(input: RowsInput): Map<string, string> {
  const skipped = new Map<string, string>();
  for (const model of input.models.values()) {
    if (input.countOf(model.key) === 0) continue;
    for (const [column, source] of input.definitionOf(model.key).columns) {
      if (isTodo(source)) skipped.set(model.key, `${column}: ${source.todo}`);
    }
  }
  for (let more = skipped.size > 0; more;) {
    more = false;
    for (const model of input.models.values()) {
      if (skipped.has(model.key) || input.countOf(model.key) === 0) continue;
      const needed = model.references.find(
        (each) =>
          skipped.has(each.to) && each.columns.every((name) => !model.columns.get(name)!.nullable),
      );
      if (needed === undefined) continue;
      skipped.set(model.key, `needs rows of "${needed.to}", which is skipped`);
      more = true;
    }
  }
  return skipped;
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
  rows.segments = [
    { scenario: null, start: 0, count, firstIndex: 0, cells: [], edges: [], fixed: new Map() },
  ];
  let start = count;
  const indexes = new Map<string, number>();
  for (const addition of additions) {
    const firstIndex = indexes.get(addition.scenario) ?? 0;
    rows.segments.push({
      scenario: addition.scenario,
      start,
      count: addition.count,
      firstIndex,
      cells: [],
      edges: [],
      fixed: new Map(),
    });
    start += addition.count;
    indexes.set(addition.scenario, firstIndex + addition.count);
  }
  return { rows, definition, sources, additions };
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
      const facts = referenceAt(model, column.name, ref);
      const target = drafts.get(ref.table);
      if (target === undefined) throw unknownTable(ref.table, models);
      addReference(rows, target.rows, column.name, facts, ref.options);
      if (facts !== undefined) planned.add(facts);
    }
  }
  for (const facts of model.references) {
    if (planned.has(facts)) continue;
    // A reference without a line of its own: implied, where at least one of its columns is left to it.
    const lead = [...facts.columns].reverse().find((name) => leavesToReference(sources.get(name)));
    if (lead !== undefined) addReference(rows, drafts.get(facts.to)!.rows, lead, facts, {});
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
function referenceAt(model: TableModel, column: string, ref: Ref): ReferenceFacts | undefined {
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
  lead: string,
  facts: ReferenceFacts | undefined,
  options: RefOptions,
): void {
  const columns = facts?.columns ?? [lead];
  const key = facts?.key ?? target.model.primaryKey.slice(0, 1);
  if (key.length === 0) {
    throw new GenFactoriesError('REFERENCE_INVALID', {
      what: `"${target.key}" has no primary key to refer to`,
      where: `${rows.key}.${lead}`,
    });
  }
  const nullable = columns.some((name) => rows.model.columns.get(name)!.nullable);
  rows.addReference(
    new ReferencePlan({
      table: rows,
      target,
      columns,
      key,
      lead,
      options,
      nullable,
      enforced: facts !== undefined,
    }),
  );
}

/** Where a row needs a relative of the same ancestor, every ancestor in question has to have one. */
function relateSiblings(rows: TableRows): void {
  for (const reference of rows.references) {
    const same = readSame(reference);
    if (same === null || reference.nullable || reference.selfReferring) continue;
    const sibling = reference.target.references[reference.target.referenceOf(same.column)]!;
    const holder = lastDealt(reference.target, [same.column]);
    if (holder === null) continue;
    holder.everyParent = true;
    const lead = lastDealt(rows, same.path);
    if (lead !== null && lead.target === holder.target) lead.within.push(holder);
    if (holder === sibling) continue;
    // The ancestor is reached through another parent: that one has to have rows too.
    const step = reference.target.referenceOf(sibling.options.through!.split('.')[0]!);
    reference.target.references[step]!.everyParent = true;
  }
}

/** The dealt reference that a path's last step is, or goes through. */
function lastDealt(rows: TableRows, path: readonly string[]): ReferencePlan | null {
  let table = rows;
  let found: ReferencePlan | null = null;
  for (const column of path) {
    found = table.references[table.referenceOf(column)]!;
    for (const step of found.options.through?.split('.') ?? []) {
      const middle: ReferencePlan = table.references[table.referenceOf(step)]!;
      const up: ReferencePlan | undefined = middle.target.references.find(
        (each) => each.target === found!.target,
      );
      if (up === undefined) return null;
      found = up;
      table = middle.target;
    }
    table = found.target;
  }
  return found?.dealt ? found : null;
}

function bindSegments(draft: Draft, shared: Shared, drafts: ReadonlyMap<string, Draft>): void {
  const { rows, definition, sources, additions } = draft;
  if (rows.columns.length === 0 && definition.rowFunctions.length === 0) return;
  const countCell = (count: CountOf): Cell => countChildren(rows, count, drafts);
  const options = { rows, shared, definition, sources, space: [], countCell };
  const base = bindColumns(options);
  const distinct = planKeys(rows, base.plans);
  const [baseSegment, ...others] = rows.segments;
  const segments = [finishSegment(baseSegment!, rows, base, distinct)];
  for (const [place, segment] of others.entries()) {
    const addition = additions[place]!;
    const bound = bindColumns({ ...options, ...additionOptions(rows, sources, addition) });
    const wraps = withoutConstants(distinct, addition);
    const fixed = fixedParents(rows, addition, drafts, segments);
    segments.push({ ...finishSegment(segment, rows, bound, wraps), fixed });
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
    edges: bound.edges.filter(({ column }) => distinct.get(column)?.replaces === undefined),
  };
}

/** How many children a row has: those dealt to it, or those its scenario gave it. */
function countChildren(rows: TableRows, count: CountOf, drafts: ReadonlyMap<string, Draft>): Cell {
  const child = drafts.get(count.table)?.rows;
  if (child === undefined) {
    throw new GenFactoriesError('TABLE_UNKNOWN', {
      what: `countOf names a table "${count.table}" that is not there`,
      where: rows.key,
    });
  }
  if (child.count === 0) return () => 0;
  const reference = child.references[child.referenceOf(count.column)]!;
  if (reference.target !== rows) {
    throw new GenFactoriesError('REFERENCE_INVALID', {
      what: `Children of "${rows.key}" by ${count.table}.${count.column} cannot be counted: it leads to "${reference.target.key}"`,
      where: rows.key,
    });
  }
  // A scenario's rows are counted by rows of scenarios alone: the base's rows stay what they are.
  return ({ place }: RowView) => {
    if (place >= rows.baseCount) return reference.added.childrenOf(place).length;
    return child.baseCount === 0 ? 0 : reference.childrenOf(place);
  };
}
