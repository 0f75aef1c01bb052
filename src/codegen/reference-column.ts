import type { ElementsShape, Facets } from '../checks/facets.ts';
import type { ColumnDomain, Dependency } from '../checks/solution.ts';
import { tableKey } from '../schema/build-schema.ts';
import { formatTableName } from '../schema/facts.ts';
import type { Reference, Table } from '../schema/schema.ts';
import { applyDependencies } from './apply-dependencies.ts';
import { checkComment } from './check-comment.ts';
import type { ColumnView } from './column-view.ts';
import { elementOptions } from './constrain-elements.ts';
import { call, literal, type Expression } from './expression.ts';
import { isNullOnce } from './null-once.ts';
import { choosing, isOfKeys, orderedParent, parentWhere } from './parent-where.ts';
import { optionalReference, type PlannedReference } from './plan-references.ts';
import {
  dependenciesOf,
  dependencyComment,
  line,
  mayBeNull,
  nullOrTodo,
  type ColumnContext,
  type PlannedColumn,
} from './planned-column.ts';

/** The line of a reference. */
export function planReferenceColumn(
  view: ColumnView,
  context: ColumnContext,
  planned: PlannedReference,
  domain: ColumnDomain,
): PlannedColumn {
  const { table, column } = view;
  const { reference } = planned;
  if (domain.nulls === 'always')
    return line(literal(null), checkComment(table, column, domain.checks));
  const self = isSelf(view, planned);
  const { options, dependencies, bound, isWhere } = chooseParent(view, context, planned, domain);
  const binds = `CHECK ${domain.checks.join(', ')} binds a reference`;
  const reason =
    planned.impossible ??
    generatedKey(context, reference) ??
    context.unsolved.get(column.name) ??
    (bound ? binds : undefined);
  if (reason !== undefined) return nullForEver(nullOrTodo(view, domain.nulls, reason), reason);
  const single = call('ref', literal(context.keyOf(reference.target.table)!), options);
  const plain =
    column.type.kind === 'array'
      ? call('listOf', single, elementOptions(column, domain.elements))
      : single;
  const optional =
    column.nullable &&
    planned.nullable &&
    domain.nulls === 'free' &&
    !self &&
    !isNullOnce(table, column);
  const made = applyDependencies(
    {
      column: column.name,
      type: view.type,
      nullable: column.nullable,
      mayBeNull: (name) => mayBeNull(context, table, name),
      row: undefined,
      isBefore: () => false,
      value: plain,
      optional: (value) => (optional ? optionalReference(value, column.inferred?.nulls) : value),
      follows: () => false,
      inDomain: (inner) =>
        inner.values === undefined && inner.min === undefined ? plain : undefined,
    },
    dependencies,
  );
  if (made === undefined) return nullOrTodo(view, domain.nulls, binds);
  return line(
    made,
    isWhere ? checkComment(table, column, domain.checks) : dependencyComment(context, view),
  );
}

function isSelf({ table }: ColumnView, { many, reference }: PlannedReference): boolean {
  return !many && tableKey(reference.target.table) === tableKey(table);
}

/** How CHECKs choose the parent. */
interface ChosenParent {
  /** Of the reference. */
  readonly options: Expression | undefined;
  /** What is left to be met otherwise. */
  readonly dependencies: readonly Dependency[];
  /** A CHECK asks for keys that are no other row's to choose. */
  readonly bound: boolean;
  /** By what the row's other columns do not matter for. */
  readonly isWhere: boolean;
}

function chooseParent(
  view: ColumnView,
  context: ColumnContext,
  planned: PlannedReference,
  domain: ColumnDomain,
): ChosenParent {
  const { column } = view;
  const self = isSelf(view, planned);
  const all = dependenciesOf(context, column.name).filter(
    (dependency) => !(self && differsFromItself(view, dependency)),
  );
  const facets = facetsOf(domain);
  const where = self || all.length > 0 ? undefined : parentWhere(column, facets, planned, context);
  if (where !== undefined) return { options: where, dependencies: [], bound: false, isWhere: true };
  const above = self ? undefined : orderedParent(column, planned, all, context);
  const isFree = !isBound(facets, [], undefined, context, planned);
  if (above !== undefined && isFree)
    return { options: above, dependencies: [], bound: false, isWhere: false };
  const differs = all.find((dependency) => dependency.kind === 'differs');
  return {
    options: otherThan(planned.options, differs?.from),
    dependencies: all.filter((dependency) => dependency !== differs),
    bound: isBound(facets, all, differs?.from, context, planned),
    isWhere: false,
  };
}

