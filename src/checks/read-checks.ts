import { storageType, type ColumnType } from '../schema/column-type.ts';
import type { Column, Table } from '../schema/schema.ts';
import { compileRequirement } from './compile-requirement.ts';
import { columnsOf, contains, FALSE, mapOperands, TRUE, type Expression } from './expression.ts';
import { normalize } from './normalize.ts';
import type { ParseCheck } from './parse-postgres.ts';
import type { Requirement } from './requirement.ts';

/** A CHECK of a table or of a column's domain type, as it is reported by. */
export interface Check {
  readonly name: string;
  readonly sql: string;
  readonly columns: readonly string[];
}

/** One thing that a check demands of every row; a check that is an AND makes several. */
export interface Demand {
  readonly check: Check;
  readonly requirement: Requirement;
}

/** A check with its tree, for the evaluator. */
export interface ParsedCheck {
  readonly check: Check;
  readonly expression: Expression;
}

/**
 * Every check that a row of a table has to pass: its own that are enforced, and those of the domain
 * types its columns have. A generated column is read as its expression.
 *
 * @param table - the table
 * @param parse - reads the database's SQL
 */
export function parseChecks(table: Table, parse: ParseCheck): readonly ParsedCheck[] {
  const types = new Map(table.columns.map((column) => [column.name, column.type]));
  const typeOfColumn = (name: string): ColumnType | undefined => types.get(name);
  const generated = generatedExpressions(table, parse, typeOfColumn);
  const own = table.checks
    .filter((check) => check.enforced)
    .map((check): ParsedCheck => {
      const parsed = inline(parse(check.expression, typeOfColumn), generated);
      const expression = knowingNulls(parsed, table.columns);
      const { name, expression: sql } = check;
      const columns = check.columns.length > 0 ? check.columns : columnsOf(expression);
      return { check: { name, sql, columns }, expression };
    });
  return [...table.columns.flatMap((column) => parseDomainChecks(column, parse)), ...own];
}

/** What the checks of a table demand. */
export function demandsOf(checks: readonly ParsedCheck[]): readonly Demand[] {
  return checks.flatMap(({ check, expression }) => {
    const requirement = compileRequirement(expression, 'not false');
    const parts = requirement.kind === 'all' ? requirement.of : [requirement];
    return parts.map((part) => ({ check, requirement: part }));
  });
}

/** Checks along a chain of domains, about the column in place of VALUE. */
function parseDomainChecks(column: Column, parse: ParseCheck): readonly ParsedCheck[] {
  const levels: (readonly ParsedCheck[])[] = [];
  for (let { type } = column; type.kind === 'domain'; type = type.base) {
    const base = storageType(type.base);
    const own = type.checks.map(({ name, expression: sql }): ParsedCheck => {
      const parsed = parse(sql, (value) => (value === 'value' ? base : undefined));
      const check: Check = { name, sql, columns: [column.name] };
      return { check, expression: rename(parsed, column.name) };
    });
    levels.unshift(own);
  }
  return levels.flat();
}

function rename(expression: Expression, name: string): Expression {
  if (expression.kind === 'column') return { ...expression, name };
  if (expression.kind === 'opaque') return { ...expression, columns: [name] };
  return mapOperands(expression, (operand) => rename(operand, name));
}

/** Tests for NULL, or for absence, of columns that can be one of them at most. */
function knowingNulls(expression: Expression, columns: readonly Column[]): Expression {
  if (!contains(expression, tellsNulls)) return expression;
  const byName = new Map(columns.map((column) => [column.name, column]));
  const resolve = (part: Expression): Expression => {
    if (part.kind !== 'is null' || part.which === undefined || part.operand.kind !== 'column') {
      return mapOperands(part, resolve);
    }
    const column = byName.get(part.operand.name);
    if (column === undefined) return part;
    const { nullable, optional = false } = column;
    if (!(part.which === 'null' ? nullable : optional)) return part.negated ? TRUE : FALSE;
    const canBeEither = nullable && optional;
    return canBeEither ? part : { kind: 'is null', negated: part.negated, operand: part.operand };
  };
  return normalize(resolve(expression));
}

function tellsNulls(part: Expression): boolean {
  return part.kind === 'is null' && part.which !== undefined;
}

function generatedExpressions(
  table: Table,
  parse: ParseCheck,
  types: (name: string) => ColumnType | undefined,
): ReadonlyMap<string, Expression> {
  return new Map(
    table.columns.flatMap(({ name, generated }) =>
      generated === null ? [] : [[name, parse(generated.expression, types, 'value')] as const],
    ),
  );
}

function inline(expression: Expression, generated: ReadonlyMap<string, Expression>): Expression {
  const isGenerated = (part: Expression): boolean =>
    part.kind === 'column' && generated.has(part.name);
  if (!contains(expression, isGenerated)) return expression;
  const replace = (part: Expression): Expression =>
    part.kind === 'column'
      ? (generated.get(part.name) ?? part)
      : mapOperands(part, (operand) => replace(operand));
  return normalize(replace(expression));
}
