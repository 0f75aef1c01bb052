import { annotate } from '../annotations.ts';
import { printReport } from '../check-report.ts';
import { compare } from '../compare.ts';
import { findSource, type SourceFlags } from '../find-source.ts';
import type { Output } from '../output.ts';
import { findFolders, findSchemas, readConfig, type Folders } from '../settings.ts';
import { shown } from '../shown.ts';

export interface CheckFlags extends SourceFlags {
  readonly out?: string;
  readonly schema?: string;
  readonly diff?: boolean;
}

/**
 * `gen-factories check`: compares the definitions on disk with the schema as it is.
 *
 * @returns 0 in step, 1 drift
 * @throws what it cannot tell: definitions of the user's that do not load, where nothing else differs
 */
export async function checkCommand(flags: CheckFlags, output: Output): Promise<number> {
  const config = await readConfig(flags);
  const folders = findFolders(flags.out, config);
  output.progress('reading the schema');
  const schemas = findSchemas(flags.schema, config);
  const source = await findSource(flags, config, process.cwd());
  const found = await compare(source, schemas, config, folders);
  output.done();
  const { report, drifts, broken, prepared } = found;
  for (const note of prepared.notes) output.note(note);
  if (report.ok && broken !== undefined) throw broken;
  if (flags.json) output.print(JSON.stringify(report));
  else if (found.nothingThere) printNothingThere(folders, output);
  else printReport(report, (flags.diff ?? true) ? drifts : undefined, output);
  if (process.env['GITHUB_ACTIONS'] === 'true') annotate(report, output);
  return report.ok ? 0 : 1;
}

function printNothingThere(folders: Folders, output: Output): void {
  output.print(
    `${output.style('red', 'drift')}: there are no definitions in ${shown(folders.generated)}`,
  );
  output.print('Write them with `npx gen-factories`, or name their folder with --out');
}
