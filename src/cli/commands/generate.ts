import type { Output } from '../output.ts';
import { ANEW, prepare, type Before } from '../prepare.ts';
import { readGenerated } from '../../codegen/generated-folder.ts';
import type { Source } from '../../../introspectors/source.ts';
import { factsOnDisk } from '../compare.ts';
import { findSource, isSampled, type SourceFlags } from '../find-source.ts';
import { findFolders, findSchemas, readConfig, type Folders } from '../settings.ts';
import { describeLeftOut, findLeftOut, withoutFilled } from '../left-out.ts';
import { printWritten, writeDefinitions } from '../write-definitions.ts';

export interface GenerateFlags extends SourceFlags {
  readonly out?: string;
  readonly schema?: string;
  readonly force?: boolean;
}

/**
 * `gen-factories generate`: reads the schema and writes the definitions.
 *
 * @returns the exit status
 */
export async function generateCommand(flags: GenerateFlags, output: Output): Promise<number> {
  const config = await readConfig(flags);
  const folders = findFolders(flags.out, config);
  output.progress('reading the schema');
  const schemas = findSchemas(flags.schema, config);
  const source = await findSource(flags, config, {
    project: process.cwd(),
    generated: folders.generated,
  });
  const prepared = await prepare(
    source,
    schemas,
    config,
    folders,
    estimatesOnDisk(source, folders),
  );
  const written = writeDefinitions(prepared, folders, config, flags.force ?? false);
  const leftOut = await findLeftOut(
    folders,
    written.created === undefined ? undefined : prepared.files,
  );
  const summary = withoutFilled(prepared.summary, leftOut);
  output.done();
  for (const note of prepared.notes) output.note(note);
  if (flags.json) {
    const { created: _created, ...changes } = written;
    output.print(JSON.stringify({ ok: true, ...changes, ...summary }));
    return 0;
  }
  printWritten({ ...prepared, summary }, written, folders, output);
  const without = leftOut && describeLeftOut(leftOut);
  if (without !== undefined) output.print(output.style('yellow', without));
  return 0;
}

/** What documents told before: only of MongoDB's collections. */
function estimatesOnDisk(source: Source, folders: Folders): Before {
  if (!isSampled(source)) return ANEW;
  const facts = factsOnDisk(readGenerated(folders.generated), folders);
  return facts === undefined ? ANEW : { facts, purpose: 'write' };
}
