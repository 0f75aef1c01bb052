import type { ColumnType } from '../schema/column-type.ts';
import { parseColumn, type TableFacts } from '../schema/facts.ts';
import type { Dialect } from '../schema/schema.ts';
import type { Admits } from '../schema/semantic-diff.ts';
import { mapOperands, type Expression } from './expression.ts';
import { implies } from './implies.ts';
import type { ParseCheck } from './parse-postgres.ts';

/**
 * Tells whether rows that a table took are sure to pass a CHECK that it has now: one that only takes more
 * than before breaks nothing.
 *
 * @param parse - of the dialect
 * @param dialect - in whose words the facts are
 */
export function admitRows(parse: ParseCheck, dialect: Dialect = 'postgres'): Admits {
  return (old, now, name) => {
    const wanted = readCheck(now, name, parse, dialect);
    const given = Object.keys(old.checks ?? {}).map((each) => readCheck(old, each, parse, dialect));
    return (
      wanted !== undefined &&
      implies(
        given.filter((each) => each !== undefined),
        wanted,
      )
    );
  };
}

/** A check of a table, or of a column's domain, whose VALUE is the column. */
function readCheck(
  facts: TableFacts,
  name: string,
  parse: ParseCheck,
  dialect: Dialect,
): Expression | undefined {
  const sql = facts.checks?.[name];
  if (sql === undefined) return undefined;
  const column = domainColumn(facts, name);
  const read = parse(sql, (each) =>
    typeOf(facts, each === 'value' ? (column ?? each) : each, dialect),
  );
  return column === undefined ? read : withColumn(read, column);
}

/** Checks of a domain are named after the column that has it: `share (percent.percent_check)`. */
function domainColumn({ columns }: TableFacts, name: string): string | undefined {
  return Object.keys(columns)
    .filter((column) => name.startsWith(`${column} (`) && / domain /.test(` ${columns[column]} `))
    .sort((a, b) => b.length - a.length)[0];
}

function typeOf({ columns }: TableFacts, name: string, dialect: Dialect): ColumnType | undefined {
  return Object.hasOwn(columns, name) ? parseColumn(name, columns[name]!, dialect).type : undefined;
}

function withColumn(expression: Expression, name: string): Expression {
  if (expression.kind === 'column') return { ...expression, name };
  return mapOperands(expression, (operand) => withColumn(operand, name));
}
