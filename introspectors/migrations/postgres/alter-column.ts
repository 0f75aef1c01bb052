import type { AlterTableCmd, Node } from 'libpg-query';
import { expressionText } from './clauses.ts';
import { newSequence, readDefault } from './columns.ts';
import { columnOf, type Draft, type DraftColumn, type DraftTable } from './draft.ts';
import { sqlExpression } from './expressions.ts';
import { dropOwnedSequences } from './forget.ts';
import { family } from './inheritance.ts';
import { spellerOf } from './spelling/speller.ts';
import { expressionsOf } from './sql-texts.ts';
import type { Step } from './step.ts';
import { typeUse } from './type-use.ts';

type Change = (step: Step, table: DraftTable, column: DraftColumn, def: Node | undefined) => void;

/** What ALTER COLUMN changes, of the column and of those below that are it, too. */
const CHANGES: Readonly<Partial<Record<NonNullable<AlterTableCmd['subtype']>, Change>>> = {
  AT_SetNotNull: (_, __, column) => void (column.notNull = true),
  AT_DropNotNull: (_, __, column) => void (column.notNull = false),
  AT_ColumnDefault: (step, _, column, def) => {
    column.default = def === undefined ? null : readDefault(step, column, def);
  },
  AT_AlterColumnType: (step, table, column, def) => {
    if (def === undefined || !('ColumnDef' in def)) return;
    respell(step.draft, table, column);
    column.type = typeUse(step.draft, def.ColumnDef.typeName, def.ColumnDef.collClause);
  },
  AT_SetExpression: ({ text }, table, column, def) => {
    if (column.generated === null) return;
    const expression = sqlExpression(table, def, expressionText(text, def));
    column.generated = { ...column.generated, expression };
  },
  AT_DropExpression: (_, __, column) => void (column.generated = null),
};

/** The same of the one column alone: its numbers are its own. */
const OWN_CHANGES: typeof CHANGES = {
  AT_AddIdentity: (step, table, column, def) => {
    const constraint = def !== undefined && 'Constraint' in def ? def.Constraint : {};
    column.identity = constraint.generated_when === 'a' ? 'always' : 'by default';
    newSequence(step, table, column, true, constraint.options);
  },
  AT_SetIdentity: (_, __, column, def) => {
    const options = def !== undefined && 'List' in def ? (def.List.items ?? []) : [];
    for (const option of options) {
      if (!('DefElem' in option) || option.DefElem.defname !== 'generated') continue;
      const { arg } = option.DefElem;
      const letter = arg !== undefined && 'Integer' in arg ? arg.Integer.ival : undefined;
      column.identity = letter === 'a'.charCodeAt(0) ? 'always' : 'by default';
    }
  },
  AT_DropIdentity: ({ draft }, _, column) => {
    column.identity = null;
    dropOwnedSequences(draft, column, (sequence) => sequence.internal);
  },
};

/** The server reads anew what it prints of expressions, with the casts that the old type asked for. */
function respell(draft: Draft, table: DraftTable, column: DraftColumn): void {
  const spell = spellerOf(draft);
  for (const expression of expressionsOf(table)) {
    if (expression.reads.includes(column)) expression.sql = spell.truth(table, expression.sql);
  }
}

export function isColumnCommand({ subtype = 'AT_AddColumn' }: AlterTableCmd): boolean {
  return CHANGES[subtype] !== undefined || OWN_CHANGES[subtype] !== undefined;
}

export function alterColumn(
  step: Step,
  table: DraftTable,
  { subtype = 'AT_AddColumn', name = '', def }: AlterTableCmd,
  deep: boolean,
): void {
  OWN_CHANGES[subtype]?.(step, table, columnOf(table, name), def);
  const change = CHANGES[subtype];
  if (change === undefined) return;
  for (const each of family(step.draft, table, deep)) {
    change(step, each, columnOf(each, name), def);
  }
}
