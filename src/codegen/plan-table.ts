import type { ColumnDomain, Dependency, TableSolution } from '../checks/solution.ts';
import { tableKey } from '../schema/build-schema.ts';
import { storageType } from '../schema/column-type.ts';
import type { Column, SchemaModel, Table } from '../schema/schema.ts';
import { applyDependencies } from './apply-dependencies.ts';
import { intersectFacets } from '../checks/intersect-facets.ts';
import { partitionFacets } from './partition-facets.ts';
import { chooseGenerator } from './choose-generator.ts';
import { viewColumn, type Choice, type ColumnView } from './column-view.ts';
import { constrain } from './constrain.ts';
import { call, literal, object, type Expression } from './expression.ts';
import { findCounter } from './find-counters.ts';
import { snakeCase } from './names.ts';
import type { PlannedReference } from './plan-references.ts';

/** What the file of one table says. */
export interface TablePlan {
  readonly lines: readonly ColumnLine[];
  readonly anonymize: readonly string[];
  /** Columns that nobody but a person can fill; the table is skipped until then. */
  readonly todos: readonly Todo[];
  /** What could not be done in full, for the summary. */
  readonly remarks: readonly string[];
}

export interface ColumnLine {
  readonly column: string;
  readonly value: Expression;
  /** Said behind the line. */
  readonly comment: string | undefined;
}

export interface Todo {
  readonly column: string;
  readonly reason: string;
}

export interface TableContext {
  readonly model: SchemaModel;
  readonly solution: TableSolution;
  readonly keyOf: (table: { readonly schema: string; readonly name: string }) => string | undefined;
  readonly references: readonly PlannedReference[];
  readonly referencesOf: (table: Table) => readonly PlannedReference[];
  readonly personalByConfig: ReadonlySet<string>;
}

/**
 * Plans the definition of a table: a line for every column that its key or the database does not fill.
 *
 * @param table - of the schema model
 * @param context - what its checks leave, how references are written
 */
export function planTable(table: Table, context: TableContext): TablePlan {
  const lines: ColumnLine[] = [];
  const anonymize: string[] = [];
  const todos: Todo[] = [];
  const remarks = context.solution.unsolved.map((each) => `CHECK ${each.check}: ${each.reason}`);
  for (const column of table.columns) {
    const planned = planColumn(viewColumn(table, column), context);
    if (planned === null) continue;
    if (planned.kind === 'todo') {
      todos.push({ column: column.name, reason: planned.reason });
      lines.push({
        column: column.name,
        value: call('todo', literal(planned.reason)),
        comment: 'TODO(gen-factories): fill it in ../index.ts',
      });
      continue;
    }
    lines.push({ column: column.name, value: planned.value, comment: planned.comment });
    if (planned.personal || context.personalByConfig.has(column.name)) anonymize.push(column.name);
  }
  return { lines, anonymize, todos, remarks };
}

type PlannedColumn =
  | {
      readonly kind: 'line';
      readonly value: Expression;
      readonly comment: string | undefined;
      readonly personal: boolean;
    }
  | { readonly kind: 'todo'; readonly reason: string };

function planColumn(view: ColumnView, context: TableContext): PlannedColumn | null {
  const { table, column } = view;
  if (column.generated !== null) return null;
  const domain = domainOf(view, context.solution);
  const reference = context.references.find((each) => each.lead === column.name);
  if (reference !== undefined) return planReference(view, context, reference, domain);
  if (table.references.some((each) => each.columns.includes(column.name) && context.keyOf(each.target.table) !== undefined)) return null;
  if (isImplied(table, column)) return null;
  const counter = findCounter(table, column, context.model, context.referencesOf);
  if (counter !== undefined) {
    return line(call('countOf', literal(context.keyOf(counter.child)!), literal(counter.column)));
  }
  return planValue(view, context, domain);
}

/** What CHECKs and partitions leave of a column. */
function domainOf(view: ColumnView, solution: TableSolution): ColumnDomain {
  const domain = solution.columns.get(view.column.name) ?? FREE;
  const partitions = partitionFacets(view.table, view.column.name);
  if (partitions === undefined) return domain;
  const { nulls, checks, ...facets } = domain;
  const both = intersectFacets(facets, partitions, view.type) ?? partitions;
  // A range partition takes no NULL.
  return { ...both, nulls: view.column.nullable ? 'never' : nulls, checks };
}

const FREE: ColumnDomain = { nulls: 'free', checks: [] };

function line(value: Expression, comment?: string, personal = false): PlannedColumn {
  return { kind: 'line', value, comment, personal };
}

/** Keys that the runtime makes by itself: integers and uuids, alone in the primary key. */
function isImplied(table: Table, column: Column): boolean {
  const { kind } = viewColumn(table, column).type;
  if (kind === 'integer' && (column.identity !== null || column.sequence !== null)) return true;
  const key = table.primaryKey?.columns ?? [];
  return key.length === 1 && key[0] === column.name && (kind === 'integer' || kind === 'uuid');
}

/** The share of rows without a parent, where a parent is optional. */
const NO_PARENT = '20%';

