import type { Rule, TableName, Trigger } from '../../src/schema/schema.ts';
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

type InsertsOf = (oid: number, operation: string, home: string) => readonly TableName[];

export function readTrigger(row: TriggerRow, table: TableName, insertsOf: InsertsOf): Trigger {
  const events = EVENTS.filter(([, bit]) => row.type & bit).map(([event]) => event);
  // What it inserts as rows come is what matters, where it fires for more than that.
  const operation = events.find((event) => event === 'insert') ?? events[0]!;
  const inserts = insertsOf(row.function_oid, operation.toUpperCase(), table.schema);
  return {
    name: row.name,
    timing: row.type & INSTEAD_OF ? 'instead of' : row.type & BEFORE ? 'before' : 'after',
    events,
    level: row.type & ROW ? 'row' : 'statement',
    function: row.function,
    enabled: row.enabled,
    ...(inserts.length > 0 && { inserts }),
  };
}

export function readRule(row: RuleRow): Rule {
  return { name: row.name, event: RULE_EVENTS[row.event], instead: row.instead };
}
