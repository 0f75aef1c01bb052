import type { Bound, Facets } from '../checks/facets.ts';
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
  { reference, options, many }: PlannedReference,
  context: TableContext,
): Expression | undefined {
  if (Object.keys(facets).length === 0) return undefined;
  const target = context.model.tables.find(
    (each) => tableKey(each) === tableKey(reference.target.table),
  );
  const name = reference.target.columns[reference.columns.indexOf(column.name)];
  const key = target?.columns.find((each) => each.name === name);
  if (many || target === undefined || key === undefined) return undefined;
  if (!context.isExisting(target) && !countsByItself(target, key)) return undefined;
  const members = options?.kind === 'object' ? Object.fromEntries(options.members) : {};
  if ('same' in members || 'through' in members) return undefined;
  const condition = conditionOf(facets, storageType(key.type).kind === 'integer');
  if (condition === undefined) return undefined;
  return object({ ...members, fanout: undefined, where: object({ [key.name]: condition }) });
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

/** A bound that is included; null where it cannot be told. */
function boundOf(
  bound: Bound | undefined,
  step: number,
  isWhole: boolean,
): Expression | undefined | null {
  // Room for the other side of an order, as one below the type's last, says nothing of keys.
  if (bound === undefined || Math.abs(Number(bound.value)) >= NO_KEY) return undefined;
  const { value, inclusive } = bound;
  if (inclusive) return literal(value);
  return isWhole && typeof value === 'number' ? literal(value + step) : null;
}
