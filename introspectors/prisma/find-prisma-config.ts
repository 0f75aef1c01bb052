import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathInConfig } from './config-path.ts';

/** What a project's `prisma.config.ts` says. Paths are relative to the project. */
export interface PrismaConfig {
  readonly file: string;
  /** Its code where only running it would tell; null where it says nothing. */
  readonly schema: string | { readonly code: string } | null;
  /** The folder of migrations; null where it says nothing, or by code alone. */
  readonly migrations: string | null;
}

/** In the order in which Prisma looks for them. */
const CONFIGS = ['prisma7.config', '.config/prisma7', 'prisma.config', '.config/prisma'].flatMap(
  (name) => ['js', 'ts', 'mjs', 'cjs', 'mts', 'cts'].map((kind) => `${name}.${kind}`),
);

/**
 * Reads a project's `prisma.config.ts`, by any of its names, without running it.
 *
 * @param project - the project's folder
 * @returns null where there is none
 */
export async function findPrismaConfig(project: string): Promise<PrismaConfig | null> {
  for (const file of CONFIGS) {
    const text = await readFile(join(project, file), 'utf8').catch(() => null);
    if (text === null) continue;
    const fromHere = (path: string): string => join(dirname(file), path);
    const schema = pathInConfig(text, ['schema']);
    const migrations = pathInConfig(text, ['migrations', 'path']);
    return {
      file,
      schema: typeof schema === 'string' ? fromHere(schema) : schema,
      migrations: typeof migrations === 'string' ? fromHere(migrations) : null,
    };
  }
  return null;
}
