import type { ErrorCode, GenFactoriesError } from '../errors.ts';
import { blame, type Blamed } from './blame.ts';
import type { FactorySource } from './factory.ts';
import type { NeededRow, NeededRows } from './needed-rows.ts';
import { leavesOut } from './skipped-tables.ts';
import { summaryOf, type Subject } from './subject.ts';
import type { Trials, TrialSet } from './trials.ts';

/** What came of trying every definition on a database. */
export interface Rehearsal {
  readonly ok: boolean;
  /** How many of each were tried. */
  readonly tried: Readonly<Record<Subject['kind'], number>>;
  readonly failures: readonly Failure[];
  /** Tables that nothing can fill. */
  readonly leftOut: readonly LeftOutTable[];
  /** What could not be tried, for no fault of its own. */
  readonly untried: readonly Untried[];
  readonly ms: number;
}

/** A definition that fails, or whose row a database refuses. */
export interface Failure {
  readonly subject: Subject;
  readonly code: ErrorCode;
  /** What is wrong, as one sentence. */
  readonly what: string;
  readonly fix: string | undefined;
  /** The constraint, unique key or rule, where it has a name. */
  readonly constraint: string | undefined;
  /** The columns at fault; none where nobody knows. */
  readonly columns: readonly string[];
  /** The first such row of the base: `factory.row(table, row)`. Null for what is added to it. */
  readonly row: number | null;
  /** What it has in these columns, or in all. */
  readonly values: Readonly<Record<string, string>>;
  /** Traits and edge cases that fail in the same way, because the factory does. */
  readonly also: readonly string[];
  readonly error: GenFactoriesError;
}

export interface LeftOutTable {
  readonly table: string;
  readonly what: string;
  readonly error: GenFactoriesError;
}

export interface Untried {
  readonly subject: Subject;
  readonly what: string;
}

/** Rows that were tried, each with what was said of it. */
export interface Tried {
  readonly source: FactorySource;
  readonly trials: Trials;
  readonly sets: readonly {
    readonly set: TrialSet;
    readonly needed: NeededRows;
    /** The rows of its trials, in their order. */
    readonly rows: readonly NeededRow[];
  }[];
  /** What constraints say that are checked when a transaction ends. */
  readonly late: readonly Error[];
  /** Tables that had rows before, by qualified name. */
  readonly taken: ReadonlySet<string>;
}

/** Tells of all rows that were tried. */
export function reportTrials(tried: Tried): Omit<Rehearsal, 'ms'> {
  const { trials } = tried;
  const failures = blame(tried).map(failureOf);
  const skipped = [...trials.plan.planned.skipped].filter(([, error]) => !isOwnFault(tried, error));
  const leftOut = skipped.filter(([, error]) => isForDefinitions(error));
  const others = skipped.filter(([, error]) => !isForDefinitions(error));
  return {
    ok: failures.length === 0 && leftOut.length === 0,
    tried: countTried(tried),
    failures,
    leftOut: leftOut.map(([table, error]) => ({ table, what: error.what, error })),
    untried: [
      ...others.map(([table, { what }]): Untried => ({
        subject: { kind: 'factory', table },
        what,
      })),
      ...blocked(tried),
    ],
  };
}

/** A table that could not be planned is a failure already. */
function isOwnFault({ trials }: Tried, error: GenFactoriesError): boolean {
  return (
    trials.unplanned.some((each) => each.error === error) ||
    (error.code === 'DEFINITIONS_STALE' && error.cause === undefined)
  );
}

/** Whether it is for who writes the definitions to do something about it. */
function isForDefinitions(error: GenFactoriesError): boolean {
  return error.code === 'COLUMN_UNSOLVED' || leavesOut(error);
}

function failureOf({ subject, error, columns, row, values, also }: Blamed): Failure {
  return {
    subject,
    code: error.code,
    what: error.what,
    fix: error.fix,
    constraint: error.refusal?.constraint,
    columns,
    row,
    values,
    also: also.map(summaryOf),
    error,
  };
}

function countTried({ sets }: Tried): Rehearsal['tried'] {
  const tried = { factory: 0, trait: 0, edge: 0, scenario: 0 };
  const scenarios = new Set<string>();
  for (const { set, rows } of sets) {
    for (const [place, { subject }] of set.trials.entries()) {
      if (rows[place]!.blockedBy !== null) continue;
      if (subject.kind === 'scenario') scenarios.add(subject.name);
      else tried[subject.kind]++;
    }
  }
  return { ...tried, scenario: scenarios.size };
}

/** Rows whose parents were refused; of a table whose first row is one, that says it all. */
function blocked({ sets }: Tried): Untried[] {
  const found = sets.flatMap(({ set, rows }) =>
    set.trials.flatMap(({ subject }, place): Untried[] => {
      const { blockedBy } = rows[place]!;
      if (blockedBy === null) return [];
      return [{ subject, what: `needs a row of "${blockedBy.rows.key}" that is refused` }];
    }),
  );
  const whole = new Set(
    found.flatMap(({ subject }) => (subject.kind === 'factory' ? [subject.table] : [])),
  );
  return found.filter(
    ({ subject }) =>
      subject.kind === 'factory' || subject.table === null || !whole.has(subject.table),
  );
}
