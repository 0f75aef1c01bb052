import type { ColumnDef, Constraint, Node } from 'libpg-query';
import { defaultText, parenthesized } from './clauses.ts';
import { domainOf } from './column-type.ts';
import { find, type DraftColumn, type DraftDefault, type DraftTable } from './draft.ts';
import { isNull, sqlExpression } from './expressions.ts';
import { newRelationName } from './object-names.ts';
import type { Step } from './step.ts';
import { nameOf, texts } from './tree.ts';
import { typeUse } from './type-use.ts';

/** A column that is in its table by now, and what its definition says besides. */
export interface DefinedColumn {
  readonly column: DraftColumn;
  readonly constraints: readonly Constraint[];
}

/** Types that are no types, but an integer with a sequence of its own. */
const SERIALS: Readonly<Record<string, string>> = {
  serial: 'int4',
  serial4: 'int4',
  bigserial: 'int8',
  serial8: 'int8',
  smallserial: 'int2',
  serial2: 'int2',
};

/** Adds a column to a table, without what reads other columns or refuses rows. */
export function defineColumn(step: Step, table: DraftTable, def: ColumnDef): DefinedColumn {
  const column = newColumn(step, def);
  const constraints = withAttributes(def.constraints);
  table.columns.push(column);
  const [type = ''] = texts(def.typeName?.names).slice(-1);
  const integer = SERIALS[type];
  if (integer !== undefined && (def.typeName?.names?.length ?? 0) === 1) {
    column.type = {
      of: { named: integer, schema: null, modifiers: [] },
      array: false,
      folds: null,
    };
    column.notNull = true;
    column.default = { kind: 'sequence', sequence: newSequence(step, table, column, false) };
  }
  for (const constraint of constraints) applyValue(step, table, column, constraint);
  return { column, constraints };
}

function newColumn({ draft }: Step, def: ColumnDef): DraftColumn {
  return {
    name: def.colname ?? '',
    type: typeUse(draft, def.typeName, def.collClause),
    notNull: false,
    default: null,
    identity: null,
    generated: null,
    comment: null,
    local: true,
    inherited: 0,
  };
}

/** What decides a column's values on its own. */
export function applyValue(
  step: Step,
  table: DraftTable,
  column: DraftColumn,
  constraint: Constraint,
): void {
  switch (constraint.contype) {
    case 'CONSTR_NOTNULL':
    case 'CONSTR_PRIMARY':
      column.notNull = true;
      return;
    case 'CONSTR_DEFAULT':
      column.default = readDefault(step, column, constraint.raw_expr);
      return;
    case 'CONSTR_IDENTITY':
      column.notNull = true;
      column.identity = constraint.generated_when === 'a' ? 'always' : 'by default';
      newSequence(step, table, column, true, constraint.options);
      return;
    default:
  }
}

/** What a column is generated from; other columns have to be there by then. */
export function applyGenerated(step: Step, table: DraftTable, defined: DefinedColumn): void {
  for (const { contype, raw_expr: tree, location, generated_kind: kind } of defined.constraints) {
    if (contype !== 'CONSTR_GENERATED') continue;
    const sql = parenthesized(step.text, location, 'AS');
    const expression = sqlExpression(table, tree, sql);
    defined.column.generated = { expression, stored: kind !== 'v' };
  }
}

/** DEFAULT NULL is none, but for a domain, whose own default it takes away. */
export function readDefault(
  step: Step,
  column: DraftColumn,
  tree: Node | undefined,
): DraftDefault | null {
  if (isNull(tree) && domainOf(column.type) === null) return null;
  const sequence = sequenceIn(step, tree);
  if (sequence !== undefined) return { kind: 'sequence', sequence };
  return { kind: 'expression', sql: defaultText(step.text, tree) };
}

function sequenceIn({ draft }: Step, tree: Node | undefined) {
  if (tree === undefined || !('FuncCall' in tree)) return undefined;
  const { funcname, args } = tree.FuncCall;
  const [argument] = args ?? [];
  if (texts(funcname).at(-1) !== 'nextval' || argument === undefined) return undefined;
  const literal = 'TypeCast' in argument ? argument.TypeCast.arg : argument;
  if (literal === undefined || !('A_Const' in literal)) return undefined;
  return find(draft, draft.sequences, nameOf(nameParts(literal.A_Const.sval?.sval ?? '')));
}

/** The parts of a name in a text: what is not in quotes is in small letters. */
function nameParts(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"]|"")+)"|[^."]+/g)].map(
    ([plain, quoted]) => quoted?.replaceAll('""', '"') ?? plain.toLowerCase(),
  );
}

/** The sequence that a column gets with its definition. */
export function newSequence(
  { draft }: Step,
  { schema, name: table }: DraftTable,
  owner: DraftColumn,
  internal: boolean,
  options: readonly Node[] = [],
) {
  const given = options.flatMap((option) =>
    'DefElem' in option && option.DefElem.defname === 'sequence_name' ? [option.DefElem.arg] : [],
  )[0];
  const written = given !== undefined && 'List' in given ? texts(given.List.items) : [];
  const name =
    written.length > 0
      ? { schema, ...withSchema(written) }
      : { schema, name: newRelationName(draft, schema, [table, owner.name, 'seq']) };
  const sequence = { ...name, owner, internal };
  draft.sequences.add(sequence);
  return sequence;
}

function withSchema(parts: readonly string[]): { name: string; schema?: string } {
  const { schema, name } = nameOf(parts);
  return schema === null ? { name } : { schema, name };
}

/** Words that follow a constraint and are about it: DEFERRABLE, NOT ENFORCED. */
const ATTRIBUTES: Readonly<Record<string, Partial<Constraint>>> = {
  CONSTR_ATTR_DEFERRABLE: { deferrable: true },
  CONSTR_ATTR_NOT_DEFERRABLE: { deferrable: false },
  CONSTR_ATTR_DEFERRED: { deferrable: true, initdeferred: true },
  CONSTR_ATTR_IMMEDIATE: { initdeferred: false },
  CONSTR_ATTR_ENFORCED: { is_enforced: true },
  CONSTR_ATTR_NOT_ENFORCED: { is_enforced: false, skip_validation: true },
};

/** The constraints of a column, each with the words that follow it. */
function withAttributes(nodes: readonly Node[] = []): readonly Constraint[] {
  const constraints: Constraint[] = [];
  for (const node of nodes) {
    if (!('Constraint' in node)) continue;
    const attribute = ATTRIBUTES[node.Constraint.contype ?? ''];
    if (attribute === undefined) constraints.push(node.Constraint);
    else constraints.push({ ...constraints.pop(), ...attribute });
  }
  return constraints;
}
