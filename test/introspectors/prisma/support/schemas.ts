import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '../../../../introspectors/prisma/source/source-file.ts';

/** Schema files that tests run over. */
export interface PrismaCase {
  /** `prisma/saas`, `prisma/umami-mysql/db/mysql/schema.prisma`. */
  readonly name: string;
  readonly files: readonly SourceFile[];
}

const FIXTURES = join(import.meta.dirname, '../../../../fixtures/prisma');

/** Schemas of other projects: never copied into this one, but read where they are at hand. */
const CASES =
  process.env['GEN_FACTORIES_CASES'] ?? join(import.meta.dirname, '../../../../../shared/cases');

/** Our own: a folder each. */
export function prismaFixtures(): PrismaCase[] {
  return readdirSync(FIXTURES)
    .sort()
    .map((name) => ({ name: `prisma/${name}`, files: filesIn(join(FIXTURES, name)) }));
}

export function prismaFixture(name: string): readonly SourceFile[] {
  return filesIn(join(FIXTURES, name));
}

export function fixturePath(...path: string[]): string {
  return join(FIXTURES, ...path);
}

/** Those of other projects, a file each; none where the folder of cases is not there. */
export function foreignPrismaSchemas(): PrismaCase[] {
  if (!existsSync(CASES)) return [];
  return filesIn(CASES).map((file) => ({ name: file.path, files: [file] }));
}

/** One of them, with the SQL that somebody made for it; undefined where they are not at hand. */
export function foreignMysql(
  schema: string,
  ...sql: readonly string[]
): { readonly files: readonly SourceFile[]; readonly sql: string } | undefined {
  if (!existsSync(join(CASES, schema))) return undefined;
  const read = (path: string): string => readFileSync(join(CASES, path), 'utf8');
  return { files: [{ path: schema, text: read(schema) }], sql: sql.map(read).join('\n') };
}

function filesIn(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.prisma'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}
