import type { RefOptions } from '../../generators/reference.ts';
import { GenFactoriesError } from '../errors.ts';
import { hashIndex, hashPath, type Key } from '../random/hash.ts';
import { quota } from '../random/quota.ts';
import { Dealer } from './dealer.ts';
import { CurveFamilies, ListedFamilies, withinCapacity, type Families } from './families.ts';
import type { RowView } from './row-view.ts';
import type { TableRows } from './table-rows.ts';

/** How the parent of a base row is found. */
export type Strategy = (view: RowView) => number;

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
  readonly nullable: boolean;
  /** Known to the database: it orders the load. */
  readonly enforced: boolean;
  /** Children of one parent at most; for one-to-one references and link tables. */
  cap = Infinity;
  /** The most children of each parent, where it differs from parent to parent. */
  capacityOf: ((parent: number) => number) | null = null;
  /** Every parent that may have children has one, because another reference counts on it. */
  everyParent = false;
  /** References whose parents this one's must be among: a project's org has to have users. */
  readonly within: ReferencePlan[] = [];
  strategy: Strategy;
  /** Whether a row takes the parent; a definition's function or condition may leave it out. */
  taken: (view: RowView) => boolean = () => true;
  #dealer: Dealer | undefined;

  constructor(options: {
    readonly table: TableRows;
    readonly target: TableRows;
    readonly columns: readonly string[];
    readonly key: readonly string[];
    readonly lead: string;
    readonly options: RefOptions;
    readonly nullable: boolean;
    readonly enforced: boolean;
  }) {
    this.table = options.table;
    this.target = options.target;
    this.columns = options.columns;
    this.key = options.key;
    this.lead = options.lead;
    this.options = options.options;
    this.nullable = options.nullable;
    this.enforced = options.enforced;
    this.strategy = chooseStrategy(this);
  }

  get where(): string {
    return `${this.table.key}.${this.lead}`;
  }

  get selfReferring(): boolean {
    return this.table === this.target;
  }

  /** Parents are dealt, so that the children of a parent can be counted and listed. */
  get dealt(): boolean {
    const { same, through, otherThan } = this.options;
    return [same, through, otherThan].every((each) => each === undefined) && !this.selfReferring;
  }

  /** Key material of the reference's own. */
  keyFor(...labels: readonly string[]): Key {
    return hashPath(this.table.shared.seed, this.table.key, ...this.columns, 'reference', ...labels);
  }

  parentPlace(view: RowView): number {
    return this.taken(view) ? this.drawnPlace(view) : -1;
  }

  /** The parent, whether the row takes it or not. */
  drawnPlace(view: RowView): number {
    return view.segment.scenario === null ? this.strategy(view) : scenarioParent(this, view);
  }

  /** The dealer of a dealt reference, made when it is first needed. */
  get dealer(): Dealer {
    return (this.#dealer ??= this.#deal());
  }

  #deal(): Dealer {
    const children = this.table.baseCount;
    const parents = this.target.baseCount;
    return new Dealer(children, parents, this.#families(children, parents), {
      deal: this.keyFor('deal'),
      rank: hashPath(this.target.shared.seed, this.target.key, 'rank'),
    });
  }

  /** How many base rows have a parent. */
  get places(): number {
    const share = this.nullable ? (this.options.nulls ?? 0) : 0;
    const wanted = this.table.baseCount - Math.round(this.table.baseCount * share);
    const room = this.target.baseCount * this.cap;
    return this.nullable ? Math.min(wanted, room) : wanted;
  }

  #families(children: number, parents: number): Families {
    const places = Math.min(children, this.places);
    if (parents === 0 || places === 0) return new ListedFamilies([]);
    const { fanout } = this.options;
    const skewed = fanout?.kind === 'skewed' ? fanout : undefined;
    const none = this.everyParent ? 0 : (skewed?.none ?? 0);
    const wished = Math.max(1, parents - Math.round(parents * none));
    const allowed = Math.min(wished, this.#supportLimit(parents, new Set()));
    const support = Number.isFinite(this.cap)
      ? Math.min(parents, Math.max(allowed, Math.ceil(places / this.cap)))
      : allowed;
    if (places > support * this.cap) throw overCapacity(this, places, support);
    const curve = new CurveFamilies({
      families: support,
      places,
      max: fanout?.kind === 'even' ? Math.ceil(places / support) : this.#largest(skewed?.max),
      min: this.everyParent ? 1 : 0,
      cap: this.cap,
    });
    if (this.capacityOf === null) return curve;
    return this.#fitted(curve, parents);
  }

  /** The largest family asked for, as large a part of the table at another scale. */
  #largest(max: number | undefined): number | null {
    return max === undefined ? null : Math.max(1, Math.round(max * this.table.scale));
  }

  /** Families cut to what each parent can hold. */
  #fitted(curve: Families, parents: number): Families {
    const ranks = new Dealer(0, parents, curve, {
      deal: this.keyFor('deal'),
      rank: hashPath(this.target.shared.seed, this.target.key, 'rank'),
    });
    const capacity = this.capacityOf!;
    const sizes = withinCapacity(curve, parents, (rank) => capacity(ranks.parentAtRank(rank)));
    const fitted = new ListedFamilies(sizes);
    if (fitted.places < curve.places && !this.nullable) {
      throw overCapacity(this, curve.places, parents, fitted.places);
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

/**
 * The row that a path of reference columns leads to from a view: `project_id.org_id` is the org of the
 * row's project.
 *
 * @returns its place; −1 where a reference on the way is NULL
 */
export function followPath(view: RowView, path: readonly string[]): number {
  // A row's own key leads to the row: an org's owner is of the org itself.
  if (path.length === 1 && view.table.isOwnKey(path[0]!)) return view.place;
  let at: RowView | null = view;
  for (const column of path.slice(0, -1)) {
    at = at.parent(column);
    if (at === null) return -1;
  }
  return at.parentPlace(at.table.referenceOf(path.at(-1)!));
}

/** What `same` asks for: the parent's own reference, and the row's path to the same ancestor. */
export interface SameAncestor {
  readonly column: string;
  readonly path: readonly string[];
}

/**
 * Reads a `same` option.
 *
 * @throws GenFactoriesError `REFERENCE_INVALID` where it names more than one column
 */
export function readSame(reference: { readonly options: RefOptions; readonly where: string }): SameAncestor | null {
  const { same } = reference.options;
  if (same === undefined) return null;
  if (typeof same === 'string') return { column: same, path: [same] };
  const [entry, ...more] = Object.entries(same);
  if (entry === undefined || more.length > 0) {
    throw new GenFactoriesError('REFERENCE_INVALID', {
      what: 'The option "same" names exactly one column of the parent',
      where: reference.where,
      fix: 'Name the one closest to the row: the others follow from it.',
    });
  }
  return { column: entry[0], path: entry[1].split('.') };
}

function chooseStrategy(plan: ReferencePlan): Strategy {
  const { through } = plan.options;
  if (through !== undefined) return throughStrategy(plan, through.split('.'));
  if (plan.options.otherThan !== undefined) return otherStrategy(plan, plan.options.otherThan);
  const same = readSame(plan);
  if (plan.selfReferring) return treeStrategy(plan, same);
  if (same !== null) return sameStrategy(plan, same);
  return (view) => plan.dealer.parentOf(view.index);
}

/** The parent that a parent's reference of the same target leads to. */
function throughStrategy(plan: ReferencePlan, path: readonly string[]): Strategy {
  let full: readonly string[] | undefined;
  return (view) => followPath(view, (full ??= completePath(plan, path)));
}

/** `through: 'project_id'` leaves out the last step: the one reference of projects to the target. */
function completePath(plan: ReferencePlan, path: readonly string[]): readonly string[] {
  let table: TableRows = plan.table;
  for (const column of path) table = table.references[table.referenceOf(column)]!.target;
  if (table === plan.target && path.length > 1) return path;
  const step = table.references.find((reference) => reference.target === plan.target);
  if (step === undefined) {
    throw new GenFactoriesError('REFERENCE_INVALID', {
      what: `"${table.key}" does not refer to "${plan.target.key}", so the way through it does not lead there`,
      where: plan.where,
    });
  }
  return [...path, step.lead];
}

/** Any parent but the one that another reference leads to. */
function otherStrategy(plan: ReferencePlan, column: string): Strategy {
  const pick = plan.keyFor('pick');
  return (view) => {
    const count = plan.target.baseCount;
    const other = view.parentPlace(view.table.referenceOf(column));
    if (other < 0) return count === 0 ? -1 : hashIndex(pick, view.index) % count;
    return count < 2 ? -1 : (other + 1 + (hashIndex(pick, view.index) % (count - 1))) % count;
  };
}

/** One of the target's rows that have the same ancestor, each as likely as another. */
function sameStrategy(plan: ReferencePlan, same: SameAncestor): Strategy {
  const pick = plan.keyFor('pick');
  const nulls = plan.keyFor('nulls');
  const share = plan.nullable ? (plan.options.nulls ?? 0) : 0;
  return (view) => {
    if (share > 0 && quota(nulls, view.index) < share) return -1;
    const ancestor = followPath(view, same.path);
    if (ancestor < 0) return -1;
    return pickChild(plan.target, same.column, ancestor, hashIndex(pick, view.index));
  };
}

/**
 * A row of a table that has a given ancestor, by a reference of its own or through its parents.
 *
 * @param random - 32 bits that decide which
 * @returns its place; −1 where the ancestor has none
 */
function pickChild(table: TableRows, column: string, ancestor: number, random: number): number {
  const reference = table.references[table.referenceOf(column)]!;
  if (ancestor >= reference.target.baseCount) return -1;
  if (reference.dealt) {
    const { dealer } = reference;
    const count = dealer.countOf(ancestor);
    if (count === 0) return -1;
    return dealer.childOf(ancestor, Math.floor((random / 4294967296) * count));
  }
  return pickThrough(table, reference, ancestor, random);
}

/** The ancestor is reached through another parent: pick one of those first, then a child of it. */
function pickThrough(
  table: TableRows,
  reference: ReferencePlan,
  ancestor: number,
  random: number,
): number {
  const [first] = reference.options.through?.split('.') ?? [];
  if (first === undefined) return -1;
  const step = table.references[table.referenceOf(first)]!;
  const up = step.target.references.find((each) => each.target === reference.target && each.dealt);
  if (up === undefined || !step.dealt) return -1;
  const count = up.dealer.countOf(ancestor);
  for (let tried = 0; tried < count; tried++) {
    const middle = up.dealer.childOf(ancestor, (random + tried) % count);
    const children = step.dealer.countOf(middle);
    if (children > 0) return step.dealer.childOf(middle, (random >>> 8) % children);
  }
  return -1;
}

/**
 * A tree over the rows: the first rows form one chain of the depth asked for, the rest hang below
 * earlier rows, `breadth` to each. Under `same` there is a tree for each ancestor's rows.
 */
function treeStrategy(plan: ReferencePlan, same: SameAncestor | null): Strategy {
  const { fanout } = plan.options;
  const shape = fanout?.kind === 'tree' ? fanout : undefined;
  const breadth = Math.max(1, shape?.breadth ?? 5);
  const depth = shape?.depth ?? 8;
  const roots = Math.max(1, shape?.roots ?? 1);
  const root = (own: number): number => (plan.nullable ? -1 : own);
  if (same === null) {
    return ({ index, place }) =>
      index < roots ? root(place) : treeParent(index, breadth, depth, roots);
  }
  return (view) => {
    const siblings = plan.table.references[plan.table.referenceOf(same.column)]!;
    const position = siblings.dealt ? siblings.dealer.positionOf(view.index) : -1;
    if (position < roots) return root(view.place);
    const ancestor = siblings.dealer.parentOf(view.index);
    return siblings.dealer.childOf(ancestor, treeParent(position, breadth, depth, roots));
  };
}

/** The parent's number of a number from `roots` on: always below it. */
export function treeParent(index: number, breadth: number, depth: number, roots: number): number {
  if (index < roots + depth - 1) return index - 1;
  return Math.floor((index - roots) / breadth);
}

/**
 * The parent of a scenario's row: what the scenario fixed, else a row the same scenario added, else one
 * of the base. Base rows are not dealt anew, so they do not change.
 */
function scenarioParent(plan: ReferencePlan, view: RowView): number {
  const place = plan.table.references.indexOf(plan);
  const fixed = view.segment.fixed.get(place);
  const offset = view.place - view.segment.start;
  if (fixed !== undefined) return fixed.start + (offset % fixed.count);
  if (plan.options.through !== undefined) return plan.strategy(view);
  const random = hashIndex(plan.keyFor('pick', view.segment.scenario ?? ''), view.index);
  if (plan.nullable && (plan.selfReferring || random / 4294967296 < (plan.options.nulls ?? 0))) return -1;
  if (plan.selfReferring) return view.place;
  const same = readSame(plan);
  if (same !== null) return scenarioSame(plan, view, same, random);
  if (plan.cap === 1) return spareParent(plan, view);
  const own = plan.target.segments.filter((each) => each.scenario === view.segment.scenario);
  const count = own.reduce((sum, each) => sum + each.count, 0);
  if (count > 0) return own[0]!.start + (random % count);
  return plan.target.baseCount === 0 ? -1 : random % plan.target.baseCount;
}

function scenarioSame(plan: ReferencePlan, view: RowView, same: SameAncestor, random: number): number {
  const ancestor = followPath(view, same.path);
  if (ancestor < 0) return -1;
  const chosen = pickChild(plan.target, same.column, ancestor, random);
  if (chosen >= 0) return chosen;
  const place = plan.target.referenceOf(same.column);
  for (const segment of plan.target.segments) {
    const fixed = segment.fixed.get(place);
    if (fixed === undefined || ancestor < fixed.start || ancestor >= fixed.start + fixed.count) continue;
    const step = fixed.count;
    const first = ancestor - fixed.start;
    const members = Math.ceil((segment.count - first) / step);
    if (members > 0) return segment.start + first + (random % members) * step;
  }
  return -1;
}

/** A parent that no base row took, for references that allow one child only. */
function spareParent(plan: ReferencePlan, view: RowView): number {
  const own = plan.target.segments.find((each) => each.scenario === view.segment.scenario);
  const offset = view.place - plan.table.baseCount;
  if (own !== undefined && offset < own.count) return own.start + offset;
  const rank = plan.dealer.support + offset;
  if (rank < plan.target.baseCount) return plan.dealer.parentAtRank(rank);
  if (plan.nullable) return -1;
  throw overCapacity(plan, plan.table.count, plan.target.count);
}

function overCapacity(
  plan: ReferencePlan,
  rows: number,
  parents: number,
  room = parents * plan.cap,
): GenFactoriesError {
  const each = Number.isFinite(plan.cap) ? ` with at most ${plan.cap} each` : '';
  return new GenFactoriesError('COUNT_OVER_CAPACITY', {
    what: `${rows} rows of "${plan.table.key}" need more room than ${parents} rows of "${plan.target.key}"${each} have: ${room}`,
    where: plan.where,
    fix: `Lower the count of "${plan.table.key}" to ${room} or raise that of "${plan.target.key}".`,
  });
}
