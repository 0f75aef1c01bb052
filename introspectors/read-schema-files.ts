import { join, resolve } from 'node:path';
import { GenFactoriesError } from '../src/errors.ts';
import { schemaInUrl } from '../src/connections/database-url.ts';
import { loadParser } from '../src/checks/load-parser.ts';
import { LIVE_DATABASE } from '../src/schema/live-database.ts';
import type { Dialect, Origin, SchemaModel } from '../src/schema/schema.ts';
import type { DrizzleOptions } from './drizzle/read-drizzle-schema.ts';
import type { DrizzleConfig } from './drizzle/find-drizzle-config.ts';
import type { IntrospectOptions } from './introspector.ts';
import type { FoundMigrations } from './migrations/find-migrations.ts';
import { mergeMigrations, type Merged } from './migrations/merge/merge-migrations.ts';
import { ofSchemas } from './of-schemas.ts';
import { readDatabase } from './read-database.ts';
import type { DrizzleSource, PrismaSource, SchemaRead } from './source.ts';

/** What the files say, and what lies beside them. */
interface FilesRead {
  readonly model: SchemaModel;
  readonly tool: Origin['tool'];
  /** The file, or the folder of several. */
  readonly files: string;
  readonly migrations: FoundMigrations | null;
}

/**
 * Reads schema files, and of a second source what such files cannot say: of a live database where one is named,
 * otherwise of the migrations beside them.
 *
 * @param source - which files
 * @param options - which schemas to read
 */
export async function readSchemaFiles(
  source: PrismaSource | DrizzleSource,
  options: IntrospectOptions,
): Promise<SchemaRead> {
  const read = source.kind === 'prisma' ? await readPrisma(source) : await readDrizzle(source);
  const { model, notes, beside } = await withSecond(read, source);
  const { tool, files } = read;
  const kept = options.schemas === undefined ? model : ofSchemas(model, options.schemas);
  return { model: { ...kept, origin: { tool, files, beside } }, notes };
}

async function readPrisma({ project, path, url }: PrismaSource): Promise<FilesRead> {
  const { introspectPrisma } = await import('./prisma/introspect.ts');
  const schema = url === undefined ? undefined : schemaInUrl(url);
  const { model, files, migrations } = await introspectPrisma({ project, path, schema });
  const home = commonPath(files.map((file) => file.path));
  const { findPrismaMigrations } = await import('./migrations/find-migrations.ts');
  const said = migrations === null ? undefined : resolve(project, migrations);
  return {
    model,
    tool: 'prisma',
    files: home,
    migrations: findPrismaMigrations(join(project, home), project, said),
  };
}

async function readDrizzle(source: DrizzleSource): Promise<FilesRead> {
  const { project } = source;
  const { config, paths } = await placesOf(source);
  if (paths === undefined) {
    throw new GenFactoriesError('SOURCE_NOT_FOUND', {
      what: 'There is no drizzle.config.ts that says where the schema is',
      fix: 'Name the schema file, or a pattern of several, by --drizzle PATH.',
    });
  }
  const options = {
    root: project,
    dialect: source.dialect ?? config?.dialect,
    casing: source.casing ?? config?.casing,
  };
  const { findDrizzleMigrations } = await import('./migrations/find-migrations.ts');
  return {
    model: await modelOfDrizzle(paths, options, source.run ?? false),
    tool: 'drizzle',
    files: paths.join(', '),
    migrations: findDrizzleMigrations(resolve(project, config?.out ?? 'drizzle'), project),
  };
}

async function modelOfDrizzle(
  paths: readonly string[],
  options: DrizzleOptions,
  run: boolean,
): Promise<SchemaModel> {
  if (run) {
    const { runDrizzleSchema } = await import('./drizzle/run/run-drizzle-schema.ts');
    return runDrizzleSchema(paths, options);
  }
  const { readDrizzleSchema } = await import('./drizzle/read-drizzle-schema.ts');
  return readDrizzleSchema(paths, options);
}

/** What is configured, and where the files are: named by themselves, by a config that is named, or by the project's. */
async function placesOf({ project, paths }: DrizzleSource): Promise<{
  readonly config: DrizzleConfig | null;
  readonly paths: readonly string[] | undefined;
}> {
  const { isDrizzleConfig } = await import('./drizzle/config-file.ts');
  const { findDrizzleConfig, readDrizzleConfig } = await import('./drizzle/find-drizzle-config.ts');
  const [file, second] = paths ?? [];
  if (file !== undefined && second === undefined && isDrizzleConfig(file, project)) {
    const config = readDrizzleConfig(file, project);
    return { config, paths: config.schema };
  }
  if (paths === undefined) {
    const config = findDrizzleConfig(project);
    return { config, paths: config?.schema };
  }
  try {
    return { config: findDrizzleConfig(project), paths };
  } catch {
    // Where the files are named, a config that cannot be read does not matter.
    return { config: null, paths };
  }
}

interface Seconded {
  readonly model: SchemaModel;
  readonly notes: readonly string[];
  readonly beside: string | null;
}

async function withSecond(
  { model, migrations }: FilesRead,
  { url }: PrismaSource | DrizzleSource,
): Promise<Seconded> {
  const parse = await loadParser(model.dialect);
  if (url !== undefined) {
    const live = await readDatabase(url, {});
    requireDialect(model.dialect, live.dialect);
    const merged = mergeMigrations(model, live, parse);
    return {
      model: merged.model,
      notes: behindNotes(merged, 'The database'),
      beside: LIVE_DATABASE,
    };
  }
  if (migrations === null || model.dialect === 'mongodb') return { model, notes: [], beside: null };
  const { introspectMigrations } = await import('./migrations/introspect-migrations.ts');
  const replayed = await introspectMigrations(migrations.files, { dialect: model.dialect });
  const merged = mergeMigrations(model, replayed.model, parse);
  const beside = migrations.shown;
  return {
    model: merged.model,
    beside,
    notes: [
      ...behindNotes(merged, beside),
      ...[...migrations.notes, ...replayed.notes].map(({ what, where }) => `${what} (${where})`),
    ],
  };
}

function requireDialect(files: Dialect, database: Dialect): void {
  if (files === database) return;
  throw new GenFactoriesError('SERVER_UNSUPPORTED', {
    what: `The schema files are of ${files}, and the database is of ${database}`,
    fix: 'Name a database that was made from these files, or leave --url out.',
  });
}

/** Where migrations are older than the files: what files cannot say may be missing there. */
function behindNotes({ behind }: Merged, who: string): readonly string[] {
  const missing = behind.filter(({ how }) => how !== 'left');
  const [first] = missing;
  if (first === undefined) return [];
  const name = [first.table.name, first.column].filter((part) => part !== null).join('.');
  const others = missing.length === 1 ? '' : ` and ${missing.length - 1} more`;
  return [`${who} is behind the schema files: it lacks ${name}${others}`];
}

/** The file that there is, or the folder that all of them are in. */
function commonPath(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split('/'));
  const apart = first.findIndex((part, at) => others.some((other) => other[at] !== part));
  const common = apart === -1 ? first : first.slice(0, apart);
  return common.join('/') || '.';
}
