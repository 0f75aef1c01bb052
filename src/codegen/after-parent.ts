import { tableKey } from '../schema/build-schema.ts';
import { storageType } from '../schema/column-type.ts';
import type { Column, Table } from '../schema/schema.ts';
import type { Choice, ColumnView } from './column-view.ts';
import { containerOf } from './document-tree.ts';
import { call, literal, object, type Expression } from './expression.ts';
import { snakeCase } from './names.ts';
import type { PlannedReference } from './plan-references.ts';
import type { ColumnContext } from './planned-column.ts';

/** When a row comes to be, the most telling name first. */
const BEGINNINGS = [
  /^(?:placed|ordered|order)(?:_?(?:at|on|date))?$/,
  /^(?:created|inserted)(?:_?(?:at|on))?$/,
  /^(?:issued|registered|joined|signed_up|opened|started|starts|hired|submitted|booked)(?:_?(?:at|on))?$/,
];

/**
 * What happens to a row happens after its parent came to be: a task begins after its project did, a refund
 * comes after its order.
 *
 * @param choice - of a time; one that follows another column of the row already stays
 */
export function afterParent(view: ColumnView, context: ColumnContext, choice: Choice): Choice {
  if (!isTime(view.type.kind) || !isFreelyPast(choice.expression)) return choice;
  // Rows are dealt to some parents; others follow from these, and are no later.
  const parents = context.references.toSorted((a, b) => Number(b.dealt) - Number(a.dealt));
  for (const { reference, lead, nullable, many, impossible } of parents) {
    const column = view.table.columns.find((each) => each.name === lead)!;
    if (nullable || many || impossible !== undefined) continue;
    if (containerOf(view.table, column) !== undefined) continue;
    const parent = tableOf(context, reference);
    if (parent === undefined || leadsTo(context, parent, view.table)) continue;
    const began = beginningOf(parent);
    if (began === undefined) continue;
    const options = { within: literal('3y'), after: literal(`${lead}.${began.name}`) };
    return { expression: call('recent', object(options)), nulls: choice.nulls ?? 0.02 };
  }
  return choice;
}

/** `recent({ within })`, whatever else the row has. */
function isFreelyPast(expression: Expression): boolean {
  if (expression.kind !== 'call' || expression.name !== 'recent') return false;
  const [options] = expression.args;
  return (
    options === undefined ||
    (options.kind === 'object' &&
      options.members.every(([name]) => name !== 'after' && name !== 'before'))
  );
}

function beginningOf(parent: Table): Column | undefined {
  for (const names of BEGINNINGS) {
    const found = parent.columns.find(
      (each) =>
        !each.nullable &&
        containerOf(parent, each) === undefined &&
        names.test(snakeCase(each.name)) &&
        isTime(storageType(each.type).kind),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether rows of a table need one of another table: neither can come after the other then. */
function leadsTo(
  context: ColumnContext,
  from: Table,
  to: Table,
  seen: Set<Table> = new Set(),
): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return context.referencesOf(from).some(({ reference, nullable }) => {
    const target = nullable ? undefined : tableOf(context, reference);
    return target !== undefined && leadsTo(context, target, to, seen);
  });
}

function tableOf(
  { model }: ColumnContext,
  { target }: PlannedReference['reference'],
): Table | undefined {
  return model.tables.find((each) => tableKey(each) === tableKey(target.table));
}

function isTime(kind: string): boolean {
  return kind === 'timestamp' || kind === 'date';
}
