import type { LooseSchema } from '../../src/schema/build-schema.ts';

/** A file of SQL, as it was read from a project's migrations. */
export interface MigrationFile {
  /** As it is to be shown: `prisma/migrations/20240131_init/migration.sql`. */
  readonly path: string;
  readonly sql: string;
}

/** The tables that a project's migrations leave behind, in the model's terms. */
export interface MigratedSchema extends LooseSchema {
  /** In the order of the files. */
  readonly notes: readonly MigrationNote[];
}

/** What a person should know of the migrations; none of it is an error. */
export interface MigrationNote {
  /** One sentence without its period. */
  readonly what: string;
  /** `prisma/migrations/20240131_init/migration.sql:12`; a file alone where no line is at fault. */
  readonly where: string;
}
