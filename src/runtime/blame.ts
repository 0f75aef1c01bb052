import { GenFactoriesError } from '../errors.ts';
import { formatTableName } from '../schema/facts.ts';
import { printValue } from '../schema/print-value.ts';
import type { NeededRow } from './needed-rows.ts';
import type { Tried } from './rehearsal.ts';
import { summaryOf, type Subject } from './subject.ts';
import type { TableRows } from './table-rows.ts';

/** What failed, by what is to blame for it. */
export interface Blamed {
  readonly subject: Subject;
  readonly error: GenFactoriesError;
  readonly columns: readonly string[];
  readonly row: number | null;
  readonly values: Readonly<Record<string, string>>;
  /** What fails in the same way, because of it. */
  readonly also: Subject[];
}

/** One row that failed. */
interface Case extends Omit<Blamed, 'also'> {
  /** Equal where rows of a table fail in the same way. */
  readonly way: string;
}

/**
 * Finds what is to blame for each row that failed: the edge case that it carries, the trait or scenario that it
 * is for, or else the factory. What fails in the same way as its factory is not told by itself.
 *
 * @returns one for each subject and way to fail, the first of its rows
 */
export function blame(tried: Tried): readonly Blamed[] {
  const cases = [...unplannedCases(tried), ...staleCases(tried), ...rowCases(tried)];
  const own = new Map<string, Blamed>();
  for (const each of cases) {
    if (each.subject.kind === 'factory' && !own.has(each.way)) own.set(each.way, asBlamed(each));
  }
  const found = new Map(
    [...own].map(([way, each]) => [`${way}\0${summaryOf(each.subject)}`, each]),
  );
  for (const each of cases) {
    const key = `${each.way}\0${summaryOf(each.subject)}`;
    if (found.has(key)) continue;
    const root = own.get(each.way);
    if (root === undefined) found.set(key, asBlamed(each));
    else if (!root.also.some((other) => summaryOf(other) === summaryOf(each.subject))) {
      root.also.push(each.subject);
    }
  }
  return [...found.values(), ...lateCases(tried)];
}

function asBlamed({ subject, error, columns, row, values }: Case): Blamed {
  return { subject, error, columns, row, values, also: [] };
}

function unplannedCases({ trials }: Tried): Case[] {
  return trials.unplanned.map(({ subject, error }) => {
    const columns = subject.table === null ? [] : columnsOf(error, subject.table);
    return { subject, error, columns, row: null, values: {}, way: error.message };
  });
}

/** Tables that the database does not have as the definitions do. */
function staleCases({ trials }: Tried): Case[] {
  return [...trials.plan.planned.skipped].flatMap(([table, error]) => {
    if (error.code !== 'DEFINITIONS_STALE' || error.cause !== undefined) return [];
    const subject: Subject = { kind: 'factory', table };
    return [{ subject, error, columns: [], row: null, values: {}, way: error.message }];
  });
}

function rowCases({ sets, taken }: Tried): Case[] {
  return sets.flatMap(({ set, needed, rows }) => {
    const subjects = new Map(rows.map((row, place) => [row, set.trials[place]!.subject] as const));
    return needed.all.flatMap((row) =>
      row.error === null ? [] : casesOf(row, row.error, subjects.get(row), taken),
    );
  });
}

function casesOf(
  row: NeededRow,
  error: GenFactoriesError,
  triedFor: Subject | undefined,
  taken: ReadonlySet<string>,
): Case[] {
  const { rows, place } = row;
  const columns = columnsOf(error, rows.key);
  const added = place >= rows.baseCount;
  const subjects =
    added && triedFor !== undefined ? [triedFor] : edgesToBlame(rows, place, columns);
  const known = {
    error: withHint(error, taken.has(formatTableName(rows.model.name))),
    columns,
    row: added ? null : place,
    values: valuesOf(row, columns),
    way: [rows.key, error.code, error.refusal?.constraint ?? withoutValues(error.what)].join('\0'),
  };
  const factory: Subject = { kind: 'factory', table: rows.key };
  return (subjects.length === 0 ? [factory] : subjects).map((subject) => ({ subject, ...known }));
}

/** What triggers say may name the row's values, which differ from row to row. */
function withoutValues(what: string): string {
  return what.split('; its ')[0]!.replaceAll(/"[^"]*"|'[^']*'|\d+/g, '');
}

type EdgeSubject = Extract<Subject, { readonly kind: 'edge' }>;

/**
 * The edge cases that a row carries in the columns at fault, or in any where nobody knows the columns; the
 * first row is its factory's.
 */
function edgesToBlame(
  rows: TableRows,
  place: number,
  columns: readonly string[],
): readonly EdgeSubject[] {
  if (columns.length === 0) return place === 0 ? [] : edgesAt(rows, place);
  return edgesAt(rows, place).filter(({ column }) =>
    columns.some((name) => isWithin(name, column)),
  );
}

/** The edge cases that a row of the base carries. */
function edgesAt(rows: TableRows, place: number): readonly EdgeSubject[] {
  if (place >= rows.baseCount) return [];
  return rows.segments[0]!.edges.flatMap(({ column, at }): EdgeSubject[] => {
    const name = at(place);
    return name === null ? [] : [{ kind: 'edge', table: rows.key, column, name }];
  });
}

/** Whether a column is another, or one of them is in the other's document. */
function isWithin(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}

/** The columns that an error names. */
function columnsOf({ refusal, where = '' }: GenFactoriesError, table: string): readonly string[] {
  if (refusal !== undefined) return refusal.columns;
  const [place = ''] = where.split(', ');
  return place.startsWith(`${table}.`) ? [place.slice(table.length + 1)] : [];
}

function valuesOf({ rows, place }: NeededRow, columns: readonly string[]): Record<string, string> {
  try {
    const row = rows.toObject(rows.newView().moveTo(place));
    const wanted = columns
      .map((name) => name.split('.')[0]!)
      .filter((name) => Object.hasOwn(row, name));
    const shown = wanted.length > 0 ? wanted : Object.keys(row);
    return Object.fromEntries(shown.map((name) => [name, printValue(row[name])]));
  } catch {
    // It is its definition that fails.
    return {};
  }
}

/** Rows that were in the table before may be what a key meets. */
function withHint(error: GenFactoriesError, taken: boolean): GenFactoriesError {
  if (!taken || error.code !== 'ROW_REJECTED') return error;
  const { code, what, where, fix = '', refusal, cause } = error;
  const hint = `${fix} The table has rows that gen-factories did not write: these may be in the way.`;
  return new GenFactoriesError(code, { what, where, fix: hint.trim(), refusal, cause });
}

function lateCases({ late, trials }: Tried): Blamed[] {
  return late.map((error) => {
    const known =
      error instanceof GenFactoriesError
        ? error
        : new GenFactoriesError('DATABASE_ERROR', { what: error.message, cause: error });
    const [place = ''] = (known.where ?? '').split(', ');
    const load = trials.base.loads.find(({ name }) =>
      [place, `${place}.`].some((text) => text.startsWith(`${formatTableName(name)}.`)),
    );
    const table = load?.rows.key ?? known.where ?? '';
    const subject: Subject = { kind: 'factory', table };
    const columns = known.refusal?.columns ?? [];
    return { subject, error: known, columns, row: null, values: {}, also: [] };
  });
}
