import { GenFactoriesError } from '../errors.ts';
import type { Kin } from './kin.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { Segment, TableRows } from './table-rows.ts';
import type { KeyModel } from './table-model.ts';

/**
 * Where a row is among those that a partial key tells apart: the first may be in the key, later ones must
 * not. A row that is free never meets another one in it.
 */
export type Turn = 'first' | 'later' | 'free';

/** What a scenario's own values say of its rows: that they are in a key, that they are not, or neither. */
export type Stance = 'in' | 'out' | 'open';

/**
 * Rows of one table by what a partial key tells apart: a parent's children, or the table as a whole. The
 * base's first row has its turn; where there is none, a scenario's row that is in the key by what the
 * scenario wrote, else its first.
 */
export class PartialFamilies {
  readonly #rows: TableRows;
  readonly #key: KeyModel;
  readonly #reference: ReferencePlan | null;
  readonly #siblings: Kin | null;
  readonly #stanceOf: (segment: Segment) => Stance;
  /** No row of the base is ever in the key. */
  readonly #baseIsOut: boolean;
  #added: ReadonlyMap<number, Turn> | undefined;

  constructor(options: {
    readonly rows: TableRows;
    readonly key: KeyModel;
    /** Null where the key is about the table as a whole. */
    readonly reference: ReferencePlan | null;
    readonly stanceOf: (segment: Segment) => Stance;
    readonly baseIsOut: boolean;
  }) {
    this.#rows = options.rows;
    this.#key = options.key;
    this.#reference = options.reference;
    this.#siblings = options.reference && options.rows.kin([options.reference.lead]);
    this.#stanceOf = options.stanceOf;
    this.#baseIsOut = options.baseIsOut;
  }

  turnOf(view: RowView): Turn {
    if (view.segment.scenario !== null) {
      return (this.#added ??= this.#takeTurns()).get(view.place) ?? 'free';
    }
    const parent = this.#parentOf(view);
    if (parent < 0) return 'free';
    return (this.#siblings?.of(parent).at(0) ?? 0) === view.place ? 'first' : 'later';
  }

  #parentOf(view: RowView): number {
    if (this.#reference === null) return 0;
    return view.parentPlace(this.#rows.references.indexOf(this.#reference));
  }

  /** Rows of scenarios are few, and may lead anywhere: they are gone through. */
  #takeTurns(): ReadonlyMap<number, Turn> {
    const families = new Map<number, { readonly place: number; readonly segment: Segment }[]>();
    const view = this.#rows.newView();
    for (let place = this.#rows.baseCount; place < this.#rows.count; place++) {
      const { segment } = view.moveTo(place);
      const parent = this.#parentOf(view);
      if (parent < 0 || this.#stanceOf(segment) === 'out') continue;
      const family = families.get(parent);
      if (family === undefined) families.set(parent, [{ place, segment }]);
      else family.push({ place, segment });
    }
    const turns = new Map<number, Turn>();
    for (const [parent, family] of families) {
      const inKey = family.filter(({ segment }) => this.#stanceOf(segment) === 'in');
      const isTaken = this.#hasBase(parent);
      const [refused] = inKey.slice(isTaken ? 0 : 1);
      if (refused !== undefined) throw this.#conflict(refused.segment, isTaken);
      const first = isTaken ? undefined : (inKey[0] ?? family[0]);
      for (const each of family) turns.set(each.place, each === first ? 'first' : 'later');
    }
    return turns;
  }

  /** Whether a row of the base has its turn already. */
  #hasBase(parent: number): boolean {
    if (this.#baseIsOut) return false;
    if (this.#siblings === null) return this.#rows.baseCount > 0;
    return this.#siblings.of(parent).size > 0;
  }

  #conflict({ scenario }: Segment, isTaken: boolean): GenFactoriesError {
    const { key } = this.#rows;
    const parent = this.#reference?.target.key;
    const holder = parent === undefined ? '' : ` for each row of "${parent}"`;
    return new GenFactoriesError('KEY_UNSOLVED', {
      what: `Scenario "${scenario}" adds a row to "${key}" that ${this.#key.label} allows once${holder}, and ${isTaken ? 'a row of the base' : 'another one'} is there before it`,
      where: key,
      fix:
        parent === undefined
          ? 'Let the row have other values in the columns of its WHERE.'
          : `Give it a row of "${parent}" that the scenario adds: add('${parent}').`,
    });
  }
}
