import type { Constraint, IndexElem, IndexStmt, Node } from 'libpg-query';
import type { Deferrable } from '../../../src/schema/schema.ts';
import { keyPartTexts, parenthesized, predicateText } from './clauses.ts';
import {
  columnOf,
  tableOf,
  type DraftColumn,
  type DraftKey,
  type DraftPart,
  type DraftTable,
} from './draft.ts';
import { sqlExpression } from './expressions.ts';
import { passOn } from './copy-key.ts';
import { family, partitionsOf } from './inheritance.ts';
import { namesOf } from './key-names.ts';
import { AlreadyThere, NotRead } from '../not-read.ts';
import { isRelation, newRelationName } from './object-names.ts';
import type { Step } from './step.ts';
import { rangeName, texts } from './tree.ts';

const PLAIN = {
  constraint: true,
  included: [],
  operators: null,
  where: null,
  nullsEqual: false,
} as const;

/**
 * Adds a primary key or a unique constraint.
 *
 * @param column - in whose definition it is
 * @param deep - partitions get their part of it
 */
export function addUnique(
  step: Step,
  table: DraftTable,
  { constraint, column }: { readonly constraint: Constraint; readonly column?: DraftColumn },
  deep: boolean,
): void {
  const primary = constraint.contype === 'CONSTR_PRIMARY';
  const columns = column ? [column] : texts(constraint.keys).map((name) => columnOf(table, name));
  if (primary) requireAll(step, table, columns);
  const parts = columns.map((each): DraftPart => ({ kind: 'column', column: each }));
  const included = texts(constraint.including).map((name) => columnOf(table, name));
  const label = primary ? 'pkey' : 'key';
  const second = primary ? null : namesOf(parts, included);
  addKey(step, table, constraint.conname, [second, label], {
    ...PLAIN,
    kind: primary ? 'primary' : 'unique',
    parts,
    included,
    // The last part is a range, and ranges of rows that are equal otherwise must not meet.
    operators: constraint.without_overlaps
      ? parts.map((_, index) => (index === parts.length - 1 ? '&&' : '='))
      : null,
    nullsEqual: constraint.nulls_not_distinct === true,
    deferrable: deferrableOf(constraint),
    deep,
  });
}

/** No column of a primary key is NULL, here and in what is below. */
function requireAll({ draft }: Step, table: DraftTable, columns: readonly DraftColumn[]): void {
  const names = columns.map(({ name }) => name);
  for (const { columns: all } of family(draft, table, true)) {
    for (const column of all) if (names.includes(column.name)) column.notNull = true;
  }
}

/** Adds an exclusion constraint. */
export function addExclusion(
  step: Step,
  table: DraftTable,
  constraint: Constraint,
  deep: boolean,
): void {
  const { location, where_clause: predicate } = constraint;
  const pairs = (constraint.exclusions ?? []).map((node) =>
    'List' in node ? (node.List.items ?? []) : [],
  );
  const sql = keyPartTexts(step.text, step.text.indexAt(location));
  const parts = pairs.map(([element], index) => readPart(table, element, sql[index] ?? ''));
  const included = texts(constraint.including).map((name) => columnOf(table, name));
  const nodes = pairs.flatMap(([element]) => element ?? []);
  addKey(step, table, constraint.conname, [namesOf(parts, included, nodes), 'excl'], {
    ...PLAIN,
    kind: 'exclusion',
    parts,
    included,
    operators: pairs.map(([, operator]) => texts(operator && [operator]).at(-1) ?? '='),
    where:
      predicate === undefined
        ? null
        : sqlExpression(table, predicate, parenthesized(step.text, location, 'WHERE')),
    deferrable: deferrableOf(constraint),
    deep,
  });
}

