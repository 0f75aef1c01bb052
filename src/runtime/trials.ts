import { GenFactoriesError } from '../errors.ts';
import type { TableLoad } from './engine.ts';
import type { FactorySource } from './factory.ts';
import { planLoads, type LoadPlan, type TrialOptions } from './load-plan.ts';
import { planAround } from './plan-around.ts';
import { summaryOf, type Subject } from './subject.ts';
import { collectAdditions, type Addition } from './scenario.ts';
import type { SkippedTables } from './skipped-tables.ts';
import type { TableRows } from './table-rows.ts';

/** A row that is tried for the sake of something. */
export interface Trial {
  readonly subject: Subject;
  readonly rows: TableRows;
  readonly place: number;
}

/** Rows that are tried together; those of an extra set are taken back before the next. */
export interface TrialSet {
  readonly loads: readonly TableLoad[];
  readonly trials: readonly Trial[];
}

/** All that is to be tried. */
export interface Trials {
  readonly plan: LoadPlan;
  /** The first row of every table, and the rows that carry edge cases: they may stay, others refer to them. */
  readonly base: TrialSet;
  /** Traits one by one, and scenarios. */
  readonly extra: readonly TrialSet[];
  /** What cannot even be planned. */
  readonly unplanned: readonly Unplanned[];
}

export interface Unplanned {
  readonly subject: Subject;
  readonly error: GenFactoriesError;
}

/**
 * Chooses the rows to try: of the very load that `up` writes, so that a row which is refused here is one
 * that anybody can look at. Nothing is made yet.
 *
 * @param gone - tables to leave out, each with the reason
 * @throws GenFactoriesError for what cannot be planned, and is no table's fault
 */
export function planTrials(source: FactorySource, gone: SkippedTables): Trials {
  const { plan, errors, options } = planAround(source, { without: gone });
  const unplanned = [...errors].map(([table, error]): Unplanned => ({
    subject: { kind: 'factory', table },
    error,
  }));
  const base = { loads: plan.loads, trials: plan.loads.flatMap(baseTrials) };
  const attempt = (subject: Subject, plan: () => readonly TrialSet[]): readonly TrialSet[] => {
    try {
      return plan();
    } catch (error) {
      if (!(error instanceof GenFactoriesError)) throw error;
      unplanned.push({ subject, error });
      return [];
    }
  };
  const traits = traitRounds(source, plan).flatMap((round) => {
    try {
      return planTraits(source, options, round);
    } catch {
      // One of them cannot be planned: which, each says by itself.
      return round.flatMap((subject) =>
        attempt(subject, () => planTraits(source, options, [subject])),
      );
    }
  });
  const scenarios = [...source.scenarios.keys()].flatMap((name) => {
    const subject: Subject = { kind: 'scenario', name, table: null };
    return attempt(subject, () => planScenario(source, options, name));
  });
  return { plan, base, extra: [...traits, ...scenarios], unplanned };
}

function baseTrials({ rows }: TableLoad): Trial[] {
  if (rows.baseCount === 0) return [];
  const { key: table } = rows;
  const trials: Trial[] = [{ subject: { kind: 'factory', table }, rows, place: 0 }];
  for (const { column, infos } of rows.segments[0]!.edges) {
    for (const { name, index } of infos) {
      // A table of a few rows may have none that carries it.
      if (index >= rows.baseCount) continue;
      trials.push({ subject: { kind: 'edge', table, column, name }, rows, place: index });
    }
  }
  return trials;
}

type TraitSubject = Extract<Subject, { readonly kind: 'trait' }>;

/**
 * All traits, in as few plans as will do: of a table one a plan, as two that write the same constant would
 * be told apart by what makes a scenario's rows unique.
 */
function traitRounds(source: FactorySource, plan: LoadPlan): readonly (readonly TraitSubject[])[] {
  const rounds: TraitSubject[][] = [];
  for (const table of source.models.keys()) {
    if (plan.planned.skipped.has(table)) continue;
    for (const [round, name] of [...source.definitionOf(table).traits.keys()].entries()) {
      (rounds[round] ??= []).push({ kind: 'trait', table, name });
    }
  }
  return rounds;
}

function planTraits(
  source: FactorySource,
  options: TrialOptions,
  traits: readonly TraitSubject[],
): readonly TrialSet[] {
  const subjects = new Map(traits.map((subject) => [subject.table, subject]));
  const additions = traits.flatMap((subject) => traitAddition(source, subject));
  const { loads } = planLoads(source, { ...options, additions });
  return loads.flatMap(({ rows }) => {
    const subject = subjects.get(rows.key);
    if (subject === undefined) return [];
    return [{ loads, trials: [{ subject, rows, place: rows.segments[1]!.start }] }];
  });
}

function traitAddition(source: FactorySource, subject: TraitSubject): Addition[] {
  return collectAdditions(
    summaryOf(subject),
    ({ add }) => void add(subject.table, { traits: [subject.name] }),
    source.models,
    (table) => source.definitionOf(table),
  );
}

/** The first row of every `add`. */
function planScenario(
  source: FactorySource,
  options: TrialOptions,
  name: string,
): readonly TrialSet[] {
  const { loads } = planLoads(source, { ...options, scenario: name });
  const trials = loads.flatMap(({ rows }) =>
    rows.segments.slice(1).map((segment): Trial => {
      const subject: Subject = { kind: 'scenario', name, table: rows.key };
      return { subject, rows, place: segment.start };
    }),
  );
  return [{ loads, trials }];
}
