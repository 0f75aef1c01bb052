import type { Config } from '../../config/config.ts';
import type { LoadPlanSummary } from '../../runtime/load-plan.ts';
import type { UpOptions, UpResult } from '../../runtime/up.ts';
import { describeError } from '../describe-error.ts';
import { loadFactories, type AnyFactory } from '../load-factories.ts';
import { formatCount, formatPlural, type Output } from '../output.ts';
import { EncodePool } from '../parallel/encode-pool.ts';
import { findFolders, findUrl, readConfig, type CommonFlags } from '../settings.ts';

export interface LoadFlags extends CommonFlags {
  readonly factories?: string;
  readonly scale?: number;
  readonly scenario?: readonly string[];
  readonly append?: boolean;
  readonly yes?: boolean;
  readonly workers?: number;
}

/**
 * `gen-factories up`: writes the rows.
 *
 * @param signal - aborts the load; nothing is left of it
 * @returns the exit status: 1 where tables could not be loaded
 */
export async function upCommand(
  flags: LoadFlags,
  output: Output,
  signal: AbortSignal,
): Promise<number> {
  const { config, factory, folder } = await open(flags);
  output.progress('planning');
  const { scenario, scale } = flags;
  // Documents are made where they are sent: there are no bytes to make elsewhere.
  const threads = factory.settings.dialect === 'mongodb' ? 1 : (flags.workers ?? 1);
  const pool =
    threads > 1
      ? new EncodePool(threads, { factories: folder, options: { scenario, scale } })
      : null;
  const options: UpOptions = {
    url: findUrl(flags, config),
    scenario,
    scale,
    append: flags.append,
    partial: true,
    confirmed: flags.yes,
    allow: config.allow,
    signal,
    onProgress: ({ table, rows, of }) =>
      output.progress(`${table}: ${formatCount(rows)} of ${formatCount(of)}`),
    encode: pool?.encode.bind(pool),
  };
  let result: UpResult;
  try {
    result = await factory.up(options);
  } finally {
    await pool?.close();
  }
  output.done();
  const failed = Object.keys(result.errors).length;
  if (flags.json) output.print(jsonOf(result));
  else printResult(result, output);
  noteErrors(result, output);
  return failed === 0 ? 0 : PARTIAL;
}

/** All but some tables was loaded. */
const PARTIAL = 1;

function printResult(result: UpResult, output: Output): void {
  printTables(result, output);
  if (result.unchanged) {
    output.print('nothing to do: these rows are there already');
    return;
  }
  const failed = Object.keys(result.errors).length;
  const total = formatPlural(sum(result.rows), 'row');
  output.print(`${total} in ${(result.ms / 1000).toFixed(1)} s${withoutSome(failed)}`);
}

/** `gen-factories down`: removes them. */
export async function downCommand(flags: LoadFlags, output: Output): Promise<number> {
  const config = await readConfig(flags);
  output.progress('removing rows');
  const { down } = await import('../../runtime/down.ts');
  const { openEngine } = await import('../../engines/open-engine.ts');
  const result = await down(openEngine, {
    url: findUrl(flags, config),
    confirmed: flags.yes,
    allow: config.allow,
  });
  output.done();
  if (flags.json) {
    output.print(JSON.stringify(result));
    return 0;
  }
  const total = sum(result.deleted);
  if (total === 0) output.print('nothing to do: gen-factories has no rows in this database');
  else {
    printRows(result.deleted, output);
    output.print(`${formatPlural(total, 'row')} removed, ${result.orphans} orphans left`);
  }
  for (const [field, count] of Object.entries(result.dangling ?? {})) {
    output.print(
      `${output.style('yellow', 'kept')}  ${field}: ${formatPlural(count, 'document')} of yours, which a rule of the collection would not have without it, though what it names is gone`,
    );
  }
  return 0;
}

/** `gen-factories plan`: says what `up` would write; needs no database. */
export async function planCommand(flags: LoadFlags, output: Output): Promise<number> {
  const { factory } = await open(flags);
  const plan = factory.plan({ scenario: flags.scenario, scale: flags.scale, partial: true });
  const failed = Object.keys(plan.errors).length;
  if (flags.json) output.print(jsonOf(plan));
  else {
    printTables(plan, output);
    for (const column of plan.deferred)
      output.print(`${column} is written as NULL first: it is on a cycle`);
    output.print(`${formatPlural(plan.total, 'row')}${withoutSome(failed)}`);
  }
  noteErrors(plan, output);
  return failed === 0 ? 0 : PARTIAL;
}

/** On stderr, as errors are that end a load. */
function noteErrors({ errors }: Pick<UpResult, 'errors'>, output: Output): void {
  for (const error of Object.values(errors)) {
    output.note(`${output.style('red', 'error')} [${error.code}] ${describeError(error)}`);
  }
}

/** One line, with errors as elsewhere: the code, and what a person reads. */
function jsonOf(result: LoadPlanSummary | UpResult): string {
  const errors = Object.entries(result.errors).map(([table, error]) => [
    table,
    { code: error.code, message: describeError(error) },
  ]);
  const ok = errors.length === 0;
  return JSON.stringify({ ...result, ok, errors: Object.fromEntries(errors) as object });
}

/** Rows by table, and the tables without any. */
function printTables(
  { rows, skipped, errors }: Pick<UpResult, 'rows' | 'skipped' | 'errors'>,
  output: Output,
): void {
  printRows(rows, output);
  for (const [table, reason] of Object.entries(skipped)) {
    if (Object.hasOwn(errors, table)) continue;
    output.print(`${output.style('yellow', 'skipped')}  ${table}: ${reason}`);
  }
}

function withoutSome(failed: number): string {
  return failed === 0 ? '' : `; ${formatPlural(failed, 'table')} not as defined`;
}

async function open(flags: LoadFlags): Promise<{
  readonly config: Config;
  readonly factory: AnyFactory;
  readonly folder: string;
}> {
  const config = await readConfig(flags);
  const folder = findFolders(flags.factories, config).factories;
  return { config, folder, factory: await loadFactories(folder) };
}

function printRows(rows: Readonly<Record<string, number>>, output: Output): void {
  const width = Math.max(0, ...Object.values(rows).map((count) => formatCount(count).length));
  for (const [table, count] of Object.entries(rows)) {
    output.print(`${formatCount(count).padStart(width)}  ${table}`);
  }
}

function sum(rows: Readonly<Record<string, number>>): number {
  return Object.values(rows).reduce((total, count) => total + count, 0);
}
