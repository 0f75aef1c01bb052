/** What a `gen-factories.config.ts` may say. Every key is optional; flags of a command win over it. */
export interface Config {
  /** The database to read and to seed; the environment's `DATABASE_URL` by default. */
  readonly url?: string;
  /** A Prisma schema to read in place of a database: a file, or a folder of them. */
  readonly prisma?: string;
  /** Drizzle's schema files to read in place of a database: paths and patterns, with commas between. */
  readonly drizzle?: string;
  /** Schemas to read; all of the user's by default. */
  readonly schemas?: readonly string[];
  /** The folder of definitions, relative to the config; `factories` by default. */
  readonly out?: string;
  /** Decides every value. */
  readonly seed?: string | number;
  /** The pinned present, as an ISO 8601 instant: what "three years ago" is relative to. */
  readonly now?: string;
  /** Rows by table, as definitions name it. */
  readonly counts?: Readonly<Record<string, number>>;
  /** Tables that migrations fill: their rows are read to refer to them, and none is written. */
  readonly reference?: readonly string[];
  /** Tables without a factory. */
  readonly exclude?: readonly string[];
  /** Hosts and databases, besides local ones, that rows may be written to; `*` stands for any text. */
  readonly allow?: readonly string[];
  /** Ending of import specifiers in generated files; by default what the tsconfig asks for. */
  readonly importExtension?: '.js' | '.ts' | '';
}

/**
 * Gives a config its types.
 *
 * @example
 * ```ts
 * import { defineConfig } from 'gen-factories/config';
 *
 * export default defineConfig({ counts: { users: 20_000 }, allow: ['*.preview.example.com'] });
 * ```
 */
export function defineConfig(config: Config): Config {
  return config;
}
