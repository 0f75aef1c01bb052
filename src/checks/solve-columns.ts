import { narrow, type ColumnState, type ColumnStates } from './column-state.ts';
import type { Demand } from './read-checks.ts';
import type { Report } from './report.ts';
import { columnsOfFacts, factsOf, lossOf, type Requirement } from './requirement.ts';

/** Demands sorted by how many columns they tie together. */
export interface SortedDemands {
  readonly single: readonly Demand[];
  readonly several: readonly Demand[];
}

/** Sets demands that are met in any case or in none aside, and divides the others. */
export function sortDemands(demands: readonly Demand[], report: Report): SortedDemands {
  const single: Demand[] = [];
  const several: Demand[] = [];
  for (const demand of demands) {
    const { requirement, check } = demand;
    if (requirement.kind === 'always') continue;
    const columns = columnsOfFacts(factsOf(requirement));
    if (columns.length === 0) {
      report.unsolved(check, lossOf(requirement) ?? 'no row can pass it');
    } else {
      // Counting takes facts both ways, so it is left to where each is known to hold or not.
      (columns.length === 1 && !counts(requirement) ? single : several).push(demand);
    }
  }
  return { single, several };
}

function counts(requirement: Requirement): boolean {
  if (requirement.kind === 'count') return true;
  return (requirement.kind === 'all' || requirement.kind === 'any') && requirement.of.some(counts);
}

/** Those that lost a way to be met come last: they take what the others leave. */
export function byLoss(demands: readonly Demand[]): readonly Demand[] {
  const isWhole = ({ requirement }: Demand): boolean => lossOf(requirement) === null;
  return [...demands.filter(isWhole), ...demands.filter((demand) => !isWhole(demand))];
}

/**
 * Narrows each column by the demands on it alone.
 *
 * @param states - columns as their types leave them
 * @param demands - each of one column
 * @param report - is told of demands that contradict others, or are met by NULL only
 */
export function solveColumns(
  states: ColumnStates,
  demands: readonly Demand[],
  report: Report,
): ColumnStates {
  const solved = new Map(states);
  for (const demand of byLoss(demands)) {
    const [column = ''] = columnsOfFacts(factsOf(demand.requirement));
    const state = solved.get(column);
    if (state === undefined) continue;
    const narrowed = narrow(state, demand.requirement);
    const loss = lossOf(demand.requirement);
    if (narrowed === undefined) {
      const why = contradiction(demand, states.get(column), demands);
      report.unsolved(demand.check, why ?? loss ?? `${column} has no value that meets it`);
      continue;
    }
    solved.set(column, { ...narrowed, checks: [...narrowed.checks, demand.check.name] });
    const becameNull = state.mayBePresent && !narrowed.mayBePresent;
    if (loss === null && !becameNull) continue;
    const why = loss ?? contradiction(demand, states.get(column), demands);
    if (why === null) continue;
    report.fellBack(demand.check, why, becameNull ? [column] : []);
  }
  return solved;
}

/** The name of another check that a demand leaves no value beside, told as a reason. */
function contradiction(
  demand: Demand,
  initial: ColumnState | undefined,
  demands: readonly Demand[],
): string | null {
  const alone = initial && narrow(initial, demand.requirement);
  if (alone?.mayBePresent !== true) return null;
  const other = demands.find((candidate) => {
    const [column] = columnsOfFacts(factsOf(candidate.requirement));
    if (candidate === demand || column !== alone.name) return false;
    return narrow(alone, candidate.requirement)?.mayBePresent !== true;
  });
  return other === undefined
    ? 'together with the other checks it leaves no value'
    : `it contradicts "${other.check.name}"`;
}
