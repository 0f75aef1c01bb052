import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CASES, FIXTURES } from './projects.ts';

/** A schema, and what drizzle-kit makes of it. */
export interface Case {
  readonly name: string;
  readonly root: string;
  readonly paths: readonly string[];
  readonly casing?: string;
  readonly ddl: string;
  /** The oldest PostgreSQL that can load it. */
  readonly since: number;
  /** MariaDB has no keys by expression. */
  readonly mysqlOnly?: true;
}

const T3 = 'drizzle/create-t3-app';

export const POSTGRES_CASES: readonly Case[] = [
  {
    name: 'platform',
    root: join(FIXTURES, 'platform'),
    paths: ['packages/db/src/schema/*.ts'],
    casing: 'snake_case',
    ddl: join(FIXTURES, 'platform/schema.sql'),
    since: 15,
  },
  ...foreign('drizzle/ai-chatbot', ['lib/db/schema.ts'], 'postgresql'),
  ...foreign('drizzle/saas-starter', ['lib/db/schema.ts'], 'postgresql'),
  ...foreign(T3, ['schema-drizzle/with-auth-postgres.ts'], 'with-auth-postgres'),
  ...foreign(T3, ['schema-drizzle/with-better-auth-postgres.ts'], 'with-better-auth-postgres'),
];

export const MYSQL_CASES: readonly Case[] = [
  {
    name: 'library',
    root: join(FIXTURES, 'library'),
    paths: ['schema.ts', 'loans'],
    ddl: join(FIXTURES, 'library/schema.sql'),
    since: 0,
    mysqlOnly: true,
  },
  ...foreign(T3, ['schema-drizzle/with-auth-mysql.ts'], 'with-auth-mysql'),
  ...foreign(T3, ['schema-drizzle/with-better-auth-mysql.ts'], 'with-better-auth-mysql'),
];

/** One of another project's, where it is at hand. */
function foreign(folder: string, paths: readonly string[], derived: string): readonly Case[] {
  const root = join(CASES, folder);
  const ddl = join(root, 'derived', `${derived}.sql`);
  return existsSync(ddl) ? [{ name: `${folder}/${derived}`, root, paths, ddl, since: 14 }] : [];
}

export function ddlOf({ ddl }: Case): string {
  return readFileSync(ddl, 'utf8');
}
