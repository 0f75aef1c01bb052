import { readDrizzleSchema } from '../../../../introspectors/drizzle/read-drizzle-schema.ts';
import type { Host } from '../../../../introspectors/drizzle/evaluate/host.ts';
import type { GenFactoriesError } from '../../../../src/errors.ts';
import type { Column, SchemaModel, Table } from '../../../../src/schema/schema.ts';

/** Texts of files by their paths in a project. */
export type Files = Readonly<Record<string, string>>;

const ROOT = '/project';

/** Files that are nowhere but here. */
export function memoryHost(files: Files): Host {
  const texts = new Map(Object.entries(files).map(([path, text]) => [`${ROOT}/${path}`, text]));
  return {
    read: (path) => texts.get(path),
    isFile: (path) => texts.has(path),
    list(folder) {
      const inside = [...texts.keys()]
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1).replace(/\/.*$/, '/'));
      return [...new Set(inside)].sort();
    },
    realPath: (path) => path,
  };
}

export interface ReadOptions {
  readonly paths?: readonly string[];
  readonly dialect?: string;
  readonly casing?: string;
}

/** Reads files as a schema: the one called schema.ts, or those that are named. */
export function read(files: Files, options: ReadOptions = {}): SchemaModel {
  const { paths = ['schema.ts'], ...rest } = options;
  return readDrizzleSchema(paths, { root: ROOT, ...rest }, memoryHost(files));
}

/** The tables of one file of PostgreSQL's, with everything it may import. */
export function readPostgres(code: string, options: ReadOptions = {}): SchemaModel {
  return read({ 'schema.ts': `${PREAMBLE}\n${code}` }, options);
}

/** One line, so that places are those of the code and one. */
const PREAMBLE =
  `import * as orm from 'drizzle-orm'; import { sql, relations } from 'drizzle-orm'; ` +
  `import * as pg from 'drizzle-orm/pg-core'; ` +
  `import { pgTable, text, integer, uuid, varchar, timestamp, pgEnum } from 'drizzle-orm/pg-core';`;

/** The one table of a file. */
export function oneTable(code: string, options: ReadOptions = {}): Table {
  const { tables } = readPostgres(code, options);
  if (tables.length !== 1) throw new Error(`There are ${tables.length} tables`);
  return tables[0]!;
}

/** The columns of a table that has these. */
export function columnsOf(columns: string, before = ''): readonly Column[] {
  return oneTable(`${before}\nexport const t = pgTable('t', { ${columns} });`).columns;
}

/** The one column of a table. */
export function columnOf(column: string, before = ''): Column {
  return columnsOf(`c: ${column}`, before)[0]!;
}

/** The check that a table has. */
export function checkOf(check: string, before = ''): string {
  const { checks } = oneTable(
    `${before}\nexport const t = pgTable('t', { age: integer(), name: text(), kind: text() }, (t) => [${check}]);`,
  );
  return checks[0]?.expression ?? '';
}

/** What a function throws, in words. */
export function errorOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return `${(error as GenFactoriesError).code}: ${(error as Error).message}`;
  }
  return 'nothing is thrown';
}
