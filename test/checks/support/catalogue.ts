import { loadPostgresParser, type ParseCheck } from '../../../src/checks/parse-postgres.ts';
import { solveTable } from '../../../src/checks/solve.ts';
import type { TableSolution } from '../../../src/checks/solution.ts';
import type { ColumnType, DomainType } from '../../../src/schema/column-type.ts';
import type { Column, Table } from '../../../src/schema/schema.ts';
import { parseType } from '../../../src/schema/type-notation.ts';

/** A table in short: columns by their type's spelling (`text not null`), checks by their SQL. */
export interface Catalogue {
  readonly columns: Readonly<Record<string, string | ColumnType>>;
  readonly checks: readonly { readonly name: string; readonly sql: string }[];
}

export const parse: ParseCheck = await loadPostgresParser();

/** The table that a catalogue is short for. */
export function tableOf({ columns, checks }: Catalogue): Table {
  return {
    schema: 'public',
    name: 't',
    kind: 'table',
    comment: null,
    columns: Object.entries(columns).map(([name, type]) => columnOf(name, type)),
    primaryKey: null,
    uniques: [],
    references: [],
    checks: checks.map(({ name, sql }) => ({
      name,
      expression: sql,
      columns: Object.keys(columns).filter((column) => new RegExp(`\\b${column}\\b`).test(sql)),
      enforced: true,
    })),
    exclusions: [],
    partitioning: null,
    inherits: [],
    triggers: [],
    rules: [],
    rowSecurity: 'off',
  };
}

/** Solves a table of some columns and one check after another, named `c0`, `c1` … */
export function solve(columns: Catalogue['columns'], ...checks: readonly string[]): TableSolution {
  const named = checks.map((sql, index) => ({ name: `c${index}`, sql }));
  return solveTable(tableOf({ columns, checks: named }), parse);
}

export function domain(
  name: string,
  base: string | ColumnType,
  checks: Readonly<Record<string, string>>,
  notNull = false,
): DomainType {
  return {
    kind: 'domain',
    schema: 'public',
    name,
    base: typeof base === 'string' ? parseType(base).type : base,
    notNull,
    checks: Object.entries(checks).map(([check, expression]) => ({ name: check, expression })),
  };
}

function columnOf(name: string, spelling: string | ColumnType): Column {
  const { type, rest } =
    typeof spelling === 'string' ? parseType(spelling) : { type: spelling, rest: '' };
  return {
    name,
    type,
    nullable: rest !== 'not null',
    default: null,
    identity: null,
    generated: null,
    sequence: null,
    comment: null,
  };
}
