import type { AlterTableCmd, CreateFunctionStmt, CreateTrigStmt, RuleStmt } from 'libpg-query';
import type { Rule } from '../../../src/schema/schema.ts';
import {
  columnOf,
  find,
  nameToMake,
  tableOf,
  type Draft,
  type DraftFunction,
  type DraftTable,
} from './draft.ts';
import { AlreadyThere } from '../not-read.ts';
import { nameOf, rangeName, texts, type WrittenName } from './tree.ts';
import { typeUse } from './type-use.ts';

const BEFORE = 2;
const INSTEAD_OF = 64;
const EVENTS = [
  ['insert', 4],
  ['update', 16],
  ['delete', 8],
  ['truncate', 32],
] as const;

export function createTrigger(draft: Draft, statement: CreateTrigStmt): void {
  const { trigname: name = '', timing = 0, events = 0, relation } = statement;
  if (find(draft, draft.others, rangeName(relation)) !== undefined) return;
  const table = tableOf(draft, rangeName(relation));
  const there = table.triggers.some((trigger) => trigger.name === name);
  if (there && !statement.replace) {
    throw new AlreadyThere(`${table.name} has a trigger "${name}" already`);
  }
  table.triggers = table.triggers.filter((trigger) => trigger.name !== name);
  table.triggers.push({
    name,
    timing: timing & INSTEAD_OF ? 'instead of' : timing & BEFORE ? 'before' : 'after',
    events: EVENTS.filter(([, bit]) => events & bit).map(([event]) => event),
    level: statement.row ? 'row' : 'statement',
    function: functionOf(draft, nameOf(texts(statement.funcname))),
    enabled: true,
    columns: texts(statement.columns).map((column) => columnOf(table, column)),
  });
}

/** A function that no statement made may be an extension's, or the server's own. */
function functionOf(draft: Draft, written: WrittenName): DraftFunction {
  const found = find(draft, draft.functions, written);
  if (found !== undefined) return found;
  const made = { ...nameToMake(draft, written), signatures: [] };
  draft.functions.add(made);
  return made;
}

export function createFunction(draft: Draft, statement: CreateFunctionStmt): void {
  const { funcname, is_procedure, parameters, returnType } = statement;
  if (is_procedure) return;
  const made = functionOf(draft, nameToMake(draft, nameOf(texts(funcname))));
  const takes = (parameters ?? []).flatMap((node) => {
    if (!('FunctionParameter' in node)) return [];
    const { mode, argType } = node.FunctionParameter;
    return mode === 'FUNC_PARAM_OUT' || mode === 'FUNC_PARAM_TABLE'
      ? []
      : [typeUse(draft, argType)];
  });
  made.signatures.push({ takes, gives: returnType ? typeUse(draft, returnType) : null });
}

/** On for the rows that an application writes. */
const SWITCHES: Readonly<Record<string, boolean>> = {
  AT_EnableTrig: true,
  AT_EnableAlwaysTrig: true,
  AT_EnableReplicaTrig: false,
  AT_DisableTrig: false,
  AT_EnableTrigAll: true,
  AT_DisableTrigAll: false,
  AT_EnableTrigUser: true,
  AT_DisableTrigUser: false,
  AT_EnableRule: true,
  AT_EnableAlwaysRule: true,
  AT_EnableReplicaRule: false,
  AT_DisableRule: false,
};

/** ENABLE and DISABLE TRIGGER; without a name all of them. */
export function switchTrigger(
  table: DraftTable,
  { subtype = 'AT_AddColumn', name }: AlterTableCmd,
): void {
  const enabled = SWITCHES[subtype];
  if (enabled === undefined || !subtype.includes('Trig')) return;
  for (const trigger of table.triggers) {
    if (name === undefined || trigger.name === name) trigger.enabled = enabled;
  }
}

/** ENABLE and DISABLE RULE. */
export function switchRule(
  table: DraftTable,
  { subtype = 'AT_AddColumn', name }: AlterTableCmd,
): void {
  const enabled = SWITCHES[subtype];
  if (enabled === undefined || !subtype.includes('Rule')) return;
  for (const rule of table.rules) if (rule.name === name) rule.enabled = enabled;
}

const RULE_EVENTS: Readonly<Record<string, Rule['event']>> = {
  CMD_SELECT: 'select',
  CMD_INSERT: 'insert',
  CMD_UPDATE: 'update',
  CMD_DELETE: 'delete',
};

export function createRule(draft: Draft, statement: RuleStmt): void {
  const { rulename: name = '', relation, event = '', instead } = statement;
  if (find(draft, draft.others, rangeName(relation)) !== undefined) return;
  const table = tableOf(draft, rangeName(relation));
  table.rules = table.rules.filter((rule) => rule.name !== name);
  table.rules.push({
    name,
    event: RULE_EVENTS[event] ?? 'select',
    instead: instead === true,
    enabled: true,
  });
}
