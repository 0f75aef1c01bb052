import type { RefOptions } from '../../generators/reference.ts';
import { GenFactoriesError } from '../errors.ts';
import { hashPath, type Key } from '../random/hash.ts';
import { AddedFamilies, addedParent } from './added-parents.ts';
import { followPath, stepsOf } from './ancestors.ts';
import { Dealer } from './dealer.ts';
import { CurveFamilies, ListedFamilies, type Families } from './families.ts';
import { fitFamilies, type GroupLimit } from './fit-families.ts';
import { countOverCapacity } from './over-capacity.ts';
import { pairedStrategy, pairingOf, type Pairing } from './pairing.ts';
import { ParentFilter } from './parent-filter.ts';
import type { RowView } from './row-view.ts';
import { sameStrategy } from './pick-relative.ts';
import { SameAncestor } from './same-ancestor.ts';
import type { TableRows } from './table-rows.ts';
import type { KeyModel } from './table-model.ts';
import { treeStrategy } from './tree.ts';

/** How the parent of a base row is found. */
export type Strategy = (view: RowView) => number;

/** Parents that are better than others: rows that have them find all else that they need. */
export interface Preference {
  readonly isPreferred: (parent: number) => boolean;
  /** Without it no row can be: not even one that has nothing in common with it. */
  readonly isPossible: (parent: number) => boolean;
  /** All that would be dealt to anyhow are. */
  readonly isSure: () => boolean;
  /** It may leave out any of the parents, not just the last of them. */
  readonly bounds: boolean;
}

/**
 * A reference at run time: which row of `target` each row of `table` leads to. The parent is a
 * place; its key is computed from that, never looked up.
 */
export class ReferencePlan {
  readonly table: TableRows;
  readonly target: TableRows;
  /** Columns of `table`, paired with `key` of `target`. */
  readonly columns: readonly string[];
  readonly key: readonly string[];
  /** The column that the definition writes the reference at. */
  readonly lead: string;
  readonly options: RefOptions;
  /** What the parent has in common with the row. */
  readonly same: SameAncestor | null;
  /** What it has to do with another reference of the row. */
  readonly pairing: Pairing | null;
  /** Which rows may be parents; null where all may. */
  readonly filter: ParentFilter | null;
  readonly nullable: boolean;
  /** A condition of the definition takes it or leaves it: where it takes it, NULL would not do. */
  readonly conditional: boolean;
  /** Known to the database: it orders the load. */
  readonly enforced: boolean;
  /** The database can check it at the end of the transaction. */
  readonly deferrable: boolean;
  /** Written without the database's checks, which could not be satisfied in any order. */
  readonly unchecked: boolean;
  /** Children of one parent at most; for one-to-one references and link tables. */
  cap = Infinity;
  /** The most children of each parent, where it differs from parent to parent. */
  capacityOf: ((parent: number) => number) | null = null;
  /** What bounds the children of each parent, for messages. */
  limitedBy: Pick<KeyModel, 'label' | 'only'> | null = null;
  /** Every parent that may have children has one, because another reference counts on it. */
  everyParent = false;
  /** A key or a position numbers rows within its families, so that no other key may decide it. */
  leading = false;
  /** Every row has a parent, although the column allows NULL: a key takes NULL once only. */
  required: boolean;
  /** References whose parents this one's must be among: a project's org has to have users. */
  readonly within: ReferencePlan[] = [];
  /** Whether a row takes the parent, where a definition's function or condition may leave it out. */
  taken: ((view: RowView) => boolean) | null = null;
  #strategy: Strategy;
  #ruled = false;
  readonly #preferences: Preference[] = [];
  #preferred: ((parent: number) => boolean) | null | undefined;
  readonly #groups: GroupLimit[] = [];
  #dealing = false;
  #dealer: Dealer | undefined;
  #tally: Float64Array | undefined;
  #added: AddedFamilies | undefined;

  constructor(options: {
    readonly table: TableRows;
    readonly target: TableRows;
    readonly columns: readonly string[];
    readonly key: readonly string[];
    readonly lead: string;
    readonly options: RefOptions;
    readonly nullable: boolean;
    readonly conditional?: boolean;
    readonly enforced: boolean;
    readonly deferrable: boolean;
    readonly unchecked: boolean;
  }) {
    this.table = options.table;
    this.target = options.target;
    this.columns = options.columns;
    this.key = options.key;
    this.lead = options.lead;
    this.options = options.options;
    this.nullable = options.nullable;
    this.conditional = options.conditional ?? false;
    this.enforced = options.enforced;
    this.deferrable = options.deferrable;
    this.unchecked = options.unchecked;
    this.required = !options.nullable;
    this.pairing = pairingOf(options.options);
    this.filter = filterOf(this);
    if (this.filter !== null) this.limit((parent) => (this.filter!.admits(parent) ? Infinity : 0));
    this.same = SameAncestor.of(this);
    this.#strategy = chooseStrategy(this);
  }

  get where(): string {
    return `${this.table.key}.${this.lead}`;
  }

