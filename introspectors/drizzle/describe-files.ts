import { collectTables } from './collect-tables.ts';
import type { Casing, Descriptions } from './description.ts';
import type { Host } from './evaluate/host.ts';
import { Interpreter } from './evaluate/interpreter.ts';
import { drizzleModule } from './orm/modules.ts';

/**
 * What schema files describe, without running them.
 *
 * @param files - absolute paths
 * @param root - the folder that places are told relative to
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID` at a syntax error, and at a name or a file that
 *   is nowhere, `SERVER_UNSUPPORTED` at a table of another database
 */
export function describeFiles(
  files: readonly string[],
  root: string,
  host: Host,
  casing: Casing | undefined,
): Descriptions {
  const interpreter = new Interpreter(host, root, drizzleModule, 'refused');
  return collectTables(
    files.map((file) => interpreter.open(file)),
    casing,
  );
}
