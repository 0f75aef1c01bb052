import type { AlterTableCmd, AlterTableStmt, ColumnDef, Node } from 'libpg-query';
import { alterColumn, isColumnCommand } from './alter-column.ts';
import { alterComposite } from './alter-type.ts';
import { applyGenerated, defineColumn } from './columns.ts';
import { addConstraint, addConstraints } from './constraints.ts';
import { find, spelled, tableOf, type DraftTable } from './draft.ts';
import { findIndex } from './drop.ts';
import { dropColumn, dropConstraint } from './forget.ts';
import { disinherit, family, inherit, inheritColumn } from './inheritance.ts';
import { AlreadyThere, NotRead } from '../not-read.ts';
import { attach, detach, passOnConstraints } from './partitions.ts';
import { isRelation } from './object-names.ts';
import type { Step } from './step.ts';
import { switchRule, switchTrigger } from './triggers.ts';
import { rangeName, type WrittenName } from './tree.ts';

/** ALTER TABLE, and what shares its tree: of composite types, of views. */
export function alterTable(step: Step, statement: AlterTableStmt): void {
  const name = rangeName(statement.relation);
  const commands = (statement.cmds ?? []).flatMap((node) =>
    'AlterTableCmd' in node ? [node.AlterTableCmd] : [],
  );
  if (statement.objtype === 'OBJECT_TYPE') return alterComposite(step, name, commands);
  if (statement.objtype === 'OBJECT_INDEX') return attachIndex(step, name, commands);
  const table = find(step.draft, step.draft.tables, name);
  if (table === undefined) {
    // Views, sequences and indexes have nothing that matters here.
    const schemas = name.schema === null ? step.draft.searchPath : [name.schema];
    const other = schemas.some((schema) => isRelation(step.draft, schema, name.name));
    if (other || statement.missing_ok || statement.objtype !== 'OBJECT_TABLE') return;
    throw new NotRead(`There is no table ${spelled(name)}`);
  }
  const deep = statement.relation?.inh === true;
  const ordered = [...commands].sort((a, b) => pass(a) - pass(b));
  for (const command of ordered) alter(step, table, command, deep);
}

/** ALTER INDEX … ATTACH PARTITION, as dumps have it: an index that is a part of another. */
function attachIndex({ draft }: Step, name: WrittenName, commands: readonly AlterTableCmd[]): void {
  for (const { def } of commands) {
    if (def === undefined || !('PartitionCmd' in def)) continue;
    const whole = findIndex(draft, name)?.key;
    const part = findIndex(draft, rangeName(def.PartitionCmd.name))?.key;
    if (whole !== undefined && part !== undefined) part.partOf = whole;
  }
}

/** What is dropped goes before what is altered, and that before what is added, as the server has it. */
const PASSES: readonly (readonly AlterTableCmd['subtype'][])[] = [
  ['AT_DropColumn', 'AT_DropConstraint', 'AT_DropNotNull', 'AT_DropExpression', 'AT_DropIdentity'],
  ['AT_AlterColumnType'],
  ['AT_AddColumn'],
  ['AT_SetExpression'],
  ['AT_SetNotNull', 'AT_ColumnDefault', 'AT_AddIdentity', 'AT_SetIdentity', 'AT_AddConstraint'],
];

function pass({ subtype, def }: AlterTableCmd): number {
  if (subtype === 'AT_ColumnDefault' && def === undefined) return 0;
  const at = PASSES.findIndex((each) => each.includes(subtype));
  return at === -1 ? PASSES.length : at;
}

