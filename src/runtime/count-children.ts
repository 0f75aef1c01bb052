import type { CountOf } from '../../generators/family.ts';
import { GenFactoriesError } from '../errors.ts';
import type { RowView } from './row-view.ts';
import type { Cell, TableRows } from './table-rows.ts';

/** How many children a row has: those dealt to it, or those its scenario gave it. */
export function countChildren(
  rows: TableRows,
  count: CountOf,
  childrenOf: (table: string) => TableRows | undefined,
): Cell {
  const child = childrenOf(count.table);
  if (child === undefined) {
    throw new GenFactoriesError('TABLE_UNKNOWN', {
      what: `countOf names a table "${count.table}" that is not there`,
      where: rows.key,
    });
  }
  if (child.count === 0) return () => 0;
  const reference = child.references[child.referenceOf(count.column)]!;
  if (reference.target !== rows) {
    throw new GenFactoriesError('REFERENCE_INVALID', {
      what: `Children of "${rows.key}" by ${count.table}.${count.column} cannot be counted: it leads to "${reference.target.key}"`,
      where: rows.key,
    });
  }
  // A scenario's rows are counted by rows of scenarios alone: the base's rows stay what they are.
  return ({ place }: RowView) => {
    if (place >= rows.baseCount) return reference.added.childrenOf(place).length;
    return child.baseCount === 0 ? 0 : reference.childrenOf(place);
  };
}
