import { GenFactoriesError } from '../errors.ts';
import { followPath } from './ancestors.ts';
import type { Candidates } from './candidates.ts';
import { fixedIn, turnOf } from './fixed-parents.ts';
import type { ReferencePlan } from './reference-plan.ts';
import type { RowView } from './row-view.ts';
import type { FixedParents, TableRows } from './table-rows.ts';

/**
 * The parent of a scenario's row, where the scenario gave the row a parent that has to agree with it: a
 * task whose reporter is given is of a project of the reporter's tenant.
 *
 * @param plan - a reference that the scenario did not give
 * @param view - at the row
 * @param random - 32 bits that decide which
 * @returns undefined where nothing that is given decides
 * @throws GenFactoriesError `REFERENCE_INVALID` where what is given has no such parent, and the row's key needs it
 */
export function relativeOfFixed(
  plan: ReferencePlan,
  view: RowView,
  random: number,
): number | undefined {
  const common = commonOf(plan, view);
  if (common === undefined) return undefined;
  const { given, ancestor, rest } = common;
  const found = rest.length === 0 ? ancestor : pick(plan, view, { rest, ancestor, random });
  if (found >= 0) return found;
  if (given.columns.some((column) => plan.columns.includes(column)))
    throw lonely(plan, given, view);
  return undefined;
}

/** What a row has to have in common with a parent that its scenario gave it. */
interface Common {
  readonly given: ReferencePlan;
  readonly ancestor: number;
  /** From the parent that is looked for to the ancestor. */
  readonly rest: readonly string[];
}

function commonOf(plan: ReferencePlan, view: RowView): Common | undefined {
  for (const [place, fixed] of view.segment.fixed) {
    const given = plan.table.references[place]!;
    const way = fixed.start < 0 ? undefined : wayToCommon(given);
    if (way?.[0] !== plan.lead) continue;
    return { given, ancestor: ancestorOf(given, fixed, view), rest: way.slice(1) };
  }
  return undefined;
}

/** From the row to what a given parent has in common with it. */
function wayToCommon({ table, same, options, way }: ReferencePlan): readonly string[] | undefined {
  if (same !== null) return table.wayOf(same.path);
  return options.through === undefined ? undefined : way;
}

function ancestorOf(given: ReferencePlan, fixed: FixedParents, view: RowView): number {
  const parent = turnOf(fixed, view);
  if (given.same === null) return parent;
  return followPath(given.target.newView().moveTo(parent), given.same.own);
}

/** A row of the scenario's own where it has one, then of the base, then of another scenario. */
function pick(
  plan: ReferencePlan,
  view: RowView,
  { rest, ancestor, random }: { rest: readonly string[]; ancestor: number; random: number },
): number {
  if (ancestor < 0) return -1;
  const { target } = plan;
  const kin = target.kin(rest);
  const added = kin.added(ancestor);
  const own = added.filter((each) => isOf(target, each, view.segment.scenario));
  const base = kin.of(ancestor);
  if (plan.cap === 1) {
    const free = places(base).filter((each) => plan.childrenOf(each) === 0);
    // Rows that the scenario gives away itself are not given away here.
    const given = plan.table.segments.some((each) => fixedIn(plan, each) !== undefined);
    return [...(given ? [] : own), ...free][numberAmongAlike(plan, view)] ?? -1;
  }
  if (own.length > 0) return own[view.index % own.length]!;
  if (base.size > 0) return base.at(random % base.size);
  return added[0] ?? -1;
}

/** Numbers of rows, by place, among those of their scenario that agree with the same ancestor. */
const NUMBERS = new WeakMap<ReferencePlan, ReadonlyMap<number, number>>();

function numberAmongAlike(plan: ReferencePlan, { place }: RowView): number {
  let numbers = NUMBERS.get(plan);
  if (numbers === undefined) NUMBERS.set(plan, (numbers = numberAlike(plan)));
  return numbers.get(place)!;
}

function numberAlike(plan: ReferencePlan): ReadonlyMap<number, number> {
  const { table } = plan;
  const view = table.newView();
  const counts = new Map<string, number>();
  const numbers = new Map<number, number>();
  for (let place = table.baseCount; place < table.count; place++) {
    const found = commonOf(plan, view.moveTo(place));
    if (found === undefined) continue;
    const alike = `${found.ancestor} ${view.segment.scenario}`;
    const number = counts.get(alike) ?? 0;
    numbers.set(place, number);
    counts.set(alike, number + 1);
  }
  return numbers;
}

function places(rows: Candidates): number[] {
  return Array.from({ length: rows.size }, (_, number) => rows.at(number));
}

function isOf(table: TableRows, place: number, scenario: string | null): boolean {
  return table.segmentOf(place).scenario === scenario;
}

function lonely(plan: ReferencePlan, given: ReferencePlan, view: RowView): GenFactoriesError {
  const { scenario } = view.segment;
  return new GenFactoriesError('REFERENCE_INVALID', {
    what: `Scenario "${scenario}" adds a row to "${plan.table.key}" whose "${given.lead}" has no row of "${plan.target.key}" that goes with it`,
    where: `${plan.where}, row ${view.index}`,
    fix: `Add one before, and give it to the row: { ${plan.lead}: add('${plan.target.key}', …) }.`,
  });
}