/** CREATE INDEX. */
export function createIndex(step: Step, statement: IndexStmt): void {
  const table = tableOf(step.draft, rangeName(statement.relation));
  const { idxname, indexParams, whereClause } = statement;
  if (idxname !== undefined && isRelation(step.draft, table.schema, idxname)) {
    if (statement.if_not_exists) return;
    throw new AlreadyThere(`There is a relation "${idxname}" already`);
  }
  const from = step.text.tokens.findIndex((token) => token.keyword === 'ON');
  const sql = keyPartTexts(step.text, from);
  const parts = (indexParams ?? []).map((each, index) => readPart(table, each, sql[index] ?? ''));
  const included = (statement.indexIncludingParams ?? []).flatMap((node) =>
    'IndexElem' in node ? [columnOf(table, node.IndexElem.name ?? '')] : [],
  );
  addKey(step, table, idxname, [namesOf(parts, included, indexParams), 'idx'], {
    ...PLAIN,
    constraint: false,
    kind: statement.unique ? 'unique' : 'index',
    parts,
    included,
    where: whereClause && sqlExpression(table, whereClause, predicateText(step.text)),
    nullsEqual: statement.nulls_not_distinct === true,
    deferrable: 'no',
    deep: statement.relation?.inh === true,
  });
}

function addKey(
  step: Step,
  table: DraftTable,
  given: string | undefined,
  [second, label]: readonly [string | null, string],
  {
    deep,
    ...key
  }: Omit<DraftKey, 'name' | 'where' | 'partOf'> & {
    readonly where: DraftKey['where'] | undefined;
    readonly deep: boolean;
  },
): void {
  const { draft } = step;
  if (given !== undefined && isRelation(draft, table.schema, given)) {
    throw new AlreadyThere(`There is a relation "${given}" already`);
  }
  if (key.kind === 'primary' && table.keys.some(({ kind }) => kind === 'primary')) {
    throw new AlreadyThere(`${table.name} has a primary key already`);
  }
  const parts = [table.name, second, label] as const;
  const name = given ?? newRelationName(draft, table.schema, parts, key.constraint);
  const added = { ...key, name, where: key.where ?? null, partOf: null };
  table.keys.push(added);
  if (!deep) return;
  for (const below of partitionsOf(draft, table)) passOn(step, below, added);
}

/** A constraint of an index that is there: ADD PRIMARY KEY USING INDEX. */
export function adoptIndex(table: DraftTable, constraint: Constraint): void {
  const index = table.keys.find((key) => key.name === constraint.indexname);
  if (index === undefined) throw new NotRead(`There is no index "${constraint.indexname}"`);
  const primary = constraint.contype === 'CONSTR_PRIMARY';
  index.name = constraint.conname ?? index.name;
  index.kind = primary ? 'primary' : 'unique';
  index.constraint = true;
  index.deferrable = deferrableOf(constraint);
  for (const part of index.parts) {
    if (primary && part.kind === 'column') part.column.notNull = true;
  }
}

/** A part of a key: a column or an expression. */
export function readPart(table: DraftTable, node: Node | undefined, sql: string): DraftPart {
  const element: Pick<IndexElem, 'name' | 'expr'> =
    node === undefined
      ? {}
      : 'IndexElem' in node
        ? node.IndexElem
        : 'PartitionElem' in node
          ? node.PartitionElem
          : {};
  if (element.name !== undefined) return { kind: 'column', column: columnOf(table, element.name) };
  const { expr } = element;
  // How a column is ordered makes it no expression.
  const ordered =
    expr !== undefined && 'CollateClause' in expr ? expr.CollateClause.arg : undefined;
  if (ordered !== undefined && 'ColumnRef' in ordered) {
    const name = texts(ordered.ColumnRef.fields).at(-1) ?? '';
    return { kind: 'column', column: columnOf(table, name) };
  }
  return { kind: 'expression', expression: sqlExpression(table, expr, sql) };
}

/** Whether, and how, a constraint may be put off. */
export function deferrableOf({ deferrable, initdeferred }: Constraint): Deferrable {
  if (deferrable !== true) return 'no';
  return initdeferred === true ? 'deferred' : 'immediate';
}
