import type { ColumnDomain, Dependency } from '../checks/solution.ts';
import type { Table } from '../schema/schema.ts';
import { readNumber, testNull } from './apply-formulas.ts';
import { afterParent } from './after-parent.ts';
import { applyDependencies } from './apply-dependencies.ts';
import { checkReason } from './check-reason.ts';
import { checkComment } from './check-comment.ts';
import { chooseGenerator } from './choose-generator.ts';
import type { Choice, ColumnView } from './column-view.ts';
import { withoutEdges } from './constrained.ts';
import { FREE } from './column-domain.ts';
import { constantDefault } from './constant-default.ts';
import { constrain } from './constrain.ts';
import { call, literal, object, type Expression } from './expression.ts';
import { roomyChoice } from './key-room.ts';
import { findLifecycle, type Lifecycle } from './lifecycle.ts';
import {
  dependenciesOf,
  dependencyComment,
  isBefore,
  line,
  mayBeNull,
  nullOrTodo,
  type ColumnContext,
  type PlannedColumn,
} from './planned-column.ts';
import type { Ordinary, RowReader } from './ordinary.ts';
import { containerOf, listAround } from './document-tree.ts';
import { isNullOnce } from './null-once.ts';
import { isNull } from './presence.ts';
import { columnTypeText } from './row-type.ts';
import { EARLY } from './rules/span-rules.ts';
import { keysOf } from './table-keys.ts';
import { usualBounds } from './usual-bounds.ts';

/** The line of a column that holds a value of its own. */
export function planValueColumn(
  view: ColumnView,
  context: ColumnContext,
  domain: ColumnDomain,
): PlannedColumn {
  const { column, table, type } = view;
  if (domain.nulls === 'always')
    return line(literal(null), checkComment(table, column, domain.checks));
  const unkept = unkeptReason(context, column.name);
  if (unkept !== undefined) return nullOrTodo(view, domain.nulls, unkept);
  const numbered = positionIn(view, context);
  if (numbered !== undefined) return line(numbered);
  const chosen = chooseFor(view, context, domain);
  const choice = listAround(table, column) === undefined ? chosen : withoutEdgeCases(chosen);
  const made = constrain(type, choice, domain);
  if (made.kind === 'unsolved') return giveUp(view, domain, made.reason);
  const unsolved = context.unsolved.get(column.name);
  if (unsolved !== undefined) return giveUp(view, domain, unsolved);
  const usual = usualBounds(view, context, choice);
  const dependencies = [...dependenciesOf(context, column.name), ...usual];
  const plain = usual.length === 0 ? made.choice : withoutEdges(made.choice);
  const ordinary = ordinaryColumn(view, context, domain, choice, plain);
  const written = applyDependencies(ordinary, dependencies);
  if (written === undefined) {
    const reason = checkReason(table.checks, domain.checks);
    return takesNull(dependencies) ? giveUp(view, domain, reason) : { kind: 'todo', reason };
  }
  const comment = commentOn(view, context, domain, { usual, written });
  return line(written, comment, made.choice.personal ?? false);
}

interface Written {
  readonly written: Expression;
  /** What shapes the line without a CHECK. */
  readonly usual: readonly Dependency[];
}

/** Which CHECKs made the line what it is; of times also those that it keeps to by its name alone. */
function commentOn(
  view: ColumnView,
  context: ColumnContext,
  domain: ColumnDomain,
  { written, usual }: Written,
): string | undefined {
  const related = dependencyComment(context, view);
  const { kind } = view.type;
  if ((isTime(kind) || kind === 'time') && related !== undefined) return related;
  if (isSame(written, uncheckedValue(view, context, usual))) return undefined;
  return related ?? checkComment(view.table, view.column, domain.checks, written);
}

/** What the line would say without any CHECK. */
function uncheckedValue(
  view: ColumnView,
  context: ColumnContext,
  usual: readonly Dependency[],
): Expression | undefined {
  const choice = chooseFor(view, context, FREE);
  if (choice === undefined) return undefined;
  const plain = usual.length === 0 ? choice : withoutEdges(choice);
  return applyDependencies(ordinaryColumn(view, context, FREE, choice, plain), usual);
}

