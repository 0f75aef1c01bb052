import { factKey, partition, type Cell, type Partition } from './cells.ts';
import type { ColumnStates } from './column-state.ts';
import type { Demand } from './read-checks.ts';
import {
  columnsOfFacts,
  factsOf,
  isMet,
  isRelation,
  type ColumnFact,
  type Fact,
} from './requirement.ts';

/** Combinations of cells are tried one by one up to this number. */
const MOST_COMBINATIONS = 65_536;

/** Columns that demands tie together, and the combinations of their cells that meet all of them. */
export interface Combinations {
  readonly partitions: readonly Partition[];
  /** Each a cell's position for each of the partitions. */
  readonly allowed: readonly (readonly number[])[];
}

/** The columns of demands, each once. */
export function columnsOfDemands(demands: readonly Demand[]): readonly string[] {
  return [...new Set(demands.flatMap(({ requirement }) => columnsOfFacts(factsOf(requirement))))];
}

/**
 * Tries every combination of what the columns of some demands can be.
 *
 * @param demands - without relations in them
 * @param states - what each column may hold by itself
 * @param order - the columns, in the order in which their values are drawn
 * @returns undefined where there are too many to try
 */
export function combine(
  demands: readonly Demand[],
  states: ColumnStates,
  order: readonly string[],
): Combinations | undefined {
  const facts = demands.flatMap(({ requirement }) => factsOf(requirement)).filter(isColumnFact);
  const involved = new Set(columnsOfDemands(demands));
  const partitions = order
    .filter((column) => involved.has(column))
    .flatMap((column) => {
      const state = states.get(column);
      return state === undefined
        ? []
        : [
            partition(
              state,
              facts.filter((fact) => fact.column === column),
            ),
          ];
    });
  const number = partitions.reduce((product, { cells }) => product * cells.length, 1);
  if (number > MOST_COMBINATIONS) return undefined;
  return { partitions, allowed: allowedCombinations(demands, partitions) };
}

function isColumnFact(fact: Fact): fact is ColumnFact {
  return !isRelation(fact);
}

function allowedCombinations(
  demands: readonly Demand[],
  partitions: readonly Partition[],
): readonly (readonly number[])[] {
  const places = new Map(partitions.map(({ column }, place) => [column, place]));
  return product(partitions.map(({ cells }) => cells.length)).filter((combination) => {
    const holds = (fact: Fact): boolean => {
      if (!isColumnFact(fact)) return false;
      const place = places.get(fact.column) ?? -1;
      const cell = partitions[place]?.cells[combination[place] ?? -1];
      return cell !== undefined && holdsIn(cell, fact);
    };
    return demands.every(({ requirement }) => isMet(requirement, holds));
  });
}

function holdsIn(cell: Cell, fact: ColumnFact): boolean {
  if (fact.kind === 'null') return cell.null;
  return !cell.null && (fact.kind === 'present' || cell.holds.has(factKey(fact)));
}

/** Every combination of positions below the given sizes. */
function product(sizes: readonly number[]): readonly (readonly number[])[] {
  return sizes.reduce<readonly (readonly number[])[]>(
    (heads, size) =>
      heads.flatMap((head) => Array.from({ length: size }, (_, index) => [...head, index])),
    [[]],
  );
}

/**
 * Leaves overlapping partitions one cell of values each, all but the last: a column that others
 * depend on must show by its value which of its cells it is in. The cell that leaves the others the
 * most combinations is kept.
 */
export function settleOverlaps({ partitions, allowed }: Combinations): Combinations {
  let kept = allowed;
  partitions.slice(0, -1).forEach(({ cells, overlapping }, place) => {
    if (!overlapping) return;
    const options = cells.flatMap((cell, position) => {
      if (cell.null) return [];
      const rest = kept.filter((combination) => {
        const own = combination[place] ?? -1;
        return own === position || cells[own]?.null === true;
      });
      return rest.some((combination) => combination[place] === position) ? [rest] : [];
    });
    const [best] = options.sort((a, b) => b.length - a.length);
    if (best !== undefined) kept = best;
  });
  return { partitions, allowed: kept };
}
