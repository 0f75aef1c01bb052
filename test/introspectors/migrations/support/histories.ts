import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  findDrizzleMigrations,
  findPrismaMigrations,
} from '../../../../introspectors/migrations/find-migrations.ts';
import type { MigrationFile } from '../../../../introspectors/migrations/migrated-schema.ts';

const FOLDER = join(import.meta.dirname, '../../../../fixtures/migrations');

/** Migrations of one database, in order. */
export interface History {
  readonly name: string;
  readonly files: readonly MigrationFile[];
  /** The oldest PostgreSQL that takes them. */
  readonly since: number;
}

export function histories(dialect: 'postgres' | 'mysql'): readonly History[] {
  return [...written(dialect), ...found(dialect)];
}

/** Those that lie in folders as Prisma and Drizzle have them. */
function found(dialect: 'postgres' | 'mysql'): readonly History[] {
  const [prisma, drizzle] = [projectFolder('prisma'), projectFolder('drizzle')];
  const all = {
    postgres: {
      prisma: findPrismaMigrations(join(prisma, 'prisma/schema.prisma'), prisma),
      drizzle: findDrizzleMigrations(join(drizzle, 'journal'), drizzle),
    },
    mysql: { drizzle: findDrizzleMigrations(join(drizzle, 'folders'), drizzle) },
  };
  return Object.entries(all[dialect]).map(([name, migrations]) => ({
    name,
    files: migrations?.files ?? [],
    since: 14,
  }));
}

function written(dialect: 'postgres' | 'mysql'): readonly History[] {
  const folder = join(FOLDER, dialect);
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const files = readdirSync(join(folder, name))
        .sort()
        .map((path) => ({ path, sql: readFileSync(join(folder, name, path), 'utf8') }));
      const since = Number(/^-- since: (\d+)/.exec(files[0]?.sql ?? '')?.[1] ?? 14);
      return { name, files, since };
    });
}

/** A project of the fixtures. */
export function projectFolder(name: string): string {
  return join(FOLDER, name);
}