function isSame(a: Expression, b: Expression | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * The column as it is when no other column of the row matters.
 *
 * @param choice - by name and type
 * @param chosen - the same within what CHECKs leave
 */
function ordinaryColumn(
  view: ColumnView,
  context: ColumnContext,
  domain: ColumnDomain,
  choice: Choice | undefined,
  chosen: Choice,
): Ordinary {
  const { column, table, type } = view;
  const lifecycle = isTime(type.kind) ? findLifecycle(view, context.solution) : undefined;
  const told = lifecycle !== undefined && isTold(dependenciesOf(context, column.name), lifecycle);
  const nulls = nullShare(view, context, domain, chosen);
  const optional = (value: Expression): Expression => {
    if (nulls === null || isNull(value)) return value;
    return lifecycle === undefined
      ? call('maybe', literal(nulls), value)
      : inStates(lifecycle, value);
  };
  return {
    column: column.name,
    type,
    nullable: column.nullable && domain.nulls !== 'never',
    mayBeNull: (name) => mayBeNull(context, table, name),
    isBefore: (earlier, later) => isBefore(context, earlier, later),
    row: containerOf(table, column) === undefined ? rowReader(context, table) : undefined,
    min: domain.min,
    max: domain.max,
    minOf: (name) => context.solution.columns.get(name)?.min,
    value: finished(chosen),
    optional,
    follows: (name, strictly) => followsColumn(chosen.expression, name, strictly),
    inDomain: (inner) => {
      const narrower = constrain(type, withoutEdgeCases(choice), inner);
      if (narrower.kind === 'unsolved') return undefined;
      const value = finished(narrower.choice);
      if (inner.nulls !== 'free') return value;
      return told ? literal(null) : optional(value);
    },
  };
}

/** A time where it has come to that, NULL otherwise. */
function inStates({ column, states }: Lifecycle, expression: Expression): Expression {
  const cases = states.map((state) => [state, expression] as const);
  return call('given', literal(column), object(Object.fromEntries(cases)), literal(null));
}

/** A CHECK tells the states apart already. */
function isTold(dependencies: readonly Dependency[], { column }: Lifecycle): boolean {
  return dependencies.some(
    (dependency) => dependency.kind === 'given' && dependency.on.includes(column),
  );
}

/** Whether an expression makes times that are not before another column's. */
function followsColumn(expression: Expression, column: string, strictly: boolean): boolean {
  if (expression.kind !== 'call') return false;
  const [first] = expression.args;
  const name = JSON.stringify(literal(column));
  if (expression.name === 'after') return JSON.stringify(first) === name;
  if (expression.name !== 'recent' || strictly || first?.kind !== 'object') return false;
  return first.members.some(
    ([option, value]) => option === 'after' && JSON.stringify(value) === name,
  );
}

/** Whether a column may be NULL whatever the columns are that it depends on. */
function takesNull(dependencies: readonly Dependency[]): boolean {
  return dependencies.every(
    (dependency) =>
      dependency.kind === 'order' ||
      dependency.kind === 'differs' ||
      dependency.kind === 'formula' ||
      (dependency.kind === 'given' &&
        dependency.cases.every(({ domain }) => domain.nulls !== 'never')),
  );
}

/** Why a key, an exclusion constraint or a partition would refuse whatever is put here. */
function unkeptReason(context: ColumnContext, column: string): string | undefined {
  return (
    context.keys.unsolved.get(column) ??
    context.exclusions.unsolved.get(column) ??
    (context.partitions.unsolved.includes(column)
      ? 'no value is sure to have a partition'
      : undefined)
  );
}

function chooseFor(
  view: ColumnView,
  context: ColumnContext,
  domain: ColumnDomain,
): Choice | undefined {
  const { name } = view.column;
  if (context.exclusions.slots.has(name)) return { expression: call('disjointRange') };
  const choice = chooseGenerator(withCheckedLength(view, domain));
  if (context.keys.carriers.has(name)) {
    const roomy = roomyChoice(view, choice, domain);
    return roomy && { ...roomy, unique: true };
  }
  return choice && withRoomAfter(view, context, afterParent(view, context, choice));
}

/** A time of day that CHECKs have another one come after is early. */
function withRoomAfter(view: ColumnView, context: ColumnContext, choice: Choice): Choice {
  const { name } = view.column;
  const isEarlier = context.solution.dependencies.some(
    (each) => each.kind === 'order' && each.earlier === name && each.below !== true,
  );
  return isEarlier && isSame(choice.expression, call('timeOfDay'))
    ? { ...choice, expression: EARLY }
    : choice;
}

/** Rules go by how much a column takes, whether its type or a CHECK says so. */
function withCheckedLength(view: ColumnView, { length }: ColumnDomain): ColumnView {
  const { type } = view;
  const max = length?.max ?? null;
  if (type.kind !== 'text' || max === null || (type.length !== null && type.length <= max))
    return view;
  return { ...view, type: { ...type, length: max } };
}

function withoutEdgeCases(choice: Choice | undefined): Choice | undefined {
  if (choice === undefined) return undefined;
  const { edges: _edges, ...rest } = choice;
  return rest;
}

/** Edge cases around the choice, and around them what a CHECK bounds. */
function finished(choice: Choice): Expression {
  const { expression, edges, wrap } = choice;
  const rates = Object.entries(edges ?? {}).map(([name, rate]) => [name, literal(rate)] as const);
  const edged =
    rates.length === 0 ? expression : call('edge', expression, object(Object.fromEntries(rates)));
  return wrap === undefined ? edged : wrap(edged);
}

/**
 * The database's own value, then NULL, then a person's. A value that is plain to see is written: rows have it
 * then, as the database would.
 */
function giveUp(view: ColumnView, domain: ColumnDomain, reason: string): PlannedColumn {
  const { table, column } = view;
  if (column.default === null || column.sequence !== null)
    return nullOrTodo(view, domain.nulls, reason);
  const constant = constantDefault(column);
  const isInKey = keysOf(table).some((key) => key.includes(column.name));
  if (constant === undefined || isInKey) return { kind: 'left out' };
  return line(literal(constant), `its default: ${reason}`);
}

function nullShare(
  view: ColumnView,
  context: ColumnContext,
  domain: ColumnDomain,
  choice: Choice,
): string | null {
  const { column, table } = view;
  const never = !column.nullable || domain.nulls !== 'free' || isNullOnce(table, column);
  if (never || context.referredTo.has(column.name)) return null;
  const share = column.inferred?.nulls ?? choice.nulls ?? 0.1;
  return `${Math.round(share * 100) || 1}%`;
}

/** A number that tells the children of one parent apart: a line of an invoice, a place in a list. */
function positionIn(view: ColumnView, context: ColumnContext): Expression | undefined {
  const { table, column, type } = view;
  if (type.kind !== 'integer') return undefined;
  for (const key of keysOf(table)) {
    if (!key.includes(column.name)) continue;
    const others = key.filter((name) => name !== column.name);
    // The key holds all of the reference: two parents never share the rest of it.
    const parent = context.references.find(
      ({ dealt, nullable, reference }) =>
        dealt &&
        !nullable &&
        others.length > 0 &&
        others.every((name) => reference.columns.includes(name)) &&
        reference.columns.every((name) => others.includes(name)),
    );
    if (parent !== undefined) return call('position', literal(parent.lead));
  }
  return undefined;
}

function rowReader(context: ColumnContext, table: Table): RowReader {
  const typeOf = (name: string): string => declaredType(context, table, name);
  return {
    number: (name, otherwise) => readNumber(name, typeOf(name), otherwise),
    isNull: (name) => testNull(name, typeOf(name)),
  };
}

/** As a row has it, where some fields may be absent. */
function declaredType(context: ColumnContext, table: Table, name: string): string {
  if (!table.columns.some((each) => each.name === name)) return 'unknown';
  const column = context.declared(name);
  const text = columnTypeText(column, false);
  return column.optional ? `${text} | undefined` : text;
}

function isTime(kind: string): boolean {
  return kind === 'timestamp' || kind === 'date';
}
