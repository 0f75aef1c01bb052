import type { Bound, Row, Site } from '../../generators/generator.ts';
import type { Ref } from '../../generators/reference.ts';
import { GenFactoriesError } from '../errors.ts';
import { deriveKey, type Key } from '../random/hash.ts';
import { Permutation } from '../random/permutation.ts';
import { quota } from '../random/quota.ts';
import { ownRows } from './added-parents.ts';
import { listed, run, withoutPlaces, type Candidates } from './candidates.ts';
import type { RowView } from './row-view.ts';
import { SameAncestor } from './same-ancestor.ts';
import type { TableRows } from './table-rows.ts';

/**
 * A reference inside a column's values: an element of a list, a field of documents in one. Each element leads
 * to another row: to the one that a permutation of the candidates puts at the element's place.
 *
 * Nothing is dealt, so that a parent does not know by arithmetic who leads to it: such references have no
 * counters and no positions, and need no order of tables.
 */
export class ListReference {
  readonly table: TableRows;
  readonly target: TableRows;
  /** As it is written in the definition. */
  readonly ref: Ref;
  /** The column that it is in. */
  readonly column: string;
  /** Where it is in the row, with `[]` after lists: `items[].product`. */
  readonly path: string;
  /** The column of `target` whose value is written. */
  readonly key: string;
  readonly #same: SameAncestor | null;
  #last: Order | undefined;

  /** @throws GenFactoriesError `REFERENCE_INVALID` for options that only a reference that is dealt can have */
  constructor(options: {
    readonly table: TableRows;
    readonly target: TableRows;
    readonly ref: Ref;
    readonly column: string;
    readonly path: string;
    readonly key: string;
  }) {
    this.table = options.table;
    this.target = options.target;
    this.ref = options.ref;
    this.column = options.column;
    this.path = options.path;
    this.key = options.key;
    requireOptions(this);
    this.#same = SameAncestor.of(this);
  }

  get where(): string {
    return `${this.table.key}.${this.path}`;
  }

  get options(): Ref['options'] {
    return this.ref.options;
  }

  /**
   * Binds it where it stands.
   *
   * @param at - the element, or the part of one
   */
  bind(at: Site): Bound {
    const { element } = at;
    const place = element?.place ?? 0;
    const key = (element ?? at).key('reference');
    const { nulls = 0, absent = 0 } = this.options;
    const left = at.key('nulls');
    const nothing = absent === 1 || !at.nullable ? undefined : null;
    const found = (row: Row): number => this.#placeOf(row as RowView, key, place);
    return {
      // A list has no element for a row that is not there.
      missing: nulls === 0 || element?.whole ? (row) => found(row) < 0 : undefined,
      space: this.#space(at),
      draw: (row) => {
        const u = nulls === 0 ? 1 : quota(left, row.index);
        if (u < nulls) return u < nulls * absent ? undefined : nothing;
        const target = found(row);
        return target < 0 ? nothing : this.#keyOf(row as RowView, target);
      },
    };
  }

  /** All rows of the base, in an order of the column's own, where a row may lead to any of them. */
  #space(at: Site): Bound['space'] {
    const { target } = this;
    if (this.#same !== null || this.options.otherThan !== undefined || target === this.table)
      return;
    const order = new Permutation(target.baseCount, at.key('order'));
    const view = target.newView();
    return {
      size: target.baseCount,
      at: (number) => view.moveTo(order.apply(number)).get(this.key),
    };
  }

  #keyOf(view: RowView, place: number): unknown {
    return view.listedView(this.table.listReferences.indexOf(this)).moveTo(place).get(this.key);
  }

  #placeOf(view: RowView, key: Key, place: number): number {
    const { candidates, order } = this.#orderOf(view, key);
    return place < candidates.size ? candidates.at(order.apply(place)) : -1;
  }

  /** The elements of a list follow each other: what all of them need is found once. */
  #orderOf(view: RowView, key: Key): Order {
    const last = this.#last;
    if (last?.view === view && last.place === view.place && isSame(last.key, key)) return last;
    const candidates = this.#candidates(view);
    const order = new Permutation(candidates.size, deriveKey(key, view.index));
    return (this.#last = { view, place: view.place, key, candidates, order });
  }

  #candidates(view: RowView): Candidates {
    const { otherThan } = this.options;
    const out = this.target === this.table ? [view.place] : [];
    if (otherThan !== undefined) out.push(view.parentPlace(this.table.referenceOf(otherThan)));
    return withoutPlaces(this.#all(view), out);
  }

  #all(view: RowView): Candidates {
    const { target } = this;
    const given = view.segment.listed.get(this.column);
    if (given?.table === target) return run(given.start, given.count);
    if (target.count === 0) return run(0, 0);
    if (this.#same !== null) return this.#relatives(view, this.#same);
    if (target.baseCount > 0) return run(0, target.baseCount);
    const own = ownRows(this, view.segment.scenario);
    return run(own.start, own.count);
  }

  /** Rows of the same ancestor: those of the base, or where it has none, those of the row's own scenario. */
  #relatives(view: RowView, same: SameAncestor): Candidates {
    const { target } = this;
    const ancestor = same.of(view);
    const kin = target.kin(same.own);
    const base = kin.of(ancestor);
    const { scenario } = view.segment;
    if (base.size > 0 || scenario === null || ancestor < 0) return base;
    const added = kin.added(ancestor);
    return listed(added.filter((place) => target.segmentOf(place).scenario === scenario));
  }
}

/** The rows that a row's list leads to, in their order. */
interface Order {
  readonly view: RowView;
  readonly place: number;
  readonly key: Key;
  readonly candidates: Candidates;
  readonly order: Permutation;
}

function isSame(one: Key, other: Key): boolean {
  return one.high === other.high && one.low === other.low;
}

function requireOptions({ options, where }: ListReference): void {
  const unknown = (['fanout', 'through', 'where', 'above', 'below', 'columns'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (unknown === undefined) return;
  throw new GenFactoriesError('REFERENCE_INVALID', {
    what: `A reference inside a list has no "${unknown}": each element leads to another row`,
    where,
    fix: 'Use "same" or "otherThan", or neither.',
  });
}
