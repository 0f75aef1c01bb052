import type { ColumnState, ColumnStates } from './column-state.ts';
import { columnsOf } from './expression.ts';
import { neededColumns, type Formula } from './formula.ts';
import type { Demand } from './read-checks.ts';
import { chosenWay, isSame, type Committed } from './committed.ts';
import { commit } from './relations.ts';
import {
  all,
  any,
  columnsOfFacts,
  count,
  factsOf,
  isRelation,
  mapFacts,
  NEVER,
  type Relation,
  type Requirement,
} from './requirement.ts';

/** A relation that is kept, with the checks that want it. */
export interface KeptRelation {
  readonly relation: Relation | KeptOrder['relation'];
  readonly checks: readonly string[];
}

/** An order; `below` where the later column is drawn before the earlier one. */
export interface KeptOrder extends KeptRelation {
  readonly relation: Extract<Relation, { kind: 'order' }> & { readonly below?: true };
}

/** What is left of demands once their relations are kept in every row. */
export interface WithoutRelations {
  readonly demands: readonly Demand[];
  readonly kept: readonly KeptRelation[];
  readonly states: ColumnStates;
}

/**
 * Takes the relations out of demands: one that can be kept always is, and then is true wherever both
 * columns are present, which is a fact about NULL; one that cannot is a way lost.
 *
 * @param demands - of several columns
 * @param states - what each column may hold by itself
 */
export function solveRelations(demands: readonly Demand[], states: ColumnStates): WithoutRelations {
  let committed: Committed = { relations: [], states };
  const kept = new Map<string, KeptRelation>();
  const late = boundedLate(demands);
  const rest = equationsFirst(demands).map((demand): Demand => {
    const requirement = mapFacts(firstRelations(demand.requirement), (fact) => {
      if (!isRelation(fact)) return fact;
      const outcome = commit(committed, freeFirst(fact, late));
      if (typeof outcome === 'string') return { kind: 'never', reason: outcome };
      // A formula may need others, so that there is room for its values.
      const wanted = outcome.relations.filter(
        (each) => isSame(each, fact) || !committed.relations.includes(each),
      );
      committed = outcome;
      for (const relation of wanted) {
        const key = JSON.stringify(relation);
        const checks = [...(kept.get(key)?.checks ?? []), demand.check.name];
        kept.set(key, { relation, checks: [...new Set(checks)] });
      }
      return allPresent(fact);
    });
    return { ...demand, requirement };
  });
  const relations = [...kept.values()];
  return {
    demands: rest.map((demand) => withoutLateBounds(demand, relations)),
    kept: relations,
    states: committed.states,
  };
}

/** What an equation tells cannot be told otherwise; other relations have more ways. */
function equationsFirst(demands: readonly Demand[]): readonly Demand[] {
  const isEquation = ({ requirement }: Demand): boolean =>
    factsOf(requirement).some(
      (fact) => fact.kind === 'formula' && fact.ways.every(({ operator }) => operator === '='),
    );
  return [...demands.filter(isEquation), ...demands.filter((demand) => !isEquation(demand))];
}

/** The columns that are bounded in some rows only. */
function boundedLate(demands: readonly Demand[]): ReadonlySet<string> {
  const facts = demands.flatMap(({ requirement }) => factsOf(requirement));
  return new Set(facts.flatMap((fact) => (fact.kind === 'within' ? [fact.column] : [])));
}

/** A formula tells best what nothing else bounds. */
function freeFirst(fact: Relation, late: ReadonlySet<string>): Relation {
  if (fact.kind !== 'formula') return fact;
  const isLate = ({ column }: Formula): boolean => late.has(column);
  return {
    ...fact,
    ways: [...fact.ways.filter((way) => !isLate(way)), ...fact.ways.filter(isLate)],
  };
}

/**
 * A column that a relation leaves room for must not lose that room in some rows only: facts that
 * would bound it from above, or to few values, are not relied upon.
 */
function withoutLateBounds(demand: Demand, kept: readonly KeptRelation[]): Demand {
  const requirement = mapFacts(demand.requirement, (fact) => {
    if (fact.kind !== 'within') return fact;
    const { min, max, values, step } = fact.facets;
    const isUpper = max !== undefined || values !== undefined || step !== undefined;
    if (!isUpper && min === undefined) return fact;
    const isRelated = kept.some(({ relation }) => {
      switch (relation.kind) {
        case 'order':
          return relation.later === fact.column && (isUpper || relation.most !== undefined);
        case 'differs':
          return isUpper && (relation.left === fact.column || relation.right === fact.column);
        case 'formula':
          return relation.ways[0]?.column === fact.column;
      }
    });
    const reason = `${fact.column} would be bounded in some rows only, beside its relation to another column`;
    return isRelated ? { kind: 'never', reason } : fact;
  });
  return { ...demand, requirement };
}

function allPresent(relation: Relation): Requirement {
  const way = chosenWay(relation);
  const columns =
    way === undefined ? columnsOfFacts([relation]) : [way.column, ...neededColumns(way.value)];
  return all(columns.map((column) => ({ kind: 'present', column })));
}

/** Of alternatives with relations the first keeps its own: all of them at once may be too much. */
function firstRelations(requirement: Requirement): Requirement {
  switch (requirement.kind) {
    case 'all':
      return all(requirement.of.map(firstRelations));
    case 'count':
      return count(requirement.of.map(firstRelations), requirement.accepted);
    case 'any': {
      let isTaken = false;
      const parts = requirement.of.map((part) => {
        if (!factsOf(part).some(isRelation)) return part;
        const first = isTaken
          ? mapFacts(part, (fact) => (isRelation(fact) ? NEVER : fact))
          : firstRelations(part);
        isTaken = true;
        return first;
      });
      return any(parts);
    }
    default:
      return requirement;
  }
}

/**
 * Columns in the order in which values are drawn: each after those that bound it from below, then
 * references to rows of the same table, those that others are best decided by (few values), then as they stand in the table.
 *
 * @param states - all columns
 * @param kept - relations that are kept
 */
export function drawOrder(states: ColumnStates, kept: readonly KeptRelation[]): readonly string[] {
  const waiting = [...states.values()].sort((a, b) => rank(a) - rank(b) || a.position - b.position);
  const order: string[] = [];
  while (waiting.length > 0) {
    const ready = waiting.findIndex(({ name }) =>
      kept.every(({ relation }) => {
        if (relation.kind === 'formula') {
          return relation.ways.every(
            (way) =>
              way.column !== name || columnsOf(way.value).every((each) => order.includes(each)),
          );
        }
        if (relation.kind !== 'order') return true;
        const isBelow = 'below' in relation;
        const [first, then] = isBelow
          ? [relation.later, relation.earlier]
          : [relation.earlier, relation.later];
        return then !== name || order.includes(first);
      }),
    );
    // Relations that go round in a circle were not kept, so one column is always ready.
    const [next] = waiting.splice(Math.max(0, ready), 1);
    if (next !== undefined) order.push(next.name);
  }
  return order;
}

function rank({ type, facets, mayBeNull, tree }: ColumnState): number {
  // Where a tree has its roots is not for other columns to say.
  if (tree) return -1;
  const isFinite = facets.values !== undefined || type.kind === 'enum' || type.kind === 'boolean';
  return isFinite ? 0 : mayBeNull ? 2 : 1;
}