function alter(step: Step, table: DraftTable, command: AlterTableCmd, deep: boolean): void {
  if (isColumnCommand(command)) return alterColumn(step, table, command, deep);
  const { name = '', def } = command;
  switch (command.subtype) {
    case 'AT_AddColumn':
      return addColumn(step, table, command, deep);
    case 'AT_DropColumn':
      return dropColumn(step.draft, table, name, { deep, missing: command.missing_ok === true });
    case 'AT_AddConstraint':
      if (def !== undefined && 'Constraint' in def) {
        addConstraint(step, table, { constraint: def.Constraint }, deep);
      }
      return;
    case 'AT_DropConstraint':
      return dropConstraint(step.draft, table, name, {
        deep,
        missing: command.missing_ok === true,
      });
    case 'AT_ValidateConstraint':
    case 'AT_AlterConstraint':
      return alterConstraint(table, command);
    case 'AT_AttachPartition':
    case 'AT_DetachPartition':
    case 'AT_AddInherit':
    case 'AT_DropInherit':
      return alterParents(step, table, command);
    default:
      alterSwitch(table, command);
  }
}

function addColumn(step: Step, table: DraftTable, command: AlterTableCmd, deep: boolean): void {
  const def = columnDefinition(command.def);
  const own = table.columns.find(({ name }) => name === def?.colname);
  if (def === undefined || (own !== undefined && command.missing_ok)) return;
  if (own !== undefined) {
    throw new AlreadyThere(`${table.name} has a column "${own.name}" already`);
  }
  const defined = defineColumn(step, table, def);
  applyGenerated(step, table, defined);
  for (const below of family(step.draft, table, deep).slice(1))
    inheritColumn(below, defined.column);
  const { column, constraints } = defined;
  addConstraints(
    step,
    table,
    constraints.map((constraint) => ({ column, constraint })),
  );
}

function columnDefinition(node: Node | undefined): ColumnDef | undefined {
  return node !== undefined && 'ColumnDef' in node ? node.ColumnDef : undefined;
}

function alterConstraint(table: DraftTable, { subtype, name, def }: AlterTableCmd): void {
  const changes = def !== undefined && 'ATAlterConstraint' in def ? def.ATAlterConstraint : {};
  const named = name ?? changes.conname;
  const reference = table.references.find((each) => each.name === named);
  const check = table.checks.find((each) => each.name === named);
  if (subtype === 'AT_ValidateConstraint' && reference !== undefined) reference.validated = true;
  if (changes.alterDeferrability && reference !== undefined) {
    const deferred = changes.initdeferred === true ? 'deferred' : 'immediate';
    reference.deferrable = changes.deferrable === true ? deferred : 'no';
  }
  if (changes.alterEnforceability) {
    if (reference !== undefined) reference.validated = changes.is_enforced === true;
    if (check !== undefined) check.enforced = changes.is_enforced === true;
  }
}

function alterParents(step: Step, table: DraftTable, { subtype, def }: AlterTableCmd): void {
  if (def !== undefined && 'PartitionCmd' in def) {
    const partition = tableOf(step.draft, rangeName(def.PartitionCmd.name));
    if (subtype === 'AT_AttachPartition') {
      attach(step, table, partition, def.PartitionCmd.bound);
      inherit(partition, table);
      passOnConstraints(step, partition, table);
    } else {
      detach(partition, table);
      disinherit(partition, table);
    }
  }
  if (def !== undefined && 'RangeVar' in def) {
    const parent = tableOf(step.draft, rangeName(def.RangeVar));
    if (subtype === 'AT_AddInherit') {
      table.parents.push(parent);
      inherit(table, parent);
    } else {
      table.parents = table.parents.filter((each) => each !== parent);
      disinherit(table, parent);
    }
  }
}

/** What is on or off. Owners, storage and statistics change no row. */
function alterSwitch(table: DraftTable, command: AlterTableCmd): void {
  switch (command.subtype) {
    case 'AT_EnableRowSecurity':
    case 'AT_DisableRowSecurity':
      table.rowSecurity = command.subtype === 'AT_EnableRowSecurity';
      return;
    case 'AT_ForceRowSecurity':
    case 'AT_NoForceRowSecurity':
      table.forcedRowSecurity = command.subtype === 'AT_ForceRowSecurity';
      return;
    default:
      switchTrigger(table, command);
      switchRule(table, command);
  }
}
