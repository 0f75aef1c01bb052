import type { Dependency, ColumnDomain, TableSolution } from '../checks/solution.ts';
import type { Column, SchemaModel, Table, UniqueKey } from '../schema/schema.ts';
import { checkComment } from './check-comment.ts';
import type { ColumnView } from './column-view.ts';
import type { ExclusionPlan } from './exclusions.ts';
import { literal, type Expression } from './expression.ts';
import type { KeyPlan } from './key-room.ts';
import type { PartitionDemands } from './partition-facets.ts';
import type { PlannedReference } from './plan-references.ts';
import type { SoftReferences } from './soft-references.ts';

/** What a column's line in a definition says. */
export type PlannedColumn =
  | {
      readonly kind: 'line';
      readonly value: Expression;
      readonly comment: string | undefined;
      readonly personal: boolean;
      /** What the person should know of it, who may not look at every file. */
      readonly remark?: string;
    }
  | { readonly kind: 'todo'; readonly reason: string }
  /** No line: the database's own default fills it, whatever that gives. */
  | { readonly kind: 'left out' };

export interface TableContext {
  readonly model: SchemaModel;
  /** A column as it was declared: planning takes what may be absent for NULL. */
  readonly declared: (column: string) => Column;
  /** Keys of which a row may have many: on elements of lists, and on fields of documents in them. */
  readonly listKeys: readonly UniqueKey[];
  readonly solution: TableSolution;
  readonly keyOf: (table: { readonly schema: string; readonly name: string }) => string | undefined;
  /** Whether migrations fill a table, so that its rows are not made. */
  readonly isExisting: (table: Table) => boolean;
  readonly references: readonly PlannedReference[];
  readonly referencesOf: (table: Table) => readonly PlannedReference[];
  /** References that only names tell. */
  readonly soft: SoftReferences;
}

/** The context of a table, with what its keys and partitions ask for. */
export interface ColumnContext extends TableContext {
  readonly exclusions: ExclusionPlan;
  readonly keys: KeyPlan;
  readonly partitions: PartitionDemands;
  /** What columns in lists have to do with each other. */
  readonly inLists: readonly Dependency[];
  /** Columns that others' references lead to: none of them is NULL. */
  readonly referredTo: ReadonlySet<string>;
  /** Columns that nothing can fill as a CHECK asks, and the check. */
  readonly unsolved: ReadonlyMap<string, string>;
}

export function line(value: Expression, comment?: string, personal = false): PlannedColumn {
  return { kind: 'line', value, comment, personal };
}

/** NULL where the column takes it, otherwise a person's turn. */
export function nullOrTodo(
  view: ColumnView,
  nulls: ColumnDomain['nulls'],
  reason: string,
): PlannedColumn {
  return view.column.nullable && nulls !== 'never'
    ? line(literal(null), reason)
    : { kind: 'todo', reason };
}

/** What other columns of the row decide about a column. */
export function dependenciesOf(context: TableContext, column: string): readonly Dependency[] {
  return context.solution.dependencies.filter((dependency) => decides(dependency, column));
}

function decides(dependency: Dependency, column: string): boolean {
  switch (dependency.kind) {
    case 'order':
      return (dependency.below ? dependency.earlier : dependency.later) === column;
    case 'differs':
    case 'formula':
    case 'given':
      return dependency.column === column;
    case 'together':
      return dependency.columns.slice(1).includes(column);
    case 'alternatives':
      return dependency.columns.includes(column);
  }
}

/** Whether CHECKs have one column after another, directly or by way of others. */
export function isBefore(context: TableContext, earlier: string, later: string): boolean {
  return context.solution.dependencies.some(
    (each) =>
      each.kind === 'order' &&
      each.earlier === earlier &&
      (each.later === later || isBefore(context, each.later, later)),
  );
}

export function dependencyComment(context: TableContext, view: ColumnView): string | undefined {
  const checks = dependenciesOf(context, view.column.name).flatMap(
    (dependency) => dependency.checks,
  );
  return checkComment(view.table, view.column, checks);
}

/** Whether a column of a row can be NULL, CHECKs considered. */
export function mayBeNull({ solution }: TableContext, table: Table, name: string): boolean {
  const column = table.columns.find((each) => each.name === name);
  return column?.nullable === true && solution.columns.get(name)?.nulls !== 'never';
}
