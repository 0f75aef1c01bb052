import type { Output } from '../output.ts';
import { prepare } from '../prepare.ts';
import { findFolders, findSchemas, findUrl, readConfig, type CommonFlags } from '../settings.ts';
import { printWritten, writeDefinitions } from '../write-definitions.ts';

export interface GenerateFlags extends CommonFlags {
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
  const prepared = await prepare(findUrl(flags, config), schemas, config, folders);
  const written = writeDefinitions(prepared, folders, config, flags.force ?? false);
  output.done();
  for (const note of prepared.notes) output.note(note);
  if (flags.json) {
    const { created: _created, ...changes } = written;
    output.print(JSON.stringify({ ok: true, ...changes, ...prepared.summary }));
  } else printWritten(prepared, written, folders, output);
  return 0;
}
