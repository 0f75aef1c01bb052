import { execFile } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const KIT = dirname(createRequire(import.meta.url).resolve('drizzle-kit'));
const DIALECTS = { postgres: 'postgresql', mysql: 'mysql' } as const;

/**
 * The SQL that drizzle-kit makes of a schema file.
 *
 * @param project - the folder of the file, which gets the packages that are installed here
 */
export async function drizzleSql(
  project: string,
  schema: string,
  dialect: keyof typeof DIALECTS,
): Promise<string> {
  const modules = join(project, 'node_modules');
  if (!existsSync(modules)) symlinkSync(dirname(KIT), modules);
  const args = ['export', '--dialect', DIALECTS[dialect], '--schema', schema];
  const { stdout } = await promisify(execFile)(process.execPath, [join(KIT, 'bin.cjs'), ...args], {
    cwd: project,
  });
  // It tells first what it reads, and ends well where it could not.
  const sql = /^CREATE [^]*/m.exec(stdout)?.[0];
  if (sql === undefined) throw new Error(`drizzle-kit made no SQL: ${stdout}`);
  return sql;
}
