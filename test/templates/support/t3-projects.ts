import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** What create-t3-app is asked for. */
export interface T3Choice {
  readonly orm: 'prisma' | 'drizzle';
  readonly auth: 'base' | 'with-auth' | 'with-better-auth';
  readonly database: 'postgres' | 'mysql' | 'planetscale' | 'sqlite';
}

/** The name of the project that is made. */
const NAME = 'acme-notes';

const PACKAGE = dirname(
  createRequire(import.meta.url).resolve('create-t3-app').replace(/dist[\\/][^\\/]*$/, 'package.json'),
);
const EXTRAS = join(PACKAGE, 'template/extras');

/** Every template that there is for a database. */
export function t3Choices(...databases: readonly T3Choice['database'][]): readonly T3Choice[] {
  const all = (['prisma', 'drizzle'] as const).flatMap((orm) =>
    (['base', 'with-auth', 'with-better-auth'] as const).flatMap((auth) =>
      databases.map((database) => ({ orm, auth, database })),
    ),
  );
  return all.filter((choice) => existsSync(templateOf(choice)));
}

/**
 * The files of a new project that say what its schema is, with every placeholder filled in as the
 * package's own installer does.
 */
export function t3Files(choice: T3Choice): Readonly<Record<string, string>> {
  const settings = { 'tsconfig.json': read(join(PACKAGE, 'template/base/tsconfig.json')) };
  const schema = read(templateOf(choice));
  if (choice.orm === 'prisma') {
    return { ...settings, 'prisma/schema.prisma': withProvider(schema, choice.database) };
  }
  const dialect = choice.database === 'planetscale' ? 'mysql' : choice.database;
  const config = read(join(EXTRAS, `config/drizzle-config-${dialect}.ts`));
  return {
    ...settings,
    'src/server/db/schema.ts': schema.replace('project1_${name}', `${NAME}_\${name}`),
    'drizzle.config.ts': config.replace('project1_*', `${NAME}_*`),
  };
}

function templateOf({ orm, auth, database }: T3Choice): string {
  if (orm === 'drizzle') return join(EXTRAS, `src/server/db/schema-drizzle/${auth}-${database}.ts`);
  const ending = database === 'planetscale' ? '-planetscale' : '';
  return join(EXTRAS, `prisma/schema/${auth}${ending}.prisma`);
}

const PROVIDERS = { mysql: 'mysql', planetscale: 'mysql', postgres: 'postgresql' } as const;

/** The templates are of SQLite. Of the types that are commented out, the installer takes the first alone. */
function withProvider(schema: string, database: T3Choice['database']): string {
  if (database === 'sqlite') return schema;
  const provided = schema.replace('provider = "sqlite"', `provider = "${PROVIDERS[database]}"`);
  return database === 'postgres' ? provided : provided.replace('// @db.Text', '@db.Text');
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}
