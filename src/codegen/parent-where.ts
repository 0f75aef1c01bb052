import type { Bound, Facets } from '../checks/facets.ts';
import type { Dependency } from '../checks/solution.ts';
import { tableKey } from '../schema/build-schema.ts';
import { storageType } from '../schema/column-type.ts';
import type { Column, Table } from '../schema/schema.ts';
import { array, literal, object, type Expression } from './expression.ts';
import type { PlannedReference } from './plan-references.ts';
import type { TableContext } from './planned-column.ts';

/**
 * The options of a reference whose column a CHECK limits: `CHECK (plan_id IN (1, 2))` is
 * `{ where: { id: [1, 2] } }`. Fan-out over all parents says nothing of the few that are left.
 *
 * @param facets - what the CHECK leaves of the column
 * @returns undefined where nobody knows which keys the parents have, or other rules find the parent
 */
export function parentWhere(
  column: Column,
  facets: Facets,
  planned: PlannedReference,
  context: TableContext,
): Expression | undefined {
  if (Object.keys(facets).length === 0) return undefined;
  const key = keyOf(column, planned);
  if (!isKeyKnown(column, planned, context) || isFound(planned)) return undefined;
  const condition = conditionOf(facets, storageType(column.type).kind === 'integer');
  if (condition === undefined) return undefined;
  return choosing(planned.options, { where: object({ [key]: condition }) });
}

/** A reference's options, with what chooses the parent: that leaves no fan-out over all of them. */
export function choosing(
  options: Expression | undefined,
  choice: Readonly<Record<string, Expression>>,
): Expression {
  const members = options?.kind === 'object' ? Object.fromEntries(options.members) : {};
  return object({ ...members, fanout: undefined, ...choice });
}

/** The column of the parents that a column of a reference holds. */
function keyOf(column: Column, { reference }: PlannedReference): string {
  return reference.target.columns[reference.columns.indexOf(column.name)]!;
}

/** Whether it is known which keys parents have, and in which order: they count, or are there already. */
function isKeyKnown(column: Column, planned: PlannedReference, context: TableContext): boolean {
  const { reference, many } = planned;
  const target = context.model.tables.find(
    (each) => tableKey(each) === tableKey(reference.target.table),
  );
  const key = target?.columns.find(({ name }) => name === keyOf(column, planned));
  if (many || target === undefined || key === undefined) return false;
  return context.isExisting(target) || countsByItself(target, key);
}

/** Keys that are numbers from 1: those that no reference fills. */
function countsByItself({ primaryKey, references }: Table, key: Column): boolean {
  return (
    primaryKey?.columns.join() === key.name &&
    storageType(key.type).kind === 'integer' &&
    !references.some(({ columns }) => columns.includes(key.name))
  );
}

function conditionOf(
  { values, min, max, ...others }: Facets,
  isWhole: boolean,
): Expression | undefined {
  if (Object.keys(others).length > 0) return undefined;
  if (values !== undefined) {
    const plain = values.filter((value) => typeof value !== 'object');
    if (plain.length < values.length || plain.length === 0) return undefined;
    return plain.length === 1 ? literal(plain[0]!) : array(plain.map((value) => literal(value)));
  }
  const [least, most] = [boundOf(min, 1, isWhole), boundOf(max, -1, isWhole)];
  if (least === null || most === null || (least ?? most) === undefined) return undefined;
  return object({ min: least, max: most });
}

/** No table has so many rows. */
const NO_KEY = 2 ** 31 - 2;

/** Whether a bound is one of keys: one below the type's last is room for the other side of an order. */
export function isOfKeys({ value }: Bound): boolean {
  return Math.abs(Number(value)) < NO_KEY;
}

/**
 * The options of a reference that a CHECK puts in order with another one to the same table: `CHECK (low_id <
 * high_id)` is `{ above: 'low_id' }` of `high_id`.
 *
 * @returns undefined where it is the other one's to follow, or nobody knows the order of keys
 */
export function orderedParent(
  column: Column,
  planned: PlannedReference,
  dependencies: readonly Dependency[],
  context: TableContext,
): Expression | undefined {
  const [order, more] = dependencies;
  if (order?.kind !== 'order' || more !== undefined || order.later !== column.name)
    return undefined;
  const other = context.references.find((each) => each.lead === order.earlier);
  const { reference } = planned;
  if (other === undefined || !isKeyKnown(column, planned, context)) return undefined;
  if (tableKey(other.reference.target.table) !== tableKey(reference.target.table)) return undefined;
  if ([planned, other].some(isFound)) return undefined;
  return choosing(planned.options, { above: literal(order.earlier) });
}

/** Whether other rules find the parent. */
function isFound({ options }: PlannedReference): boolean {
  return (
    options?.kind === 'object' &&
    options.members.some(([name]) => name === 'same' || name === 'through')
  );
}

/** A bound that is included; null where it cannot be told. */
function boundOf(
  bound: Bound | undefined,
  step: number,
  isWhole: boolean,
): Expression | undefined | null {
  if (bound === undefined) return undefined;
  const { value, inclusive } = bound;
  if (inclusive) return literal(value);
  return isWhole && typeof value === 'number' ? literal(value + step) : null;
}