function planReference(
  view: ColumnView,
  context: TableContext,
  reference: PlannedReference,
  domain: ColumnDomain,
): PlannedColumn {
  const { table, column } = view;
  const target = context.keyOf(reference.reference.target.table)!;
  const dependencies = dependenciesOf(context, column.name);
  const differs = dependencies.find((dependency) => dependency.kind === 'differs');
  const plain = call('ref', literal(target), otherThan(reference.options, differs?.from));
  if (domain.nulls === 'always') return line(literal(null), checkComment(view, domain.checks));
  const self = tableKey(reference.reference.target.table) === tableKey(table);
  const optional = column.nullable && domain.nulls === 'free' && !self;
  const made = applyDependencies(
    {
      column: column.name,
      type: view.type,
      nullable: column.nullable,
      mayBeNull: (name) => mayBeNull(table, name),
      value: plain,
      withNulls: optional ? call('maybe', literal(NO_PARENT), plain) : plain,
      inDomain: (inner) => (inner.values === undefined && inner.min === undefined ? plain : undefined),
    },
    dependencies.filter((dependency) => dependency !== differs),
  );
  if (made === undefined) return { kind: 'todo', reason: `CHECK ${domain.checks.join(', ')} binds a reference` };
  return line(made, dependencyComment(context, view));
}

/** A reference's options, with the reference of the row that it must not agree with. */
function otherThan(options: Expression | undefined, from: string | undefined): Expression | undefined {
  if (from === undefined) return options;
  const members = options?.kind === 'object' ? Object.fromEntries(options.members) : {};
  return object({ ...members, otherThan: literal(from) });
}

function mayBeNull(table: Table, name: string): boolean {
  return table.columns.find((column) => column.name === name)?.nullable ?? false;
}

function planValue(view: ColumnView, context: TableContext, domain: ColumnDomain): PlannedColumn | null {
  const { column, table, type } = view;
  if (domain.nulls === 'always') return line(literal(null), checkComment(view, domain.checks));
  const numbered = positionIn(view, context);
  if (numbered !== undefined) return line(numbered);
  const choice = roomForKeys(view, disjointRange(view) ?? afterParent(view, context, chooseGenerator(view)));
  const made = constrain(type, choice, domain);
  const impossible = made.kind === 'unsolved' ? made.reason : unsolvedCheck(context, column.name);
  if (impossible !== undefined) return giveUp(view, domain, impossible);
  const chosen = (made as Extract<typeof made, { kind: 'choice' }>).choice;
  const value = finished(chosen);
  const nulls = nullShare(view, domain, chosen);
  const written = applyDependencies(
    {
      column: column.name,
      type,
      nullable: column.nullable,
      mayBeNull: (name) => mayBeNull(table, name),
      value,
      withNulls: nulls === null ? value : call('maybe', literal(nulls), value),
      inDomain: (inner) => {
        const narrower = constrain(type, withoutEdgeCases(choice), inner);
        if (narrower.kind === 'unsolved') return undefined;
        const expression = finished(narrower.choice);
        return column.nullable && inner.nulls === 'free' && nulls !== null
          ? call('maybe', literal(nulls), expression)
          : expression;
      },
    },
    dependenciesOf(context, column.name),
  );
  if (written === undefined) return giveUp(view, domain, `CHECK ${domain.checks.join(', ')}`);
  const comment = dependencyComment(context, view) ?? checkComment(view, domain.checks);
  return line(written, comment, chosen.personal ?? false);
}

/** Numbers that have to differ from row to row get a range that many rows fit into. */
function roomForKeys(view: ColumnView, choice: Choice | undefined): Choice | undefined {
  const { table, column, type } = view;
  if (type.kind !== 'integer' || choice === undefined) return choice;
  const alone = keysOf(table).some(
    (key) => key.includes(column.name) && key.every((name) => name === column.name || !isReference(table, name)),
  );
  if (!alone) return choice;
  const max = type.bits >= 32 ? 1_000_000 : 2 ** (type.bits - 1) - 1;
  return { expression: call('integer', object({ min: literal(1), max: literal(max) })) };
}

function isReference(table: Table, column: string): boolean {
  return table.references.some((reference) => reference.columns.includes(column));
}

function withoutEdgeCases(choice: Choice | undefined): Choice | undefined {
  if (choice === undefined) return undefined;
  const { edges: _edges, ...rest } = choice;
  return rest;
}

/** Edge cases around the choice, and around them what a CHECK bounds. */
function finished(choice: Choice): Expression {
  const { expression, edges, wrap } = choice;
  const entries = Object.entries(edges ?? {});
  const edged =
    entries.length === 0
      ? expression
      : call('edge', expression, object(Object.fromEntries(entries.map(([name, rate]) => [name, literal(rate)]))));
  return wrap === undefined ? edged : wrap(edged);
}

/** The database's own value, then NULL, then a person's. */
function giveUp(view: ColumnView, domain: ColumnDomain, reason: string): PlannedColumn | null {
  const { column } = view;
  if (column.default !== null) return null;
  if (column.nullable && domain.nulls !== 'never') return line(literal(null), `${reason}`);
  return { kind: 'todo', reason };
}

