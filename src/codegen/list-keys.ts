import { columnsOfParts } from '../schema/key-columns.ts';
import type { Column, Table, UniqueKey } from '../schema/schema.ts';
import { listAround } from './document-tree.ts';
import { call, literal, object, type Expression } from './expression.ts';
import { isAbsentOnce, isNullOnce, isOn } from './null-once.ts';

/**
 * A line of which unique indexes on elements of lists hold: `unique` elements, no list without any where one
 * document may be without, no edge case that empties or repeats.
 *
 * @param keys - the table's keys of which a row may have many
 * @param value - as it was planned
 */
export function apartInEveryList(
  table: Table,
  keys: readonly UniqueKey[],
  column: Column,
  value: Expression,
): Expression {
  const near = keys.filter((key) => isOn(key, column));
  if (near.length === 0) return value;
  const keyed = { ...table, uniques: near };
  const isOnce = isNullOnce(keyed, column) || isAbsentOnce(keyed, column);
  const marked = near.some((key) => carrierOf(table, key) === column.name);
  return rewrite(value, { isOnce, marked, isList: listAround(table, column) === undefined });
}

/** Of several fields in a list, one is enough to tell elements apart: the first that has values to do so. */
function carrierOf(table: Table, key: UniqueKey): string | undefined {
  const inLists = columnsOfParts(key.parts).filter((part) => {
    const column = table.columns.find(({ name }) => name === part);
    return column && (column.type.kind === 'array' || listAround(table, column) !== undefined);
  });
  return inLists.find((part) => hasManyValues(table, part)) ?? inLists[0];
}

const FEW: ReadonlySet<string> = new Set(['boolean', 'enum']);

function hasManyValues(table: Table, name: string): boolean {
  const { type } = table.columns.find((column) => column.name === name)!;
  return !FEW.has(type.kind === 'array' ? type.element.kind : type.kind);
}

interface Wish {
  /** One document at most may be without a value. */
  readonly isOnce: boolean;
  /** The values themselves tell documents apart. */
  readonly marked: boolean;
  /** The column holds the list, and is not in one. */
  readonly isList: boolean;
}

function rewrite(value: Expression, wish: Wish): Expression {
  if (value.kind === 'commented') return { ...value, value: rewrite(value.value, wish) };
  if (value.kind === 'call') {
    const [first, second] = value.args;
    if (/^(?:maybe|optional)$/.test(value.name) && first && second) {
      const inner = rewrite(second, wish);
      return wish.isOnce ? inner : { ...value, args: [first, inner] };
    }
    if (wish.isList && value.name === 'edge' && first) return rewrite(first, wish);
    if (wish.isList && value.name === 'listOf' && first) return listOf(first, second, wish);
  }
  return wish.marked && !wish.isList ? call('unique', value) : value;
}

function listOf(element: Expression, options: Expression | undefined, wish: Wish): Expression {
  const given = options?.kind === 'object' ? Object.fromEntries(options.members) : {};
  return call(
    'listOf',
    element,
    object({
      // Where elements are unique, one is the least there is.
      ...(wish.isOnce && !wish.marked && { min: literal(1) }),
      ...given,
      ...(wish.marked && { unique: literal(true) }),
    }),
  );
}
