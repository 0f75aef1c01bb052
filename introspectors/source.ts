import type { FilledTable } from '../src/schema/filled.ts';
import type { SchemaModel } from '../src/schema/schema.ts';

/** Where a schema is read from. */
export type Source = DatabaseSource | PrismaSource | DrizzleSource;

/** A live database. */
export interface DatabaseSource {
  readonly kind: 'database';
  readonly url: string;
}

/** What schema files of every kind have. */
interface FilesSource {
  /** The project's folder, which messages name files relative to. */
  readonly project: string;
  /** A live database, to be asked what the files cannot say; by default migrations are. */
  readonly url?: string | undefined;
}

/** Schema files of Prisma's. */
export interface PrismaSource extends FilesSource {
  readonly kind: 'prisma';
  /** A file or a folder; by default where Prisma itself would look. */
  readonly path?: string | undefined;
}

/** Schema files of Drizzle's. */
export interface DrizzleSource extends FilesSource {
  readonly kind: 'drizzle';
  /** Files, folders and patterns, or a config that names them; by default what `drizzle.config.ts` says. */
  readonly paths?: readonly string[] | undefined;
  /** `postgres` or `mysql`; by default what the config says, or the tables are of. */
  readonly dialect?: string | undefined;
  /** `snake_case` or `camelCase`, for columns without a name of their own. */
  readonly casing?: string | undefined;
  /** Import the files, in a process of their own, rather than interpret them. */
  readonly run?: boolean | undefined;
}

/** A schema, and what a person should know of how it was read. */
export interface SchemaRead {
  readonly model: SchemaModel;
  /** Tables with rows of others, of a live database that was asked for them. */
  readonly filled?: readonly FilledTable[];
  /** One sentence each, without its period. */
  readonly notes: readonly string[];
}
