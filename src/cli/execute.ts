import { openEngine } from '../engines/open-engine.ts';
import type { Failure, Rehearsal } from '../runtime/rehearsal.ts';
import { rehearse, type RehearseOptions } from '../runtime/rehearse.ts';
import { summaryOf } from '../runtime/subject.ts';
import { DefinitionPlaces } from './definition-places.ts';
import { loadFactories, type AnyFactory } from './load-factories.ts';
import { formatPlural, type Output } from './output.ts';
import type { Folders } from './settings.ts';

/** What came of trying definitions on a database, with the lines to change. */
export interface Execution {
  readonly ok: boolean;
  readonly tried: Rehearsal['tried'];
  readonly failures: readonly ExecutionFailure[];
  readonly leftOut: readonly Told[];
  readonly untried: readonly Told[];
  readonly ms: number;
}

/** A definition that fails. */
interface ExecutionFailure extends Pick<
  Failure,
  'code' | 'what' | 'fix' | 'constraint' | 'columns' | 'row' | 'values' | 'also'
> {
  readonly kind: Failure['subject']['kind'];
  readonly table: string | null;
  /** Of the trait, edge case or scenario. */
  readonly name: string | null;
  /** `users, trait banned` */
  readonly subject: string;
  /** `factories/index.ts:14`: the line to change. */
  readonly where: string | null;
}

interface Told {
  readonly subject: string;
  readonly what: string;
  readonly where: string | null;
}

/** Definitions, and where they stand. */
interface Placed {
  readonly factory: AnyFactory;
  readonly places: DefinitionPlaces;
}

/** Loads the definitions on disk, the user's own included. */
export async function loadPlaced({ factories }: Folders): Promise<Placed> {
  const places = new DefinitionPlaces();
  const { createFactory } = places;
  return { factory: await loadFactories(factories, { createFactory }), places };
}

/**
 * Tries definitions on a database; nothing is left there.
 *
 * @throws GenFactoriesError where nothing can be tried
 */
export async function execute(
  { factory, places }: Placed,
  options: RehearseOptions,
): Promise<Execution> {
  const allow = [...(factory.settings.allow ?? []), ...(options.allow ?? [])];
  const { ok, tried, failures, leftOut, untried, ms } = await rehearse(
    factory.source(),
    openEngine,
    { ...options, allow },
  );
  return {
    ok,
    tried,
    failures: failures.map((failure) => located(failure, places)),
    leftOut: leftOut.map(({ table, what, error: { where = '' } }) => ({
      subject: table,
      what,
      where: places.ofColumn(table, [where.slice(table.length + 1)]) ?? null,
    })),
    untried: untried.map(({ subject, what }) => ({
      subject: summaryOf(subject),
      what,
      where: null,
    })),
    ms,
  };
}

function located(failure: Failure, places: DefinitionPlaces): ExecutionFailure {
  const { subject, error: _error, ...told } = failure;
  return {
    kind: subject.kind,
    table: subject.table,
    name: subject.kind === 'factory' ? null : subject.name,
    subject: summaryOf(subject),
    ...told,
    where: places.of(failure) ?? null,
  };
}

/** Prints it for a person. */
export function printExecution(execution: Execution, output: Output): void {
  const { failures, leftOut, untried, tried } = execution;
  for (const failure of failures) printFailure(failure, output);
  const told = ({ subject, what, where }: Told): string =>
    `${subject}: ${what}${where === null ? '' : `, ${where}`}`;
  printList('Left out, as nothing fills them:', leftOut.map(told), output);
  printList('Not tried:', untried.map(told), output);
  const counts = [
    formatPlural(tried.factory, 'table'),
    formatPlural(tried.trait, 'trait'),
    formatPlural(tried.edge, 'edge case'),
    formatPlural(tried.scenario, 'scenario'),
  ].join(', ');
  const verdict = execution.ok
    ? `${output.style('green', 'executed')}: the database takes a row of each`
    : `${output.style('red', 'refused')}: ${formatPlural(failures.length + leftOut.length, 'definition')} to change`;
  output.print(`${verdict} (${counts}); nothing is left of them`);
}

function printFailure(failure: ExecutionFailure, output: Output): void {
  const { subject, what, fix, row, values, also, where } = failure;
  // The row is shown below.
  const reason = what.includes('; its ') ? what.slice(0, what.lastIndexOf('; its ')) : what;
  output.print(`${output.style('red', subject)}: ${reason}`);
  if (where !== null) output.print(`  change: ${output.style('bold', where)}`);
  const cells = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  if (cells.length > 0) output.print(`  row${row === null ? '' : ` ${row}`}: ${cells.join(', ')}`);
  if (also.length > 0) output.print(`  also: ${also.join('; ')}`);
  if (fix !== undefined) output.print(`  ${fix}`);
  output.print();
}

function printList(title: string, lines: readonly string[], output: Output): void {
  if (lines.length === 0) return;
  output.print(title);
  for (const line of lines) output.print(`  ${line}`);
  output.print();
}
