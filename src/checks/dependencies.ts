import type { Cell, Partition } from './cells.ts';
import type { ColumnStates } from './column-state.ts';
import type { Combinations } from './combinations.ts';
import type { LiteralValue } from './expression.ts';
import type { Facets } from './facets.ts';
import { intersectFacets } from './intersect-facets.ts';
import type { Dependency, GivenCase, Nulls, ValueTest } from './solution.ts';

/** What a column may hold in some cells of its partition. */
interface Outcome {
  readonly nulls: Nulls;
  readonly facets: Facets;
}

/** What a set of combinations comes to: each column by itself, and dependencies for the rest. */
export interface Derived {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly dependencies: readonly Dependency[];
}

/**
 * Writes allowed combinations as rules of one column after another: what it may be depends on
 * columns drawn before, and every choice leaves the later columns one. Nothing is left over or
 * out, so rows that keep the rules are exactly of the allowed combinations.
 *
 * @param combinations - at least one is allowed
 * @param states - what each column may hold by itself
 * @param checksOf - names of the checks that tie a column to the others
 */
export function deriveDependencies(
  { partitions, allowed }: Combinations,
  states: ColumnStates,
  checksOf: (column: string) => readonly string[],
): Derived {
  const outcomes = new Map(
    partitions.map((each, place) => [
      each.column,
      outcomeOf(each, cellsAt(allowed, place), states),
    ]),
  );
  const mask = maskDependency(partitions, allowed, checksOf);
  if (mask !== undefined) return { outcomes, dependencies: mask };
  const dependencies = partitions.flatMap((_, place) =>
    givenDependency(partitions, allowed, place, states, checksOf),
  );
  return { outcomes, dependencies };
}

type Allowed = readonly (readonly number[])[];

function cellsAt(allowed: Allowed, place: number): readonly number[] {
  return [...new Set(allowed.map((combination) => combination[place] ?? 0))].sort((a, b) => a - b);
}

/** Where only NULL matters: all or none, or a list of which columns are present at once. */
function maskDependency(
  partitions: readonly Partition[],
  allowed: Allowed,
  checksOf: (column: string) => readonly string[],
): readonly Dependency[] | undefined {
  const isMask = partitions.every(({ cells }) => cells.filter((cell) => !cell.null).length <= 1);
  if (!isMask || partitions.length < 2) return undefined;
  const places = partitions.flatMap((_, place) =>
    cellsAt(allowed, place).length > 1 ? [place] : [],
  );
  const present = distinctRows(
    allowed.map((combination) => places.map((at) => combination[at] ?? 0)),
  )
    .map((row) =>
      places.flatMap((at, index) => {
        const each = partitions[at];
        return each?.cells[row[index] ?? 0]?.null === false ? [each.column] : [];
      }),
    )
    .sort((a, b) => a.length - b.length);
  if (present.length === 2 ** places.length) return [];
  const columns = places.flatMap((at) => partitions[at]?.column ?? []);
  const checks = [...new Set(columns.flatMap((column) => checksOf(column)))];
  const isTogether = present.length === 2 && present[0]?.length === 0;
  return isTogether && present[1]?.length === columns.length
    ? [{ kind: 'together', columns, checks }]
    : [{ kind: 'alternatives', columns, present, checks }];
}

/** How one column depends on those before it, if it does. */
function givenDependency(
  partitions: readonly Partition[],
  allowed: Allowed,
  place: number,
  states: ColumnStates,
  checksOf: (column: string) => readonly string[],
): readonly Dependency[] {
  const own = partitions[place];
  if (own === undefined) return [];
  const on = relevantPlaces(allowed, place);
  if (on.length === 0) return [];
  const byOutcome = new Map<string, { cells: readonly number[]; rows: (readonly number[])[] }>();
  for (const row of distinctRows(
    allowed.map((combination) => on.map((at) => combination[at] ?? 0)),
  )) {
    const cells = cellsAt(
      allowed.filter((combination) => on.every((at, index) => combination[at] === row[index])),
      place,
    );
    const key = cells.join();
    const group = byOutcome.get(key) ?? { cells, rows: [] };
    byOutcome.set(key, { cells, rows: [...group.rows, row] });
  }
  const conditions = on.flatMap((at) => partitions[at] ?? []);
  const checks = checksOf(own.column);
  const cases = [...byOutcome.values()].flatMap(({ cells, rows }): readonly GivenCase[] => {
    const { nulls, facets } = outcomeOf(own, cells, states);
    const domain = { nulls, ...facets, checks };
    return mergeRows(rows).map((row) => ({
      when: row.map((positions, index) => testOf(conditions[index], positions)),
      domain,
    }));
  });
  const names = conditions.map(({ column }) => column);
  return [{ kind: 'given', column: own.column, on: names, cases, checks }];
}

