import { GenFactoriesError } from '../errors.ts';
import { compareCodeUnits } from './canonical-json.ts';
import type { Dialect, SchemaModel, SkippedRelation, Table, TableName } from './schema.ts';

/** What an introspector hands over: tables in any order, references unchecked. */
export interface LooseSchema {
  readonly dialect: Dialect;
  readonly tables: readonly Table[];
  readonly skipped: readonly SkippedRelation[];
}

/**
 * Orders what an introspector found and checks that it hangs together: every column a key, reference
 * or check names is there, every reference has as many columns as its target. References to tables
 * that were not read (another schema, say) are an error of the introspector, which must leave them
 * out or read their tables too.
 *
 * @param loose - tables as they were read
 * @returns the checked model, tables by schema and name
 * @throws GenFactoriesError `SCHEMA_INVALID` that names the table and what it lacks
 */
export function buildSchema(loose: LooseSchema): SchemaModel {
  const byName = new Map(loose.tables.map((table) => [tableKey(table), table]));
  if (byName.size < loose.tables.length) throw invalid('A table was read twice', duplicate(loose));
  for (const table of loose.tables) checkTable(table, byName);
  return {
    dialect: loose.dialect,
    tables: loose.tables.map(withoutTruisms).sort(compareTables),
    skipped: [...loose.skipped].sort(compareTables),
  };
}

/** A key for maps over tables: schema and name, apart whatever characters they hold. */
export function tableKey(table: TableName): string {
  return `${table.schema}\u0000${table.name}`;
}

/** By schema, then name, in code unit order: the same in every locale. */
export function compareTables(a: TableName, b: TableName): number {
  return compareCodeUnits(a.schema, b.schema) || compareCodeUnits(a.name, b.name);
}

/** A column that refers to itself limits nothing: every row is there for its own. */
function withoutTruisms(table: Table): Table {
  const references = table.references.filter(
    ({ columns, target }) =>
      tableKey(target.table) !== tableKey(table) ||
      columns.some((column, index) => column !== target.columns[index]),
  );
  return references.length === table.references.length ? table : { ...table, references };
}

function checkTable(table: Table, byName: ReadonlyMap<string, Table>): void {
  const columns = new Set(table.columns.map((column) => column.name));
  const need = (names: readonly string[], owner: string): void => {
    const missing = names.find((name) => !columns.has(name));
    if (missing !== undefined)
      throw invalid(`${owner} names a column "${missing}" that is not there`, table);
  };
  if (columns.size < table.columns.length) throw invalid('Two columns have one name', table);
  if (table.primaryKey) need(table.primaryKey.columns, 'The primary key');
  for (const unique of table.uniques) {
    for (const part of unique.parts) {
      need(part.kind === 'column' ? [part.column] : part.columns, `Unique "${unique.name}"`);
    }
  }
  for (const check of table.checks) need(check.columns, `Check "${check.name}"`);
  for (const reference of table.references) {
    need(reference.columns, `Reference "${reference.name}"`);
    const target = byName.get(tableKey(reference.target.table));
    if (target === undefined) {
      throw invalid(`Reference "${reference.name}" leads to a table that was not read`, table);
    }
    if (reference.columns.length !== reference.target.columns.length) {
      throw invalid(`Reference "${reference.name}" pairs unequal numbers of columns`, table);
    }
    const there = new Set(target.columns.map((column) => column.name));
    if (!reference.target.columns.every((name) => there.has(name))) {
      throw invalid(`Reference "${reference.name}" leads to a column that is not there`, table);
    }
  }
}

function duplicate(loose: LooseSchema): TableName {
  const seen = new Set<string>();
  for (const table of loose.tables) {
    if (seen.has(tableKey(table))) return table;
    seen.add(tableKey(table));
  }
  return { schema: '?', name: '?' };
}

function invalid(what: string, table: TableName): GenFactoriesError {
  return new GenFactoriesError('SCHEMA_INVALID', {
    what,
    where: `${table.schema}.${table.name}`,
    fix: 'Please report this with the DDL of the table: introspection should not produce it.',
  });
}
