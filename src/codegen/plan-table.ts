import type { ColumnDomain, UnsolvedCheck } from '../checks/solution.ts';
import { tableKey } from '../schema/build-schema.ts';
import { storageType } from '../schema/column-type.ts';
import type { Column, Table } from '../schema/schema.ts';
import { columnDomain } from './column-domain.ts';
import { viewColumn, type ColumnView } from './column-view.ts';
import { expiryComment, expiryDemands } from './expiry.ts';
import { planExclusions } from './exclusions.ts';
import { fieldName, fieldsOf, hasFields, listAround, ownColumns } from './document-tree.ts';
import { call, commented, literal, type Expression } from './expression.ts';
import { findCounter } from './find-counters.ts';
import { planKeyRoom } from './key-room.ts';
import { partitionsWithConstraints } from './left-out.ts';
import { partitionDemands } from './partition-facets.ts';
import { isAbsentOnce } from './null-once.ts';
import { apartInEveryList } from './list-keys.ts';
import { apartInLists } from './list-variants.ts';
import { planDocument } from './plan-document.ts';
import { optionalReference } from './plan-references.ts';
import {
  line,
  type ColumnContext,
  type PlannedColumn,
  type TableContext,
} from './planned-column.ts';
import { withPresence } from './presence.ts';
import { planLostReference, planReferenceColumn } from './reference-column.ts';
import { polymorphicTypes, softReferenceValue } from './soft-references.ts';
import { unsolvedChecks, unsolvedColumns } from './unsolved-columns.ts';
import { planValueColumn } from './value-column.ts';

/** What the file of one table says. */
export interface TablePlan {
  readonly lines: readonly ColumnLine[];
  readonly anonymize: readonly string[];
  /** Columns that only the database fills: rows do not have them. */
  readonly leftOut: ReadonlySet<string>;
  /** Columns that nobody but a person can fill; the table is skipped until then. */
  readonly todos: readonly Todo[];
  /** What could not be done in full, for the summary. */
  readonly unsolved: readonly UnsolvedCheck[];
  /** What else a person should know of its columns. */
  readonly remarks: readonly string[];
}

export interface ColumnLine {
  readonly column: string;
  /** With what is said of it. */
  readonly value: Expression;
}

export interface Todo {
  readonly column: string;
  readonly reason: string;
}

/**
 * Plans the definition of a table: a line for every column that its key or the database does not fill.
 *
 * @param table - of the schema model
 * @param context - what its checks leave, how references are written
 */
export function planTable(table: Table, given: TableContext): TablePlan {
  const context = columnContext(table, given);
  const unsolved = unsolvedChecks(table, context.solution);
  const plan = new LinesOfTable(table, context);
  return {
    lines: plan.linesOf(ownColumns(table)),
    anonymize: [...plan.anonymize],
    leftOut: plan.leftOut,
    todos: plan.todos,
    unsolved,
    remarks: plan.remarks,
  };
}

/** The lines of a table, and what is found out while they are planned. */
class LinesOfTable {
  readonly anonymize = new Set<string>();
  readonly leftOut = new Set<string>();
  readonly todos: Todo[] = [];
  readonly remarks: string[] = [];
  readonly #table: Table;
  readonly #context: ColumnContext;

  constructor(table: Table, context: ColumnContext) {
    this.#table = table;
    this.#context = context;
  }

