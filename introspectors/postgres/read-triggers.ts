import type { Rule, Trigger } from '../../src/schema/schema.ts';
import type { RuleRow, TriggerRow } from './catalog/triggers.ts';

/** The bits of pg_trigger.tgtype. */
const ROW = 1;
const BEFORE = 2;
const INSTEAD_OF = 64;
const EVENTS = [
  ['insert', 4],
  ['update', 16],
  ['delete', 8],
  ['truncate', 32],
] as const;

const RULE_EVENTS = { 1: 'select', 2: 'update', 3: 'insert', 4: 'delete' } as const;

export function readTrigger(row: TriggerRow): Trigger {
  return {
    name: row.name,
    timing: row.type & INSTEAD_OF ? 'instead of' : row.type & BEFORE ? 'before' : 'after',
    events: EVENTS.filter(([, bit]) => row.type & bit).map(([event]) => event),
    level: row.type & ROW ? 'row' : 'statement',
    function: row.function,
    enabled: row.enabled,
  };
}

export function readRule(row: RuleRow): Rule {
  return { name: row.name, event: RULE_EVENTS[row.event], instead: row.instead };
}
