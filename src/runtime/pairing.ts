import type { RefOptions } from '../../generators/reference.ts';
import { hashIndex } from '../random/hash.ts';
import { quota } from '../random/quota.ts';
import { GenFactoriesError } from '../errors.ts';
import type { ReferencePlan, Strategy } from './reference-plan.ts';
import type { TableRows } from './table-rows.ts';

/**
 * What a reference has to do with another one of the row to the same table: it leads to another row, to one that
 * comes after it, or before it. Rows come in the order of their keys where these count.
 */
export interface Pairing {
  /** A column of the other reference. */
  readonly column: string;
  /**
   * How many of `count` rows there are for one at a place.
   */
  readonly size: (place: number, count: number) => number;
  /** Those, by number from 0. */
  readonly at: (place: number, count: number, number: number) => number;
}

/** The pairing that a reference's options ask for; null for none. */
export function pairingOf({ otherThan, above, below }: RefOptions): Pairing | null {
  if (otherThan !== undefined) {
    return {
      column: otherThan,
      size: (_, count) => count - 1,
      at: (place, count, number) => (place + 1 + number) % count,
    };
  }
  if (above !== undefined) {
    return {
      column: above,
      size: (place, count) => count - 1 - place,
      at: (place, _, number) => place + 1 + number,
    };
  }
  if (below !== undefined) {
    return { column: below, size: (place) => place, at: (_place, _count, number) => number };
  }
  return null;
}

/**
 * Deals no rows to parents that have no other to go with: nothing comes after the last.
 *
 * @param rows - their references planned, none dealt yet
 * @throws GenFactoriesError `REFERENCE_INVALID` where the other reference leads to another table
 */
export function limitPaired(rows: TableRows): void {
  for (const { pairing, target, where, options } of rows.references) {
    if (pairing === null) continue;
    const other = rows.references[rows.referenceOf(pairing.column)]!;
    if (other.target !== target) {
      throw new GenFactoriesError('REFERENCE_INVALID', {
        what: `"${pairing.column}" leads to "${other.target.key}", and not to "${target.key}" as well`,
        where,
        fix: 'Name a reference to the same table.',
      });
    }
    if (!other.dealt || options.otherThan !== undefined) continue;
    other.limit((parent) => (pairing.size(parent, target.baseCount) > 0 ? Infinity : 0));
  }
}

/** One of the parents that go with the one that another reference leads to, each as likely as another. */
export function pairedStrategy(plan: ReferencePlan, { column, size, at }: Pairing): Strategy {
  const pick = plan.keyFor('pick');
  const nulls = plan.keyFor('nulls');
  const share = plan.nullable ? (plan.options.nulls ?? 0) : 0;
  return (view) => {
    if (share > 0 && quota(nulls, view.index) < share) return -1;
    const count = plan.target.baseCount;
    const random = hashIndex(pick, view.index);
    const other = view.parentPlace(view.table.referenceOf(column));
    if (other < 0 || other >= count) return count === 0 ? -1 : random % count;
    const choices = size(other, count);
    return choices < 1 ? -1 : at(other, count, random % choices);
  };
}