  get selfReferring(): boolean {
    return this.table === this.target;
  }

  /** Parents are dealt, so that the children of a parent can be counted and listed. */
  get dealt(): boolean {
    const { same, through } = this.options;
    const free = same === undefined && through === undefined && this.pairing === null;
    return free && !this.selfReferring && !this.#ruled;
  }

  /** The references from a row to its parent: those that it is found through, else this one alone. */
  get way(): readonly string[] {
    const { through } = this.options;
    return through === undefined ? [this.lead] : completePath(this, through);
  }

  /** A key decides already which parent a row gets. */
  get ruled(): boolean {
    return this.#ruled;
  }

  /**
   * Lets a key decide which parent a row gets.
   *
   * @param rule - makes the strategy for rows of the base and of scenarios from the base's so far
   */
  rule(rule: (before: Strategy) => Strategy): void {
    this.#strategy = rule(this.#strategy);
    this.#ruled = true;
  }

  /** Bounds the children of each parent, beside what bounds them already. */
  limit(capacity: (parent: number) => number): void {
    const before = this.capacityOf;
    this.capacityOf =
      before === null ? capacity : (parent) => Math.min(before(parent), capacity(parent));
  }

  /** Bounds the children that parents have together. */
  limitTogether(limit: GroupLimit): void {
    this.#groups.push(limit);
  }

  /** Deals to some parents before all others, as far as there is room. */
  prefer(preference: Preference): void {
    this.#preferences.push(preference);
  }

  /** Something else than its fan-out decides which parents have children. */
  get isBounded(): boolean {
    return (
      this.cap === 1 ||
      this.capacityOf !== null ||
      this.#groups.length > 0 ||
      this.#preferences.some(({ bounds }) => bounds)
    );
  }

  /** Key material of the reference's own. */
  keyFor(...labels: readonly string[]): Key {
    return hashPath(
      this.table.shared.seed,
      this.table.key,
      ...this.columns,
      'reference',
      ...labels,
    );
  }

  parentPlace(view: RowView): number {
    return this.taken === null || this.taken(view) ? this.drawnPlace(view) : -1;
  }

