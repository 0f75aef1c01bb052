import type { TableSolution, UnsolvedCheck } from '../checks/solution.ts';
import type { Column, Table } from '../schema/schema.ts';
import { chooseGenerator } from './choose-generator.ts';
import { viewColumn } from './column-view.ts';
import type { Expression } from './expression.ts';
import { isReference } from './table-keys.ts';

/**
 * The columns that are left empty, or to a person, for the sake of a CHECK that could not be solved:
 * ordinary ones rather than references; of a column that the database computes, those it is made from.
 *
 * @returns by column, the check
 */
export function unsolvedColumns(
  table: Table,
  solution: TableSolution,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { check, sql, columns } of unsolvedChecks(table, solution)) {
    const read = [...new Set(columns.flatMap((name) => sourcesOf(table, name)))];
    const ordinary = read.filter((name) => !isReference(table, name));
    for (const name of ordinary.length > 0 ? ordinary : read)
      found.set(name, `CHECK ${check}: ${sql}`);
  }
  return found;
}

/** Checks that nothing is sure to meet. */
export function unsolvedChecks(table: Table, solution: TableSolution): readonly UnsolvedCheck[] {
  return solution.unsolved.filter((each) => !isOfThePast(table, each));
}

const NOT_LATER_THAN_NOW =
  /^\(?"?[^"()]+"? <=? (?:now\(\)|CURRENT_DATE|CURRENT_TIMESTAMP|LOCALTIMESTAMP|transaction_timestamp\(\))\)?$/;

/** The pinned present is never after the database's, so what is before the one is before the other. */
function isOfThePast(table: Table, { sql, columns }: UnsolvedCheck): boolean {
  const column = table.columns.find((each) => each.name === columns[0]);
  if (column === undefined || columns.length > 1 || !NOT_LATER_THAN_NOW.test(sql)) return false;
  const { expression } = chooseGenerator(viewColumn(table, column)) ?? {};
  return expression?.kind === 'call' && (expression.name === 'birthDate' || isRecent(expression));
}

/** Not after some other time that may be any. */
function isRecent({ name, args }: Extract<Expression, { kind: 'call' }>): boolean {
  const [options] = args;
  return (
    name === 'recent' &&
    (options?.kind !== 'object' || options.members.every(([key]) => key === 'within'))
  );
}

/** A column's own name, or the columns that the database computes it from. */
export function sourcesOf(table: Table, name: string): string[] {
  const column = table.columns.find((each) => each.name === name);
  if (column?.generated == null) return [name];
  const { expression } = column.generated;
  return table.columns
    .filter((each) => each !== column && each.generated === null && names(expression, each))
    .map((each) => each.name);
}

/** Whether an expression of SQL names a column, in quotes or bare. */
function names(expression: string, { name }: Column): boolean {
  const code = expression.replaceAll(/'(?:[^']|'')*'/g, "''");
  const quoted = `"${name.replaceAll('"', '""')}"`;
  if (code.includes(quoted)) return true;
  return (
    /^[a-z_][a-z0-9_$]*$/.test(name) &&
    new RegExp(`(?<![\\w$".])${escape(name)}(?![\\w$"(])`).test(code)
  );
}

function escape(text: string): string {
  return text.replaceAll('$', '\\$');
}