function unsolvedCheck(context: TableContext, column: string): string | undefined {
  const found = context.solution.unsolved.find((each) => each.columns.includes(column));
  return found && `CHECK ${found.check}: ${found.sql}`;
}

function nullShare(view: ColumnView, domain: ColumnDomain, choice: Choice): string | null {
  if (!view.column.nullable || domain.nulls !== 'free') return null;
  const inKey = view.table.uniques.some((unique) => unique.nullsEqual && unique.parts.some((part) => part.kind === 'column' && part.column === view.column.name));
  if (inKey) return null;
  return `${Math.round((choice.nulls ?? 0.1) * 100)}%`;
}

function dependenciesOf(context: TableContext, column: string): readonly Dependency[] {
  return context.solution.dependencies.filter((dependency) => decides(dependency, column));
}

function decides(dependency: Dependency, column: string): boolean {
  switch (dependency.kind) {
    case 'order':
      return dependency.later === column;
    case 'differs':
    case 'given':
      return dependency.column === column;
    case 'together':
      return dependency.columns.slice(1).includes(column);
    case 'alternatives':
      return dependency.columns.includes(column);
  }
}

function dependencyComment(context: TableContext, view: ColumnView): string | undefined {
  const { name } = view.column;
  return checkComment(view, dependenciesOf(context, name).flatMap((dependency) => dependency.checks));
}

/** The rule that shaped a line: in its own words where they are few, otherwise by name. */
function checkComment(view: ColumnView, names: readonly string[]): string | undefined {
  const distinct = [...new Set(names)];
  const [only] = distinct;
  if (only === undefined) return undefined;
  const own = view.table.checks.find((check) => check.name === only)?.expression;
  if (distinct.length === 1 && own !== undefined && readable(own).length <= 60) {
    return `CHECK (${readable(own)})`;
  }
  return `CHECK ${distinct.join(', ')}`;
}

/** A number that tells the children of one parent apart: a line of an invoice, a place in a list. */
function positionIn(view: ColumnView, context: TableContext): Expression | undefined {
  const { table, column, type } = view;
  if (type.kind !== 'integer') return undefined;
  for (const key of keysOf(table)) {
    if (!key.includes(column.name)) continue;
    const others = key.filter((name) => name !== column.name);
    const parent = context.references.find(
      (each) => each.dealt && !each.nullable && others.length > 0 && others.every((name) => each.reference.columns.includes(name)),
    );
    if (parent !== undefined) return call('position', literal(parent.lead));
  }
  return undefined;
}

function keysOf(table: Table): (readonly string[])[] {
  return [
    table.primaryKey?.columns ?? [],
    ...table.uniques.map((unique) =>
      unique.parts.flatMap((part) => (part.kind === 'column' ? [part.column] : [])),
    ),
  ];
}

const BEGINNING = /^(?:created|inserted|registered|joined|added|issued|invoice|order)(?:_?(?:at|on|date|time))?$/;

/** A row begins after its parent did: a task after its project. */
function afterParent(view: ColumnView, context: TableContext, choice: Choice | undefined): Choice | undefined {
  const { type, name } = view;
  if ((type.kind !== 'timestamp' && type.kind !== 'date') || !BEGINNING.test(name)) return choice;
  for (const { reference, lead, nullable, dealt } of context.references) {
    if (nullable || !dealt) continue;
    const parent = context.model.tables.find((each) => tableKey(each) === tableKey(reference.target.table));
    const began = parent?.columns.find((column) => !column.nullable && /^(?:created|inserted)(?:_?(?:at|on))?$/.test(snakeCase(column.name)) && ['timestamp', 'date'].includes(storageType(column.type).kind));
    if (began === undefined) continue;
    return { expression: call('recent', object({ within: literal('3y'), after: literal(`${lead}.${began.name}`) })), nulls: choice?.nulls ?? 0.02 };
  }
  return choice;
}

/** A CHECK without the casts and brackets that the database prints and nobody wrote. */
function readable(sql: string): string {
  const plain = sql
    .replaceAll(/::(?:"[^"]+"|[a-z_][a-z0-9_.]*(?: varying| precision| with(?:out)? time zone)*)(?:\(\d+(?:,\s*\d+)?\))?(?:\[\])?/g, '')
    .replaceAll(/(?<![\w"])\(('[^']*'|-?[\d.]+|"?\w+"?)\)/g, '$1');
  let text = plain;
  while (isBracketed(text)) text = text.slice(1, -1);
  return text;
}

/** One pair of brackets around the whole. */
function isBracketed(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false;
  let depth = 0;
  for (let at = 0; at < text.length - 1; at++) {
    depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
    if (depth === 0) return false;
  }
  return true;
}

/** Ranges under an exclusion constraint are slots that do not touch. */
function disjointRange(view: ColumnView): Choice | undefined {
  if (view.type.kind !== 'range') return undefined;
  const excluded = view.table.exclusions.some((exclusion) =>
    exclusion.elements.some(
      ({ part, operator }) =>
        operator.endsWith('&&') && part.kind === 'column' && part.column === view.column.name,
    ),
  );
  return excluded ? { expression: call('disjointRange') } : undefined;
}