/** A reference that leads nowhere in any row is worth a note: the file alone would hardly be read. */
function nullForEver(planned: PlannedColumn, reason: string): PlannedColumn {
  return planned.kind === 'line' ? { ...planned, remark: `always NULL: ${reason}` } : planned;
}

/** A row of a tree is never its own parent, unless it has to have one. */
function differsFromItself({ table, column }: ColumnView, dependency: Dependency): boolean {
  return (
    dependency.kind === 'differs' &&
    column.nullable &&
    (table.primaryKey?.columns ?? []).includes(dependency.from)
  );
}

/** What a domain says of keys, and not of NULL: room for the other side of an order says nothing. */
function facetsOf({ nulls: _nulls, checks: _checks, min, max, ...facets }: ColumnDomain): Facets {
  return {
    ...facets,
    ...(min !== undefined && isOfKeys(min) && { min }),
    ...(max !== undefined && isOfKeys(max) && { max }),
  };
}

/** Whether a CHECK asks for keys that are no other row's to choose. */
function isBound(
  { elements, ...facets }: Facets,
  dependencies: readonly Dependency[],
  differsFrom: string | undefined,
  context: ColumnContext,
  planned: PlannedReference,
): boolean {
  if (Object.keys(facets).length > 0 || !isCount(elements)) return true;
  if (dependencies.some((dependency) => dependency.kind === 'order')) return true;
  if (differsFrom === undefined) return false;
  const other = context.references.find((each) => each.lead === differsFrom)?.reference.target
    .table;
  return other === undefined || tableKey(other) !== tableKey(planned.reference.target.table);
}

/** How many references there are in a list, and that none is there twice, is the list's to see to. */
function isCount({ count: _count, distinct: _distinct, ...others }: ElementsShape = {}): boolean {
  return Object.keys(others).length === 0;
}

/** A key that the database computes is not known before the row is written. */
function generatedKey(context: ColumnContext, reference: Reference): string | undefined {
  const target = context.model.tables.find(
    (each) => tableKey(each) === tableKey(reference.target.table),
  );
  const computed = target?.columns.find(
    (column) => column.generated !== null && reference.target.columns.includes(column.name),
  );
  return computed && `the database computes ${reference.target.table.name}.${computed.name}`;
}

/** A reference's options, with the one of the row that it must not agree with. */
function otherThan(
  options: Expression | undefined,
  from: string | undefined,
): Expression | undefined {
  return from === undefined ? options : choosing(options, { otherThan: literal(from) });
}

/** A column of a reference to a table that has no factory, or that was not read. */
export function planLostReference(
  view: ColumnView,
  context: ColumnContext,
  domain: ColumnDomain,
): PlannedColumn | undefined {
  const { table, column } = view;
  for (const { columns, to } of lostReferences(table, context)) {
    if (!columns.includes(column.name)) continue;
    const optional = columns.filter((name) => mayBeNull(context, table, name));
    const reason = `refers to ${to}`;
    if (column.nullable) return nullOrTodo(view, domain.nulls, reason);
    if (optional.length === 0 && columns[0] === column.name) return { kind: 'todo', reason };
  }
  return undefined;
}

interface LostReference {
  /** Those that no other reference fills. */
  readonly columns: readonly string[];
  readonly to: string;
}

function lostReferences(table: Table, context: ColumnContext): LostReference[] {
  const filled = new Set(context.references.flatMap((each) => each.reference.columns));
  const own = (columns: readonly string[]): string[] => columns.filter((name) => !filled.has(name));
  const excluded = table.references
    .filter((each) => context.keyOf(each.target.table) === undefined)
    .map((each) => ({
      columns: own(each.columns),
      to: `${formatTableName(each.target.table)}, which has no factory`,
    }));
  const unread = context.model.skipped
    .filter((each) => each.columns !== undefined && tableKey(each) === tableKey(table))
    .map((each) => ({ columns: own(each.columns!), to: 'a table that was not read' }));
  return [...excluded, ...unread];
}
