import type { Constraint } from 'libpg-query';
import type { ReferentialAction } from '../../../src/schema/schema.ts';
import { parenthesized } from './clauses.ts';
import {
  columnOf,
  find,
  type DraftColumn,
  type DraftKey,
  type DraftReference,
  type DraftTable,
} from './draft.ts';
import { sqlExpression } from './expressions.ts';
import { family, inheritCheck } from './inheritance.ts';
import { addExclusion, addUnique, adoptIndex, deferrableOf } from './keys.ts';
import { AlreadyThere, NotRead } from '../not-read.ts';
import { newConstraintName } from './object-names.ts';
import type { Step } from './step.ts';
import { rangeName, texts } from './tree.ts';

/** A constraint, and the column in whose definition it is. */
export interface Written {
  readonly constraint: Constraint;
  readonly column?: DraftColumn;
}

/** The order in which a statement's constraints are made, whatever theirs is. */
const ORDER: readonly Constraint['contype'][] = [
  'CONSTR_NOTNULL',
  'CONSTR_CHECK',
  'CONSTR_PRIMARY',
  'CONSTR_UNIQUE',
  'CONSTR_EXCLUSION',
  'CONSTR_FOREIGN',
];

/** Adds the constraints of one statement. */
export function addConstraints(step: Step, table: DraftTable, all: readonly Written[]): void {
  const place = ({ constraint }: Written): number => ORDER.indexOf(constraint.contype);
  for (const written of [...all].sort((a, b) => rank(place(a)) - rank(place(b)))) {
    addConstraint(step, table, written);
  }
}

/** Unique and exclusion constraints are made in the order they are written in. */
function rank(place: number): number {
  return ORDER[place] === 'CONSTR_EXCLUSION' ? place - 1 : place;
}

/**
 * Adds a constraint to a table.
 *
 * @param deep - tables that inherit from it get it, too
 */
export function addConstraint(step: Step, table: DraftTable, written: Written, deep = true): void {
  const { constraint, column } = written;
  switch (constraint.contype) {
    case 'CONSTR_CHECK':
      return addCheck(step, table, constraint, deep);
    case 'CONSTR_PRIMARY':
    case 'CONSTR_UNIQUE':
      if (constraint.indexname !== undefined) return adoptIndex(table, constraint);
      return addUnique(step, table, written, deep);
    case 'CONSTR_EXCLUSION':
      return addExclusion(step, table, constraint, deep);
    case 'CONSTR_FOREIGN':
      return addReference(step, table, written);
    case 'CONSTR_NOTNULL':
      if (column === undefined) requireColumns(step, table, constraint, deep);
      return;
    default:
  }
}

function requireColumns(step: Step, table: DraftTable, { keys }: Constraint, deep: boolean): void {
  for (const name of texts(keys)) {
    for (const each of family(step.draft, table, deep)) columnOf(each, name).notNull = true;
  }
}

function addCheck(step: Step, table: DraftTable, constraint: Constraint, deep: boolean): void {
  const sql = parenthesized(step.text, constraint.location, 'CHECK');
  const expression = sqlExpression(table, constraint.raw_expr, sql);
  const name = constraint.conname ?? checkName(step, table, expression.reads);
  const inherited = table.checks.find((check) => check.name === name);
  if (inherited?.local === true) throw thereAlready(table, name);
  if (inherited !== undefined) {
    inherited.local = true;
    return;
  }
  const check = {
    name,
    expression,
    enforced: constraint.is_enforced === true,
    noInherit: constraint.is_no_inherit === true,
    local: true,
    inherited: 0,
  };
  table.checks.push(check);
  for (const below of family(step.draft, table, deep).slice(1)) inheritCheck(below, check);
}

/** After the column, where a check is about one. */
function checkName(step: Step, table: DraftTable, reads: readonly DraftColumn[]): string {
  const [only, another] = reads;
  const column = another === undefined ? (only?.name ?? null) : null;
  return newConstraintName(step.draft, table.schema, [table.name, column, 'check']);
}

const ACTIONS: Readonly<Record<string, ReferentialAction>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

function addReference(step: Step, table: DraftTable, { constraint, column }: Written): void {
  const columns = column
    ? [column]
    : texts(constraint.fk_attrs).map((name) => columnOf(table, name));
  const name = constraint.conname ?? referenceName(step, table, columns);
  if ([...table.references, ...table.lostReferences].some((each) => each.name === name)) {
    throw thereAlready(table, name);
  }
  const written = rangeName(constraint.pktable);
  const target = find(step.draft, step.draft.tables, written);
  if (target === undefined) {
    const { schema, name: lost } = written;
    const path = `${schema ?? step.draft.searchPath[0] ?? ''}.${lost}`;
    table.lostReferences.push({ name, columns, target: path });
    return;
  }
  table.references.push({
    name,
    columns,
    ...targetOf(target, constraint),
    ...behaviour(constraint),
    inherited: false,
  });
}

function referenceName(step: Step, table: DraftTable, columns: readonly DraftColumn[]): string {
  const names = columns.map((column) => column.name).join('_');
  return newConstraintName(step.draft, table.schema, [table.name, names, 'fkey']);
}

function behaviour(
  constraint: Constraint,
): Pick<DraftReference, 'onDelete' | 'onUpdate' | 'match' | 'deferrable' | 'validated'> {
  return {
    onDelete: ACTIONS[constraint.fk_del_action ?? 'a'] ?? 'no action',
    onUpdate: ACTIONS[constraint.fk_upd_action ?? 'a'] ?? 'no action',
    match: constraint.fk_matchtype === 'f' ? 'full' : 'simple',
    deferrable: deferrableOf(constraint),
    validated: constraint.skip_validation !== true,
  };
}

/** Without columns a reference leads to the primary key. */
function targetOf(
  target: DraftTable,
  { pk_attrs: named }: Constraint,
): Pick<DraftReference, 'target' | 'targetColumns' | 'key'> {
  const primary = target.keys.find((key) => key.kind === 'primary');
  const names = texts(named);
  if (names.length > 0) {
    const targetColumns = names.map((name) => columnOf(target, name));
    return { target, targetColumns, key: keyOver(target, targetColumns) };
  }
  if (primary === undefined) throw new NotRead(`${target.name} has no primary key to lead to`);
  return { target, targetColumns: keyColumns(primary), key: primary };
}

function keyOver({ keys }: DraftTable, columns: readonly DraftColumn[]): DraftKey | null {
  const covers = (key: DraftKey): boolean => {
    const own = keyColumns(key);
    const whole = own.length === key.parts.length && key.where === null;
    return whole && own.length === columns.length && columns.every((each) => own.includes(each));
  };
  const found = keys.filter((key) => key.kind !== 'index' && covers(key));
  return found.find((key) => key.kind === 'primary') ?? found[0] ?? null;
}

function keyColumns({ parts }: DraftKey): readonly DraftColumn[] {
  return parts.flatMap((part) => (part.kind === 'column' ? [part.column] : []));
}

function thereAlready(table: DraftTable, name: string): AlreadyThere {
  return new AlreadyThere(`${table.name} has a constraint "${name}" already`);
}
