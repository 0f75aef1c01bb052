import type { Table } from '../schema/schema.ts';
import { digitsOf } from './commit-formula.ts';
import { initialStates, type ColumnState, type ColumnStates } from './column-state.ts';
import { intervalOf } from './formula-range.ts';
import type { ParseCheck } from './parse-postgres.ts';
import { demandsOf, parseChecks } from './read-checks.ts';
import { Report } from './report.ts';
import { columnsOfFacts } from './requirement.ts';
import type { ColumnDomain, Dependency, Nulls, TableSolution } from './solution.ts';
import { byLoss, solveColumns, sortDemands } from './solve-columns.ts';
import { solveCombinations } from './solve-combinations.ts';
import { settleOrders } from './settle-orders.ts';
import { drawOrder, solveRelations, type KeptRelation } from './solve-relations.ts';

/**
 * Finds out how to make rows of a table for which no CHECK is false, in four steps:
 *
 * 1. each check becomes a requirement in two-valued logic, with NULL spelled out;
 * 2. requirements of one column narrow that column;
 * 3. relations of columns (`a < b`, `total = a + b`) are kept in every row, which leaves facts about NULL;
 * 4. what ties columns together by NULLs and few values is solved by trying every combination.
 *
 * A check that cannot be met so is met by NULLs where they do, and reported as unsolved otherwise;
 * it never spoils columns that it does not read.
 *
 * @param table - a table of the schema model
 * @param parse - from `loadPostgresParser()`
 * @example
 * ```ts
 * const parse = await loadPostgresParser();
 * const { columns } = solveTable(users, parse);
 * columns.get('age'); // { nulls: 'free', min: { value: 0, inclusive: true }, checks: ['users_age_check'] }
 * ```
 */
export function solveTable(table: Table, parse: ParseCheck): TableSolution {
  const report = new Report();
  const { single, several } = sortDemands(demandsOf(parseChecks(table, parse)), report);
  const states = solveColumns(initialStates(table, parse), single, report);
  const related = solveRelations(several, states);
  const kept = settleOrders(related.kept, related.states, related.demands);
  const order = drawOrder(related.states, kept);
  const tied = sortDemands(related.demands, report);
  const combined = solveCombinations(
    byLoss([...tied.single, ...tied.several]),
    related.states,
    order,
    report,
  );
  const relations = kept.map((each) => relationDependency(each, order, combined.states));
  return {
    columns: new Map(
      [...combined.states].map(([name, state]) => [name, domainOf(state, related.kept)]),
    ),
    dependencies: inDrawOrder([...relations, ...combined.dependencies], order),
    order,
    fallbacks: report.fallbacks,
    unsolved: report.unsolvedChecks,
  };
}

/** Of floats and quotients: more than a double has. */
const MOST_DIGITS = 15;

function relationDependency(
  { relation, checks }: KeptRelation,
  order: readonly string[],
  states: ColumnStates,
): Dependency {
  if (relation.kind === 'order') return { ...relation, checks };
  if (relation.kind === 'formula') {
    const { column, operator, value } = relation.ways[0]!;
    const interval = intervalOf(value, { states, relations: [] });
    return {
      kind: 'formula',
      column,
      operator,
      value,
      interval,
      digits: digitsOf(value, states) ?? MOST_DIGITS,
      checks,
    };
  }
  const [from = '', column = ''] = [relation.left, relation.right].sort(
    (a, b) => order.indexOf(a) - order.indexOf(b),
  );
  return { kind: 'differs', column, from, checks };
}

function domainOf(state: ColumnState, kept: readonly KeptRelation[]): ColumnDomain {
  const { mayBeNull, mayBePresent, facets } = state;
  const nulls: Nulls = mayBePresent ? (mayBeNull ? 'free' : 'never') : 'always';
  const related = kept
    .filter(({ relation }) => columnsOfFacts([relation]).includes(state.name))
    .flatMap(({ checks }) => checks);
  return {
    nulls,
    ...(mayBePresent && facets),
    checks: [...new Set([...state.checks, ...related])],
  };
}

/** By the column that each decides; of masks, which decide several, by the first. */
function inDrawOrder(
  dependencies: readonly Dependency[],
  order: readonly string[],
): readonly Dependency[] {
  const place = (dependency: Dependency): number => order.indexOf(decidedColumn(dependency));
  return [...dependencies].sort((a, b) => place(a) - place(b));
}

function decidedColumn(dependency: Dependency): string {
  switch (dependency.kind) {
    case 'order':
      return dependency.below ? dependency.earlier : dependency.later;
    case 'differs':
    case 'formula':
    case 'given':
      return dependency.column;
    case 'together':
    case 'alternatives':
      return dependency.columns[0] ?? '';
  }
}
