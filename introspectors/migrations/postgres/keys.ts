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
import { partitionsOf, rebound } from './inheritance.ts';
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

/** Adds a primary key or a unique constraint. */
export function addUnique(
  step: Step,
  table: DraftTable,
  constraint: Constraint,
  column?: DraftColumn,
): void {
  const primary = constraint.contype === 'CONSTR_PRIMARY';
  const columns = column ? [column] : texts(constraint.keys).map((name) => columnOf(table, name));
  if (primary) for (const each of columns) each.notNull = true;
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
  });
}

/** Adds an exclusion constraint. */
export function addExclusion(step: Step, table: DraftTable, constraint: Constraint): void {
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
  });
}

function addKey(
  step: Step,
  table: DraftTable,
  given: string | undefined,
  [second, label]: readonly [string | null, string],
  key: Omit<DraftKey, 'name' | 'where' | 'partOf'> & {
    readonly where: DraftKey['where'] | undefined;
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
  for (const below of partitionsOf(draft, table)) passOn(step, below, added);
}

/** Gives a partition its part of a key, unless it has a key like it by itself. */
export function passOn(step: Step, partition: DraftTable, key: DraftKey): void {
  const own = partition.keys.find((each) => each.partOf === null && isAlike(each, key));
  if (own !== undefined) own.partOf = key;
  const part = own ?? copyKey(step, partition, key, (column) => sameColumn(partition, column));
  part.partOf = key;
  if (own !== undefined) return;
  for (const below of partitionsOf(step.draft, partition)) passOn(step, below, part);
}

function isAlike(key: DraftKey, other: DraftKey): boolean {
  const text = ({ kind, parts, where, constraint }: DraftKey): string =>
    JSON.stringify([
      kind,
      constraint,
      parts.map((part) => (part.kind === 'column' ? part.column.name : [part.expression.sql])),
      where?.sql ?? null,
    ]);
  return text(key) === text(other);
}

function sameColumn(table: DraftTable, column: DraftColumn): DraftColumn {
  return columnOf(table, column.name);
}

/** A copy of an index of another table gets a name of its own, as if it had none. */
export function copyKey(
  step: Step,
  table: DraftTable,
  key: DraftKey,
  copyOf: (column: DraftColumn) => DraftColumn,
): DraftKey {
  const parts = key.parts.map((part): DraftPart =>
    part.kind === 'column'
      ? { kind: 'column', column: copyOf(part.column) }
      : { kind: 'expression', expression: rebound(part.expression, table) },
  );
  const included = key.included.map(copyOf);
  const label = key.constraint ? LABELS[key.kind] : 'idx';
  const second = key.kind === 'primary' ? null : namesOf(parts, included);
  const { schema } = table;
  const name = newRelationName(step.draft, schema, [table.name, second, label], key.constraint);
  const where = key.where && rebound(key.where, table);
  const copy = { ...key, name, parts, included, where, partOf: null };
  table.keys.push(copy);
  return copy;
}

const LABELS: Readonly<Record<DraftKey['kind'], string>> = {
  primary: 'pkey',
  unique: 'key',
  exclusion: 'excl',
  index: 'idx',
};

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

/** What a key without a name is named after. */
function namesOf(
  parts: readonly DraftPart[],
  included: readonly DraftColumn[],
  nodes: readonly Node[] = [],
): string {
  const taken: string[] = [];
  const columns = included.map((column): DraftPart => ({ kind: 'column', column }));
  for (const [index, part] of [...parts, ...columns].entries()) {
    const name = part.kind === 'column' ? part.column.name : expressionName(nodes[index]);
    let numbered = name;
    for (let number = 1; taken.includes(numbered); number++) numbered = `${name}${number}`;
    taken.push(numbered);
  }
  return taken.join('_');
}

/** An expression goes by its function. */
function expressionName(node: Node | undefined): string {
  const tree = node !== undefined && 'IndexElem' in node ? node.IndexElem.expr : undefined;
  if (tree === undefined) return 'expr';
  if ('CoalesceExpr' in tree) return 'coalesce';
  return 'FuncCall' in tree ? (texts(tree.FuncCall.funcname).at(-1) ?? 'expr') : 'expr';
}

/** Whether, and how, a constraint may be put off. */
export function deferrableOf({ deferrable, initdeferred }: Constraint): Deferrable {
  if (deferrable !== true) return 'no';
  return initdeferred === true ? 'deferred' : 'immediate';
}
