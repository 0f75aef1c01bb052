import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { GenFactoriesError } from '../../src/errors.ts';
import { compareCodeUnits } from '../../src/schema/canonical-json.ts';
import { findPrismaConfig } from './find-prisma-config.ts';
import type { SourceFile } from './source/source-file.ts';

/**
 * Reads Prisma's schema files: those of a path, or else where Prisma itself would look.
 *
 * @param project - the project's folder, which names of files are relative to
 * @param path - a file, or a folder of them, relative to the project
 * @returns the files by name; null where no path is given and the project has none
 * @throws GenFactoriesError `SOURCE_NOT_FOUND` where a path leads to no schema, whoever says it
 * @example
 * ```ts
 * await findPrismaFiles('/srv/shop'); // [{ path: 'prisma/schema.prisma', text: '…' }]
 * ```
 */
export async function findPrismaFiles(
  project: string,
  path?: string,
): Promise<readonly SourceFile[] | null> {
  if (path !== undefined) return filesAt(project, { path, saidBy: 'The Prisma schema' });
  const said = (await inConfig(project)) ?? (await inPackage(project));
  if (said !== null) return filesAt(project, said);
  for (const usual of USUAL) {
    const files = await filesIn(project, usual);
    if (files !== null && files.length > 0) return files;
  }
  return null;
}

/** Where schemas are that nothing is said of, in the order in which they are looked for. */
const USUAL = ['prisma/schema.prisma', 'prisma/schema', 'schema.prisma'];

/** A path, and who says that the schema is there. */
interface Said {
  readonly path: string;
  readonly saidBy: string;
}

async function inConfig(project: string): Promise<Said | null> {
  const config = await findPrismaConfig(project);
  if (config === null || config.schema === null) return null;
  const { file, schema } = config;
  if (typeof schema === 'string') return { path: schema, saidBy: `\`schema\` of ${file}` };
  throw new GenFactoriesError('SOURCE_NOT_FOUND', {
    what: `\`schema\` is \`${schema.code}\`, which only running the file would tell`,
    where: file,
    fix: 'Name the schema by --prisma PATH.',
  });
}

async function inPackage(project: string): Promise<Said | null> {
  const text = await textOf(join(project, 'package.json'));
  if (text === null) return null;
  const schema = schemaOfPackage(text);
  return schema === null ? null : { path: schema, saidBy: '`prisma.schema` of package.json' };
}

/** A package.json that cannot be read is somebody else's to complain of. */
function schemaOfPackage(text: string): string | null {
  try {
    const { prisma } = JSON.parse(text) as { readonly prisma?: { readonly schema?: unknown } };
    return typeof prisma?.schema === 'string' ? prisma.schema : null;
  } catch {
    return null;
  }
}

async function filesAt(project: string, { path, saidBy }: Said): Promise<readonly SourceFile[]> {
  const files = await filesIn(project, path);
  if (files === null) {
    throw new GenFactoriesError('SOURCE_NOT_FOUND', {
      what: `${saidBy} is not there`,
      where: path,
      fix: 'Name a file or a folder that is, by --prisma PATH.',
    });
  }
  if (files.length > 0) return files;
  throw new GenFactoriesError('SOURCE_NOT_FOUND', {
    what: `${saidBy} is a folder without any .prisma file`,
    where: path,
    fix: 'Name the folder that has them, by --prisma PATH.',
  });
}

/** A file, or all files of a folder and of those within; null where there is neither. */
async function filesIn(project: string, path: string): Promise<readonly SourceFile[] | null> {
  const at = resolve(project, path);
  const found = await stat(at).catch(() => null);
  if (found === null) return null;
  const names = found.isDirectory() ? await schemaFilesIn(at) : [at];
  const files = await Promise.all(
    names.map(async (name) => ({
      path: relative(project, name).split(sep).join('/'),
      text: await readFile(name, 'utf8'),
    })),
  );
  return files.sort((a, b) => compareCodeUnits(a.path, b.path));
}

async function schemaFilesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry) => {
      const at = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : schemaFilesIn(at);
      return entry.name.endsWith('.prisma') ? [at] : [];
    }),
  );
  return found.flat();
}

async function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}