  /** The parent, whether the row takes it or not. */
  drawnPlace(view: RowView): number {
    if (view.segment.scenario === null || this.#ruled) return this.#strategy(view);
    return addedParent(this, view, this.#strategy);
  }

  /** How many base rows lead to a base row: by arithmetic where parents are dealt, else counted once. */
  childrenOf(parent: number): number {
    if (this.dealt && this.taken === null) return this.dealer.countOf(parent);
    return (this.#tally ??= this.#count())[parent]!;
  }

  #count(): Float64Array {
    const tally = new Float64Array(this.target.baseCount);
    const view = this.table.newView();
    for (let place = 0; place < this.table.baseCount; place++) {
      const parent = this.parentPlace(view.moveTo(place));
      if (parent >= 0) tally[parent]!++;
    }
    return tally;
  }

  /** The rows of scenarios, by the row they lead to. */
  get added(): AddedFamilies {
    return (this.#added ??= new AddedFamilies(this));
  }

  /** The dealer of a dealt reference, made when it is first needed. */
  get dealer(): Dealer {
    return (this.#dealer ??= this.#deal());
  }

  /**
   * Deals before the first row, to know that there is room.
   *
   * @throws GenFactoriesError `COUNT_OVER_CAPACITY` where there is not
   */
  requireRoom(): void {
    if (this.dealt && this.table.baseCount > 0) this.#dealer ??= this.#deal();
  }

  #deal(): Dealer {
    const children = this.table.baseCount;
    const parents = this.target.baseCount;
    if (this.#dealing) throw asksItself(this);
    this.#dealing = true;
    try {
      return new Dealer(children, parents, this.#families(children, parents), {
        deal: this.keyFor('deal'),
        rank: hashPath(this.target.shared.seed, this.target.key, 'rank'),
      });
    } finally {
      this.#dealing = false;
    }
  }

  /** How many base rows have a parent. */
  get places(): number {
    const share = this.required ? 0 : (this.options.nulls ?? 0);
    const wanted = this.table.baseCount - Math.round(this.table.baseCount * share);
    if (this.required) return wanted;
    return this.target.baseCount === 0 ? 0 : Math.min(wanted, this.target.baseCount * this.cap);
  }

  #families(children: number, parents: number): Families {
    const places = Math.min(children, this.places);
    if (places === 0) return new ListedFamilies([]);
    if (parents === 0) throw countOverCapacity(this, { rows: places, parents: 0, room: 0 });
    const { fanout } = this.options;
    const skewed = fanout?.kind === 'skewed' ? fanout : undefined;
    const none = this.everyParent ? 0 : (skewed?.none ?? 0);
    const wished = Math.max(1, parents - Math.round(parents * none));
    const allowed = Math.min(wished, this.#supportLimit(parents, new Set()));
    // One to one, the parents with a child come first, so that those without are known.
    const least = Math.ceil(places / this.cap);
    const support = Math.min(parents, this.cap === 1 ? least : Math.max(allowed, least));
    if (places > support * this.cap)
      throw countOverCapacity(this, { rows: places, parents: support });
    const curve = new CurveFamilies({
      families: support,
      places,
      max: fanout?.kind === 'even' ? Math.ceil(places / support) : this.#largest(skewed?.max),
      min: this.everyParent ? 1 : 0,
      cap: this.cap,
    });
    return this.#fitted(curve, parents);
  }

  /** The largest family asked for, as large a part of the table at another scale. */
  #largest(max: number | undefined): number | null {
    return max === undefined ? null : Math.max(1, Math.round(max * this.table.scale));
  }

  /** Whether a parent is one of those that are better than others; null where all are alike. */
  get preferred(): ((parent: number) => boolean) | null {
    if (this.#preferred !== undefined) return this.#preferred;
    const asked = this.#preferences.filter(({ isSure }) => !isSure());
    return (this.#preferred =
      asked.length === 0
        ? null
        : (parent) => asked.every(({ isPreferred }) => isPreferred(parent)));
  }

  /** Families cut to what each parent can hold, and to whom they are for. */
  #fitted(curve: Families, parents: number): Families {
    const ranks = new Dealer(0, parents, curve, {
      deal: this.keyFor('deal'),
      rank: hashPath(this.target.shared.seed, this.target.key, 'rank'),
    });
    const fitted = fitFamilies(curve, parents, (rank) => ranks.parentAtRank(rank), {
      cap: this.cap,
      capacity: this.capacityOf,
      groups: this.#groups,
      preferred: this.preferred,
      possible: (parent) => this.#preferences.every(({ isPossible }) => isPossible(parent)),
    });
    if (fitted.places < curve.places && this.required) {
      throw countOverCapacity(this, { rows: curve.places, parents, room: fitted.places });
    }
    return fitted;
  }

  /**
   * How many parents, by rank, all of {@link within} leave: a parent that has no children in a sibling
   * cannot have any here, where rows need one of each.
   */
  #supportLimit(parents: number, seen: Set<ReferencePlan>): number {
    seen.add(this);
    let limit = parents;
    for (const sibling of this.within) {
      limit = Math.min(limit, sibling.places);
      if (!seen.has(sibling)) limit = Math.min(limit, sibling.#supportLimit(parents, seen));
    }
    return Math.max(1, limit);
  }
}

/** How many rows a parent may have depends, by way of other tables, on how many it has. */
function asksItself({ lead, table, where }: ReferencePlan): GenFactoriesError {
  return new GenFactoriesError('REFERENCE_INVALID', {
    what: `Where "${lead}" of "${table.key}" leads depends on where it leads itself, by what other tables have in common with it`,
    where,
    fix: 'Leave out one "same" on the way.',
  });
}

/** Rows that may be parents are dealt to; what is found by other rules cannot be chosen as well. */
function filterOf({
  target,
  options,
  where: at,
  selfReferring,
}: ReferencePlan): ParentFilter | null {
  const { where, same, through, otherThan, above, below } = options;
  if (where === undefined) return null;
  const others = { same, through, otherThan, above, below };
  const other = Object.entries(others).find(([, each]) => each !== undefined);
  if (other === undefined && !selfReferring) return new ParentFilter(target, where, at);
  throw new GenFactoriesError('REFERENCE_INVALID', {
    what: `"where" cannot stand beside ${other === undefined ? 'a reference of a table to itself' : `"${other[0]}"`}`,
    where: at,
    fix: 'Leave out one of them.',
  });
}

function chooseStrategy(plan: ReferencePlan): Strategy {
  const { through } = plan.options;
  if (through !== undefined) return throughStrategy(plan, through);
  if (plan.pairing !== null) return pairedStrategy(plan, plan.pairing);
  const { same } = plan;
  if (plan.selfReferring) return treeStrategy(plan, same);
  if (same !== null) return sameStrategy(plan, same);
  return (view) => plan.dealer.parentOf(view.index);
}

/** The parent that a parent's reference of the same target leads to. */
function throughStrategy(plan: ReferencePlan, path: string): Strategy {
  let full: readonly string[] | undefined;
  return (view) => followPath(view, (full ??= completePath(plan, path)));
}

/** `through: 'project_id'` leaves out the last step: the one reference of projects to the target. */
function completePath(plan: ReferencePlan, text: string): readonly string[] {
  const path = stepsOf(plan.table, text);
  let table: TableRows = plan.table;
  for (const column of path) table = table.references[table.referenceOf(column)]!.target;
  if (table === plan.target && path.length > 1) return path;
  const steps = table.references.filter((reference) => reference.target === plan.target);
  // Of several the way is by one that every row has.
  const step = steps.find((each) => !each.nullable) ?? steps[0];
  if (step === undefined) {
    throw new GenFactoriesError('REFERENCE_INVALID', {
      what: `"${table.key}" does not refer to "${plan.target.key}", so the way through it does not lead there`,
      where: plan.where,
    });
  }
  return [...path, step.lead];
}