  linesOf(columns: readonly Column[]): readonly ColumnLine[] {
    return columns.flatMap((column) => {
      const value = this.#valueOf(column);
      return value === undefined ? [] : [{ column: fieldName(this.#table, column), value }];
    });
  }

  #valueOf(column: Column): Expression | undefined {
    const planned = this.#plan(viewColumn(this.#table, column));
    if (planned === null) return undefined;
    if (planned.kind === 'left out') {
      this.leftOut.add(column.name);
      return undefined;
    }
    if (planned.kind === 'todo') {
      const { reason } = planned;
      this.todos.push({ column: column.name, reason });
      const todo = call('todo', literal(reason));
      return commented(todo, 'TODO(gen-factories): fill it in ../index.ts');
    }
    if (planned.remark !== undefined) this.remarks.push(`${column.name} is ${planned.remark}`);
    // Of what is in a list, all of the list is anonymised.
    if (planned.personal) {
      this.anonymize.add(listAround(this.#table, column)?.name ?? column.name);
    }
    const declared = this.#context.declared(column.name);
    const once = isAbsentOnce(this.#table, column);
    const present = once ? planned.value : withPresence(declared, planned.value);
    const value = present && apartInEveryList(this.#table, this.#context.listKeys, column, present);
    const comment = planned.comment ?? expiryComment(this.#table, column);
    return value && commented(value, comment);
  }

  #plan(view: ColumnView): PlannedColumn | null {
    const { table, column } = view;
    if (!hasFields(column.type)) return planColumn(view, this.#context);
    const members = this.linesOf(fieldsOf(table, column)).map(
      (each) => [each.column, each.value] as const,
    );
    const { solution, partitions } = this.#context;
    const domain = columnDomain(column, solution, partitions);
    return planDocument(view, this.#context, domain, { fields: fieldsOf(table, column), members });
  }
}

function columnContext(table: Table, context: TableContext): ColumnContext {
  const { model } = context;
  const { own, inLists } = apartInLists(table, context.solution.dependencies);
  const solution = { ...context.solution, dependencies: own };
  const exclusions = planExclusions(table);
  const referredTo = model.tables.flatMap((each) =>
    each.references
      .filter((reference) => tableKey(reference.target.table) === tableKey(table))
      .flatMap((reference) => reference.target.columns),
  );
  return {
    ...context,
    solution,
    inLists,
    exclusions,
    keys: planKeyRoom(table, solution, exclusions.keys),
    partitions:
      table.partitioning === null
        ? expiryDemands(table)
        : partitionDemands(table, partitionsWithConstraints(model)),
    referredTo: new Set(referredTo),
    unsolved: unsolvedColumns(table, solution),
  };
}

function planColumn(view: ColumnView, context: ColumnContext): PlannedColumn | null {
  const { table, column } = view;
  if (column.generated !== null) return null;
  if (column.unread !== undefined) return { kind: 'todo', reason: column.unread };
  const domain = columnDomain(column, context.solution, context.partitions);
  const reference = context.references.find((each) => each.lead === column.name);
  if (reference !== undefined) return planReferenceColumn(view, context, reference, domain);
  if (context.references.some((each) => each.reference.columns.includes(column.name))) return null;
  if (isImplied(table, column, domain)) return null;
  const lost = planLostReference(view, context, domain);
  if (lost !== undefined) return lost;
  const counter = findCounter(table, column, context.model, context.referencesOf);
  if (counter !== undefined) {
    return line(call('countOf', literal(context.keyOf(counter.child)!), literal(counter.column)));
  }
  return planSoftReference(view, context, domain) ?? planValueColumn(view, context, domain);
}

/** A reference without a foreign key, and the column that says to which table. */
function planSoftReference(
  view: ColumnView,
  context: ColumnContext,
  domain: ColumnDomain,
): PlannedColumn | undefined {
  const { column } = view;
  if (domain.checks.length > 0) return undefined;
  const types = polymorphicTypes(column, context.soft);
  if (types !== undefined) return line(types);
  const reference = context.soft.get(column.name);
  if (reference === undefined) return undefined;
  const value = softReferenceValue(reference, column.nullable, (table) => context.keyOf(table)!);
  const optional = column.nullable && reference.kind === 'plain';
  return line(optional ? optionalReference(value) : value, 'by its name; there is no foreign key');
}

/** Types of keys that the runtime makes by itself, where one is the whole primary key. */
const IMPLIED_KEYS: ReadonlySet<string> = new Set(['integer', 'uuid', 'objectid']);

/** Keys that the runtime makes by itself: integers from 1, uuids and ids of MongoDB's. */
function isImplied(table: Table, column: Column, domain: ColumnDomain): boolean {
  const { nulls: _nulls, checks: _checks, excluded: _excluded, min, ...facets } = domain;
  if (Object.keys(facets).length > 0 || (min !== undefined && Number(min.value) > 1)) return false;
  const { kind } = storageType(column.type);
  if (kind === 'integer' && (column.identity !== null || column.sequence !== null)) return true;
  const key = table.primaryKey?.columns ?? [];
  return key.length === 1 && key[0] === column.name && IMPLIED_KEYS.has(kind);
}