/** The earlier places that a column's cells depend on: those that cannot be left out of account. */
function relevantPlaces(allowed: Allowed, place: number): readonly number[] {
  let kept = Array.from({ length: place }, (_, at) => at);
  for (const at of [...kept].reverse()) {
    const fewer = kept.filter((other) => other !== at);
    if (isDecided(allowed, place, fewer)) kept = fewer;
  }
  return kept;
}

/** Whether some of the earlier places decide a column's cells as all of them do. */
function isDecided(allowed: Allowed, place: number, on: readonly number[]): boolean {
  const byFull = cellsBy(allowed, place, (combination) => combination.slice(0, place));
  const byFew = cellsBy(allowed, place, (combination) => on.map((at) => combination[at] ?? 0));
  return allowed.every((combination) => {
    const full = byFull.get(combination.slice(0, place).join());
    const few = byFew.get(on.map((at) => combination[at] ?? 0).join());
    return full?.size === few?.size;
  });
}

function cellsBy(
  allowed: Allowed,
  place: number,
  keyOf: (combination: readonly number[]) => readonly number[],
): ReadonlyMap<string, ReadonlySet<number>> {
  const cells = new Map<string, Set<number>>();
  for (const combination of allowed) {
    const key = keyOf(combination).join();
    const own = cells.get(key) ?? new Set();
    cells.set(key, own.add(combination[place] ?? 0));
  }
  return cells;
}

/** Rows that differ in their last place only become one, with a list of cells there. */
function mergeRows(rows: readonly (readonly number[])[]): readonly (readonly number[])[][] {
  const merged = new Map<string, number[][]>();
  for (const row of rows) {
    const head = row.slice(0, -1);
    const last = row.at(-1) ?? 0;
    const known = merged.get(head.join());
    if (known === undefined) merged.set(head.join(), [...head.map((cell) => [cell]), [last]]);
    else known.at(-1)?.push(last);
  }
  return [...merged.values()];
}

function distinctRows(rows: Allowed): Allowed {
  return [...new Map(rows.map((row) => [row.join(), row])).values()];
}

function testOf(condition: Partition | undefined, positions: readonly number[]): ValueTest {
  const all = condition?.cells ?? [];
  const cells = positions.flatMap((position) => all[position] ?? []);
  const present = cells.filter((cell) => !cell.null);
  const isAll = present.length === all.filter((cell) => !cell.null).length;
  const isNull = cells.some((cell) => cell.null);
  if (present.length === 0) return { null: isNull, present: { kind: 'none' } };
  // Of an overlapping partition one cell was kept, so that any value is of it.
  if (isAll || condition?.overlapping === true) return { null: isNull, present: { kind: 'any' } };
  return { null: isNull, present: joinValues(present, all) };
}

function joinValues(
  cells: readonly Cell[],
  all: readonly Cell[],
): { readonly kind: 'only' | 'except'; readonly values: readonly LiteralValue[] } {
  const only = (of: readonly Cell[]): readonly LiteralValue[] =>
    of.flatMap(({ values }) => (values?.kind === 'only' ? values.values : []));
  const isOpen = cells.some(({ values }) => values?.kind === 'except');
  if (!isOpen) return { kind: 'only', values: only(cells) };
  return { kind: 'except', values: only(all.filter((cell) => !cells.includes(cell))) };
}

/** What a column may hold in some of its cells. Of overlapping ones the least demanding. */
function outcomeOf(
  { column, cells, overlapping }: Partition,
  positions: readonly number[],
  states: ColumnStates,
): Outcome {
  const chosen = positions.flatMap((position) => cells[position] ?? []);
  const present = chosen.filter((cell) => !cell.null);
  const isNull = chosen.some((cell) => cell.null);
  const state = states.get(column);
  const [first] = present;
  if (first === undefined || state === undefined) return { nulls: 'always', facets: {} };
  const nulls: Nulls = isNull ? 'free' : 'never';
  const isAll = present.length === cells.filter((cell) => !cell.null).length;
  if (overlapping || present.length === 1)
    return { nulls, facets: isAll ? state.facets : first.facets };
  if (isAll) return { nulls, facets: state.facets };
  const { kind, values } = joinValues(present, cells);
  const wanted: Facets = kind === 'only' ? { values } : { excluded: values };
  return { nulls, facets: intersectFacets(state.facets, wanted, state.type) ?? first.facets };
}
