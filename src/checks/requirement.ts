import { columnsOf } from './expression.ts';
import type { Facets } from './facets.ts';
import type { Formula } from './formula.ts';

/**
 * What has to be so of a row for a check not to be false, in two-valued logic: SQL's NULL has been
 * spelled out by compile-requirement.ts as tests of its own. Facts stand in it un-negated only, so a
 * fact that is left out or taken for false makes a requirement stricter, never wrong.
 */
export type Requirement =
  | Fact
  | { readonly kind: 'always' }
  /** Nothing is known that would meet it; `reason` says why, for the report. */
  | { readonly kind: 'never'; readonly reason: string | null }
  | { readonly kind: 'all'; readonly of: readonly Requirement[] }
  | { readonly kind: 'any'; readonly of: readonly Requirement[] }
  /** How many of several hold. */
  | {
      readonly kind: 'count';
      readonly of: readonly Requirement[];
      readonly accepted: readonly number[];
    };

export type Fact = ColumnFact | Relation;

export type ColumnFact =
  | { readonly kind: 'null'; readonly column: string }
  | { readonly kind: 'present'; readonly column: string }
  /** Present, and as the facets say. */
  | { readonly kind: 'within'; readonly column: string; readonly facets: Facets };

/** Of columns that are all present. */
export type Relation =
  | {
      readonly kind: 'order';
      readonly earlier: string;
      readonly later: string;
      /** They are not equal either. */
      readonly strict: boolean;
      /** Of times: what lies between them at least, and at most, in milliseconds. */
      readonly least?: number;
      readonly most?: number;
    }
  | { readonly kind: 'differs'; readonly left: string; readonly right: string }
  /** Of any number of columns, of which one is told by the others: each way tells another one. */
  | { readonly kind: 'formula'; readonly ways: readonly Formula[] };

export const ALWAYS: Requirement = { kind: 'always' };
export const NEVER: Requirement = { kind: 'never', reason: null };

/** Each of several: none is ALWAYS, a NEVER among them decides. */
export function all(of: readonly Requirement[]): Requirement {
  const flat = of
    .flatMap((part) => (part.kind === 'all' ? part.of : [part]))
    .filter((part) => part.kind !== 'always');
  const never = flat.find((part) => part.kind === 'never');
  if (never !== undefined) return never;
  const [only] = flat;
  return only === undefined ? ALWAYS : flat.length === 1 ? only : { kind: 'all', of: flat };
}

/**
 * At least one of several: an ALWAYS among them decides. A NEVER stays only for its reason, which
 * tells that a way to meet the requirement was lost.
 */
export function any(of: readonly Requirement[]): Requirement {
  const flat = of.flatMap((part) => (part.kind === 'any' ? part.of : [part]));
  if (flat.some((part) => part.kind === 'always')) return ALWAYS;
  const kept = flat.filter((part) => part.kind !== 'never' || part.reason !== null);
  const distinct = [...new Map(kept.map((part) => [JSON.stringify(part), part])).values()];
  const [only] = distinct;
  return only === undefined ? NEVER : distinct.length === 1 ? only : { kind: 'any', of: distinct };
}

/** Why a way to meet a requirement was lost; null where none was. */
export function lossOf(requirement: Requirement): string | null {
  switch (requirement.kind) {
    case 'never':
      return requirement.reason;
    case 'all':
    case 'any':
    case 'count':
      return requirement.of.map(lossOf).find((loss) => loss !== null) ?? null;
    default:
      return null;
  }
}

/** A number of several; with nothing to count it is decided at once. */
export function count(of: readonly Requirement[], accepted: readonly number[]): Requirement {
  if (of.length > 0) return accepted.length === 0 ? NEVER : { kind: 'count', of, accepted };
  return accepted.includes(0) ? ALWAYS : NEVER;
}

/** The facts a requirement consists of, as often as they stand in it. */
export function factsOf(requirement: Requirement): readonly Fact[] {
  switch (requirement.kind) {
    case 'always':
    case 'never':
      return [];
    case 'all':
    case 'any':
    case 'count':
      return requirement.of.flatMap(factsOf);
    default:
      return [requirement];
  }
}

/** The columns that facts are about, each once. */
export function columnsOfFacts(facts: readonly Fact[]): readonly string[] {
  const columns = facts.flatMap((fact) => {
    switch (fact.kind) {
      case 'order':
        return [fact.earlier, fact.later];
      case 'differs':
        return [fact.left, fact.right];
      case 'formula':
        return fact.ways.slice(0, 1).flatMap(({ column, value }) => [column, ...columnsOf(value)]);
      default:
        return [fact.column];
    }
  });
  return [...new Set(columns)];
}

/** Whether a fact is one of several columns. */
export function isRelation(fact: Fact): fact is Relation {
  return fact.kind === 'order' || fact.kind === 'differs' || fact.kind === 'formula';
}

/** Whether a requirement is met, by whether each fact of it holds. */
export function isMet(requirement: Requirement, holds: (fact: Fact) => boolean): boolean {
  switch (requirement.kind) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'all':
      return requirement.of.every((part) => isMet(part, holds));
    case 'any':
      return requirement.of.some((part) => isMet(part, holds));
    case 'count': {
      const met = requirement.of.filter((part) => isMet(part, holds)).length;
      return requirement.accepted.includes(met);
    }
    default:
      return holds(requirement);
  }
}

/** The same requirement with other requirements in place of its facts. */
export function mapFacts(
  requirement: Requirement,
  change: (fact: Fact) => Requirement,
): Requirement {
  switch (requirement.kind) {
    case 'always':
    case 'never':
      return requirement;
    case 'all':
      return all(requirement.of.map((part) => mapFacts(part, change)));
    case 'any':
      return any(requirement.of.map((part) => mapFacts(part, change)));
    case 'count':
      return count(
        requirement.of.map((part) => mapFacts(part, change)),
        requirement.accepted,
      );
    default:
      return change(requirement);
  }
}
