import type { ColumnType } from '../schema/column-type.ts';
import { columnsOfParts } from '../schema/key-columns.ts';
import type { Column, Table } from '../schema/schema.ts';
import { nestedFacets } from './nested-facets.ts';
import type { Facets } from './facets.ts';
import { intersectFacets } from './intersect-facets.ts';
import type { ParseCheck } from './parse-postgres.ts';
import { factsOf, isMet, type ColumnFact, type Requirement } from './requirement.ts';

/** What is known of a column so far. */
export interface ColumnState {
  readonly name: string;
  readonly type: ColumnType;
  /** Position in the table. */
  readonly position: number;
  /** In a key or a reference, which are not made NULL where anything else will do. */
  readonly keyed: boolean;
  /** In a reference: what it holds is another row's. */
  readonly reference: boolean;
  /** It leads to rows of its own table, so some rows have to be without: the first, to begin with. */
  readonly tree: boolean;
  readonly mayBeNull: boolean;
  readonly mayBePresent: boolean;
  readonly facets: Facets;
  readonly checks: readonly string[];
}

export type ColumnStates = ReadonlyMap<string, ColumnState>;

/** Columns as their types leave them, before any check of the table. */
export function initialStates(table: Table, parse: ParseCheck): ColumnStates {
  const references = new Set(table.references.flatMap((reference) => reference.columns));
  const keyed = new Set([
    ...(table.primaryKey?.columns ?? []),
    ...references,
    ...table.uniques.flatMap((unique) => columnsOfParts(unique.parts)),
  ]);
  const tree = new Set(
    table.references
      .filter(
        ({ target }) => target.table.name === table.name && target.table.schema === table.schema,
      )
      .flatMap((reference) => reference.columns),
  );
  return new Map(
    table.columns.map((column, position) => [
      column.name,
      {
        name: column.name,
        type: column.type,
        position,
        keyed: keyed.has(column.name),
        reference: references.has(column.name),
        tree: tree.has(column.name) && column.nullable,
        mayBeNull: (column.nullable || column.optional === true) && !refusesNull(column),
        mayBePresent: true,
        facets: nestedFacets(column.type, parse),
        checks: [],
      },
    ]),
  );
}

function refusesNull({ type }: Column): boolean {
  for (let domain = type; domain.kind === 'domain'; domain = domain.base) {
    if (domain.notNull) return true;
  }
  return false;
}

/**
 * A column's state after one more requirement of that column alone, or undefined where it leaves the
 * column neither a value nor NULL. Of several ways to meet it the least demanding is taken.
 *
 * @param state - what is known so far
 * @param requirement - facts of this column only
 */
export function narrow(state: ColumnState, requirement: Requirement): ColumnState | undefined {
  const mayBeNull = state.mayBeNull && isMet(requirement, (fact) => fact.kind === 'null');
  const facets = state.mayBePresent ? facetsToMeet(state, requirement) : undefined;
  if (!mayBeNull && facets === undefined) return undefined;
  return {
    ...state,
    mayBeNull,
    mayBePresent: facets !== undefined,
    facets: facets ?? state.facets,
  };
}

type Within = Extract<ColumnFact, { kind: 'within' }>;

function facetsToMeet(state: ColumnState, requirement: Requirement): Facets | undefined {
  for (const chosen of choices(withinFacts(requirement))) {
    const keys = new Set(chosen.map((fact) => JSON.stringify(fact)));
    const met = isMet(
      requirement,
      (fact) => fact.kind === 'present' || keys.has(JSON.stringify(fact)),
    );
    const facets = met ? intersectAll(state, chosen) : undefined;
    if (facets !== undefined) return facets;
  }
  return undefined;
}

function intersectAll(state: ColumnState, facts: readonly Within[]): Facets | undefined {
  return facts.reduce<Facets | undefined>(
    (facets, fact) => facets && intersectFacets(facets, fact.facets, state.type),
    state.facets,
  );
}

function withinFacts(requirement: Requirement): readonly Within[] {
  const facts = factsOf(requirement).filter((fact) => fact.kind === 'within');
  const distinct = [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
  // A range before a list of values: it leaves the column more.
  const isList = (fact: Within): boolean => fact.facets.values !== undefined;
  return distinct.sort((a, b) => Number(isList(a)) - Number(isList(b)));
}

/** Beyond this many alternatives they are taken one at a time or all at once. */
const MOST_COMBINED = 6;

/**
 * Subsets of facts, the smaller ones first.
 *
 * @param facts - distinct facts
 */
export function choices<T>(facts: readonly T[]): readonly (readonly T[])[] {
  if (facts.length > MOST_COMBINED) return [[], ...facts.map((fact) => [fact]), facts];
  const subsets = Array.from({ length: 2 ** facts.length }, (_, mask) =>
    facts.filter((_fact, index) => (mask >> index) % 2 === 1),
  );
  return subsets.sort((a, b) => a.length - b.length);
}
