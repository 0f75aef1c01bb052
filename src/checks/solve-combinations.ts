import type { ColumnState, ColumnStates } from './column-state.ts';
import { columnsOfDemands, combine, settleOverlaps } from './combinations.ts';
import { deriveDependencies, type Derived } from './dependencies.ts';
import type { Check, Demand } from './read-checks.ts';
import type { Report } from './report.ts';
import { columnsOfFacts, factsOf, lossOf, type Requirement } from './requirement.ts';
import type { Dependency } from './solution.ts';

/** States and dependencies after all demands that tie columns together. */
export interface Combined {
  readonly states: ColumnStates;
  readonly dependencies: readonly Dependency[];
}

/**
 * Meets the demands that tie several columns together by their NULLs and few values: finds every
 * combination that meets all of them, and writes those as rules of one column after another.
 *
 * @param demands - without relations
 * @param states - what each column may hold by itself
 * @param order - in which values are drawn
 * @param report - is told of demands that contradict others, or are met by NULLs only
 */
export function solveCombinations(
  demands: readonly Demand[],
  states: ColumnStates,
  order: readonly string[],
  report: Report,
): Combined {
  let accepted: readonly Demand[] = [];
  const isPossible = (more: readonly Demand[]): boolean =>
    (combine(connected([...accepted, ...more], more), states, order)?.allowed.length ?? 0) > 0;
  const givenUp = new Set<Check>();
  for (const demand of demands) {
    if (givenUp.has(demand.check)) continue;
    const options = isPossible([demand]) ? optionsOf(demand, states) : [];
    const chosen = options.find((option) => isPossible([option.demand]));
    if (chosen === undefined) {
      report.unsolved(demand.check, whyImpossible(demand, accepted, states, order));
      // Half a check is of no use, and it must not get in the way of others.
      givenUp.add(demand.check);
      accepted = accepted.filter(({ check }) => check !== demand.check);
      continue;
    }
    if (isMetAnyway(chosen.demand, states, order)) continue;
    const loss = lossOf(demand.requirement);
    if (loss !== null) report.fellBack(demand.check, loss, chosen.nulled);
    accepted = [...accepted, chosen.demand];
  }
  return clusters(accepted).reduce<Combined>(
    (combined, cluster) => solveCluster(cluster, combined, order),
    { states, dependencies: [] },
  );
}

interface Option {
  readonly demand: Demand;
  readonly nulled: readonly string[];
}

/**
 * A demand as it is; or, where only NULLs are left to meet it, each of the columns that could be
 * always NULL, keys last and then the last of the table first.
 */
function optionsOf(demand: Demand, states: ColumnStates): readonly Option[] {
  const { requirement } = demand;
  const nulls = onlyNulls(requirement);
  if (nulls === undefined) return [{ demand, nulled: [] }];
  const candidates = nulls
    .flatMap((column) => states.get(column) ?? [])
    .filter((state) => state.mayBeNull)
    .sort((a, b) => Number(a.keyed) - Number(b.keyed) || b.position - a.position);
  return candidates.map(({ name }) => ({
    demand: { ...demand, requirement: { kind: 'null', column: name } },
    nulled: [name],
  }));
}

/** The columns of which one must be NULL, if a loss has left nothing else. */
function onlyNulls(requirement: Requirement): readonly string[] | undefined {
  if (requirement.kind !== 'any' || lossOf(requirement) === null) return undefined;
  const parts = requirement.of.filter((part) => part.kind !== 'never');
  const columns = parts.flatMap((part) => (part.kind === 'null' ? [part.column] : []));
  return columns.length === parts.length ? columns : undefined;
}

function isMetAnyway(demand: Demand, states: ColumnStates, order: readonly string[]): boolean {
  const combinations = combine([demand], states, order);
  if (combinations === undefined) return false;
  const { partitions, allowed } = combinations;
  return allowed.length === partitions.reduce((product, { cells }) => product * cells.length, 1);
}

function whyImpossible(
  demand: Demand,
  accepted: readonly Demand[],
  states: ColumnStates,
  order: readonly string[],
): string {
  const alone = combine([demand], states, order);
  if (alone === undefined) return 'its columns can be combined in too many ways';
  const loss = lossOf(demand.requirement);
  if (alone.allowed.length === 0) return loss ?? 'what its columns may hold never meets it';
  const others = new Set(accepted.map(({ check }) => check));
  others.delete(demand.check);
  const other = [...others].find((check) => {
    const both = accepted.filter((it) => it.check === check || it.check === demand.check);
    return combine([...both, demand], states, order)?.allowed.length === 0;
  });
  return other === undefined
    ? 'together with the other checks it leaves no values'
    : `it contradicts "${other.name}"`;
}

function solveCluster(
  cluster: readonly Demand[],
  { states, dependencies }: Combined,
  order: readonly string[],
): Combined {
  const combinations = combine(cluster, states, order);
  if (combinations === undefined) return { states, dependencies };
  const checksOf = (column: string): readonly string[] =>
    distinct(
      cluster
        .filter(({ requirement }) => columnsOfFacts(factsOf(requirement)).includes(column))
        .map(({ check }) => check.name),
    );
  const derived = deriveDependencies(settleOverlaps(combinations), states, checksOf);
  return {
    states: withOutcomes(states, derived, checksOf),
    dependencies: [...dependencies, ...derived.dependencies],
  };
}

function withOutcomes(
  states: ColumnStates,
  { outcomes }: Derived,
  checksOf: (column: string) => readonly string[],
): ColumnStates {
  const narrowed = new Map(states);
  for (const [column, { nulls, facets }] of outcomes) {
    const state = states.get(column);
    if (state === undefined) continue;
    const next: ColumnState = {
      ...state,
      mayBeNull: nulls !== 'never',
      mayBePresent: nulls !== 'always',
      facets: nulls === 'always' ? state.facets : facets,
      checks: distinct([...state.checks, ...checksOf(column)]),
    };
    narrowed.set(column, next);
  }
  return narrowed;
}

/** Demands that share columns, directly or through others. */
function clusters(demands: readonly Demand[]): readonly (readonly Demand[])[] {
  const left = new Set(demands);
  const found: (readonly Demand[])[] = [];
  for (const demand of demands) {
    if (!left.has(demand)) continue;
    const cluster = connected(demands, [demand]);
    for (const member of cluster) left.delete(member);
    found.push(cluster);
  }
  return found;
}

function connected(demands: readonly Demand[], start: readonly Demand[]): readonly Demand[] {
  const columns = new Set(columnsOfDemands(start));
  let cluster: readonly Demand[] = start;
  for (;;) {
    const next = demands.filter((demand) =>
      columnsOfDemands([demand]).some((column) => columns.has(column)),
    );
    if (next.length === cluster.length) return next;
    cluster = next;
    for (const column of columnsOfDemands(next)) columns.add(column);
  }
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
