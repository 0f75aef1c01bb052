import type { Source } from '../../../introspectors/source.ts';
import { GenFactoriesError, type ErrorCode } from '../../errors.ts';
import type { Config } from '../../config/config.ts';
import { annotate, annotateExecution } from '../annotations.ts';
import { printReport } from '../check-report.ts';
import { compare } from '../compare.ts';
import { execute, loadPlaced, printExecution, type Execution } from '../execute.ts';
import { findSource, statedOrigin, type SourceFlags } from '../find-source.ts';
import type { Output } from '../output.ts';
import { findFolders, findSchemas, findUrl, readConfig, type Folders } from '../settings.ts';
import { shown } from '../shown.ts';

export interface CheckFlags extends SourceFlags {
  readonly out?: string;
  readonly schema?: string;
  readonly diff?: boolean;
  /** Try every definition on the database. */
  readonly execute?: boolean;
  readonly yes?: boolean;
}

/**
 * `gen-factories check`: compares the definitions on disk with the schema as it is.
 *
 * @param signal - aborts what `--execute` does; nothing is left of it
 * @returns 0 in step, 1 drift, or definitions whose rows the database refuses
 * @throws what it cannot tell: definitions of the user's that do not load, where nothing else differs
 */
export async function checkCommand(
  flags: CheckFlags,
  output: Output,
  signal: AbortSignal,
): Promise<number> {
  const config = await readConfig(flags);
  const folders = findFolders(flags.out, config);
  output.progress('reading the schema');
  const schemas = findSchemas(flags.schema, config);
  const source = await findCompared(flags, config, folders);
  const found = await compare(source, schemas, config, folders);
  output.done();
  const { report, drifts, broken, prepared } = found;
  for (const note of prepared.notes) output.note(note);
  if (report.ok && broken !== undefined) throw broken;
  const executed =
    (flags.execute ?? false) && !found.nothingThere
      ? await tryOut(folders, flags, config, { output, signal, told: !report.ok })
      : undefined;
  const ok = report.ok && (executed?.ok ?? true);
  if (flags.json) output.print(JSON.stringify({ ...report, ok, ...(executed && { executed }) }));
  else if (found.nothingThere) printNothingThere(folders, output);
  else printReport(report, (flags.diff ?? true) ? drifts : undefined, output);
  if (executed !== undefined && !flags.json) printExecution(executed, output);
  if (process.env['GITHUB_ACTIONS'] === 'true') {
    annotate(report, output);
    if (executed !== undefined) annotateExecution(executed, output);
  }
  return ok ? 0 : 1;
}

/** What the definitions are compared with. The database that they are tried on is only that. */
async function findCompared(flags: CheckFlags, config: Config, folders: Folders): Promise<Source> {
  const { generated } = folders;
  const source = await findSource(flags, config, { project: process.cwd(), generated });
  if (source.kind === 'database' || flags.execute !== true) return source;
  return statedOrigin(generated)?.live === true ? source : { ...source, url: undefined };
}

interface TryOut {
  readonly output: Output;
  readonly signal: AbortSignal;
  /** Why the definitions do not load has been told, if they do not. */
  readonly told: boolean;
}

async function tryOut(
  folders: Folders,
  flags: CheckFlags,
  config: Config,
  { output, signal, told }: TryOut,
): Promise<Execution | undefined> {
  output.progress('trying a row of each definition');
  try {
    const placed = await loadPlaced(folders);
    const url = findUrl(flags, config);
    return await execute(placed, { url, confirmed: flags.yes, allow: config.allow, signal });
  } catch (error) {
    if (!told || !isOfLoading(error)) throw error;
    output.note('not executed: the definitions do not load');
    return undefined;
  } finally {
    output.done();
  }
}

const OF_LOADING: ReadonlySet<ErrorCode> = new Set([
  'FACTORIES_FAILED',
  'DEFINITION_INVALID',
  'TABLE_UNKNOWN',
  'COLUMN_UNKNOWN',
]);

function isOfLoading(error: unknown): boolean {
  return error instanceof GenFactoriesError && OF_LOADING.has(error.code);
}

function printNothingThere(folders: Folders, output: Output): void {
  output.print(
    `${output.style('red', 'drift')}: there are no definitions in ${shown(folders.generated)}`,
  );
  output.print('Write them with `npx gen-factories`, or name their folder with --out');
}
