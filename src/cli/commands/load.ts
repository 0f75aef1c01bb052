import type { Config } from '../../config/config.ts';
import { loadFactories } from '../load-factories.ts';
import { formatCount, type Output } from '../output.ts';
import { findFolders, findUrl, readConfig, type CommonFlags } from '../settings.ts';

export interface LoadFlags extends CommonFlags {
  readonly factories?: string;
  readonly scale?: number;
  readonly scenario?: readonly string[];
  readonly append?: boolean;
  readonly yes?: boolean;
}

/**
 * `gen-factories up`: writes the rows.
 *
 * @param signal - aborts the load; nothing is left of it
 */
export async function upCommand(flags: LoadFlags, output: Output, signal: AbortSignal): Promise<number> {
  const { config, factory } = await open(flags);
  output.progress('planning');
  const result = await factory.up({
    url: findUrl(flags, config),
    scenario: flags.scenario,
    scale: flags.scale,
    append: flags.append,
    confirmed: flags.yes,
    allow: config.allow,
    signal,
    onProgress: ({ table, rows, of }) =>
      output.progress(`${table}: ${formatCount(rows)} of ${formatCount(of)}`),
  });
  output.done();
  if (flags.json) {
    output.print(JSON.stringify(result));
    return 0;
  }
  if (result.unchanged) {
    output.print('nothing to do: these rows are there already');
    return 0;
  }
  printRows(result.rows, output);
  for (const [table, reason] of Object.entries(result.skipped)) {
    output.print(`${output.style('yellow', 'skipped')}  ${table}: ${reason}`);
  }
  const total = sum(result.rows);
  output.print(`${formatCount(total)} rows in ${(result.ms / 1000).toFixed(1)} s`);
  return 0;
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
    output.print(`${formatCount(total)} rows removed, ${result.orphans} orphans left`);
  }
  return 0;
}

/** `gen-factories plan`: says what `up` would write; needs no database. */
export async function planCommand(flags: LoadFlags, output: Output): Promise<number> {
  const { factory } = await open(flags);
  const plan = factory.plan({ scenario: flags.scenario, scale: flags.scale });
  if (flags.json) {
    output.print(JSON.stringify({ ok: true, ...plan }));
    return 0;
  }
  printRows(plan.rows, output);
  for (const [table, reason] of Object.entries(plan.skipped)) {
    output.print(`${output.style('yellow', 'skipped')}  ${table}: ${reason}`);
  }
  for (const column of plan.deferred) output.print(`${column} is written as NULL first: it is on a cycle`);
  output.print(`${formatCount(plan.total)} rows`);
  return 0;
}

async function open(flags: LoadFlags): Promise<{
  readonly config: Config;
  readonly factory: Awaited<ReturnType<typeof loadFactories>>;
}> {
  const config = await readConfig(flags);
  return { config, factory: await loadFactories(findFolders(flags.factories, config).factories) };
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
