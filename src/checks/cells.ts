import { storageType } from '../schema/column-type.ts';
import { choices, type ColumnState } from './column-state.ts';
import type { LiteralValue } from './expression.ts';
import type { Facets } from './facets.ts';
import { intersectFacets } from './intersect-facets.ts';
import type { ColumnFact, Fact } from './requirement.ts';
import { satisfies } from './satisfies.ts';

/**
 * One of the ways a column can be, as far as a few facts about it tell ways apart: NULL, a value of
 * some, any other value.
 */
export interface Cell {
  readonly null: boolean;
  /** Of the value, where it is not NULL. */
  readonly facets: Facets;
  /** Values that the cell is, or is all but; null where it is told by facets only. */
  readonly values: {
    readonly kind: 'only' | 'except';
    readonly values: readonly LiteralValue[];
  } | null;
  /** The facts that surely hold in it, by {@link factKey}. */
  readonly holds: ReadonlySet<string>;
}

/** A column's cells. Overlapping ones share values, so a value does not tell which it is of. */
export interface Partition {
  readonly column: string;
  readonly cells: readonly Cell[];
  readonly overlapping: boolean;
}

/** A fact's identity. */
export function factKey(fact: Fact): string {
  return JSON.stringify(fact);
}

/** The cell of NULL. */
const NULL_CELL: Cell = { null: true, facets: {}, values: null, holds: new Set() };

/**
 * Divides what a column may hold by the facts that are asked of it: by value where it has few values
 * or is compared with constants only, by combinations of facets otherwise.
 *
 * @param state - what the column may hold
 * @param facts - the facts about this column that matter
 */
export function partition(state: ColumnState, facts: readonly ColumnFact[]): Partition {
  const asked = [...new Map(facts.map((fact) => [factKey(fact), fact])).values()].filter(
    (fact) => fact.kind === 'within',
  );
  const { cells, overlapping } = state.mayBePresent
    ? presentCells(state, asked)
    : { cells: [], overlapping: false };
  return {
    column: state.name,
    cells: state.mayBeNull ? [NULL_CELL, ...cells] : cells,
    overlapping,
  };
}

type Within = Extract<ColumnFact, { kind: 'within' }>;
type Present = Pick<Partition, 'cells' | 'overlapping'>;

function presentCells(state: ColumnState, facts: readonly Within[]): Present {
  if (facts.length === 0) {
    return { cells: [plainCell(state.facets)], overlapping: false };
  }
  const values = finiteValues(state);
  if (values !== undefined) {
    return { cells: valueCells(state, facts, values), overlapping: false };
  }
  const mentioned = facts.map(mentionedValues);
  if (mentioned.every((list) => list !== undefined)) {
    return { cells: mentionedCells(state, facts, mentioned.flat()), overlapping: false };
  }
  return { cells: facetCells(state, facts), overlapping: true };
}

function plainCell(facets: Facets): Cell {
  return { null: false, facets, values: null, holds: new Set() };
}

function finiteValues({ type, facets }: ColumnState): readonly LiteralValue[] | undefined {
  if (facets.values !== undefined) return facets.values;
  const stored = storageType(type);
  const all =
    stored.kind === 'enum' ? stored.labels : stored.kind === 'boolean' ? [true, false] : undefined;
  return all?.filter((value) => satisfies(value, facets, stored) === true);
}

/** Values of which the same facts hold, together. */
function valueCells(
  state: ColumnState,
  facts: readonly Within[],
  values: readonly LiteralValue[],
): readonly Cell[] {
  const groups = new Map<string, { values: LiteralValue[]; holds: Set<string> }>();
  for (const value of values) {
    const holding = facts.filter((fact) => satisfies(value, fact.facets, state.type) === true);
    const holds = new Set(holding.map(factKey));
    const key = JSON.stringify([...holds]);
    const group = groups.get(key) ?? { values: [], holds };
    groups.set(key, { values: [...group.values, value], holds });
  }
  return [...groups.values()].map((group) => ({
    null: false,
    facets: { values: group.values },
    values: { kind: 'only', values: group.values },
    holds: group.holds,
  }));
}

/** The constants that a fact compares with, if it does nothing else. */
function mentionedValues({ facets }: Within): readonly LiteralValue[] | undefined {
  const { values, excluded, ...others } = facets;
  return Object.keys(others).length === 0 ? [...(values ?? []), ...(excluded ?? [])] : undefined;
}

/** The constants that facts mention, and one cell for every other value. */
function mentionedCells(
  state: ColumnState,
  facts: readonly Within[],
  mentioned: readonly LiteralValue[],
): readonly Cell[] {
  const distinct = [...new Map(mentioned.map((value) => [JSON.stringify(value), value])).values()];
  const own = distinct.filter((value) => satisfies(value, state.facets, state.type) === true);
  const cells = valueCells(state, facts, own);
  const facets = intersectFacets(state.facets, { excluded: distinct }, state.type);
  if (facets === undefined) return cells;
  const holding = facts.filter((fact) => fact.facets.values === undefined);
  const others: Cell = {
    null: false,
    facets,
    values: { kind: 'except', values: distinct },
    holds: new Set(holding.map(factKey)),
  };
  return [...cells, others];
}

/** One cell for each set of facts that can hold together, the least demanding first. */
function facetCells(state: ColumnState, facts: readonly Within[]): readonly Cell[] {
  return choices(facts).flatMap((chosen) => {
    const facets = chosen.reduce<Facets | undefined>(
      (all, fact) => all && intersectFacets(all, fact.facets, state.type),
      state.facets,
    );
    const holds = new Set(chosen.map(factKey));
    return facets === undefined ? [] : [{ null: false, facets, values: null, holds }];
  });
}
