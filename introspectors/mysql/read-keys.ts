import { groupBy } from '../../src/schema/group-by.ts';
import type { Exclusion, KeyPart, PrimaryKey, UniqueKey } from '../../src/schema/schema.ts';
import type { IndexRow } from './catalog/queries.ts';
import { columnsIn, readExpression, type Spelling } from './read-expression.ts';
import type { Period } from './read-periods.ts';

export interface Keys {
  readonly primaryKey: PrimaryKey | null;
  readonly uniques: readonly UniqueKey[];
  /** Keys `WITHOUT OVERLAPS`: of rows that are equal otherwise, the periods must not meet. */
  readonly exclusions: readonly Exclusion[];
}

/**
 * Reads a table's unique indexes as keys.
 *
 * @param rows - the parts of its unique indexes, by index and in order
 * @param columns - names of the table's columns
 * @param periods - what keys say of periods, by index
 */
export function readKeys(
  rows: readonly IndexRow[],
  columns: readonly string[],
  periods: ReadonlyMap<string, Period>,
  spelling: Spelling,
): Keys {
  const indexes = groupBy(rows, (row) => row.index_name);
  const primary = periods.has('PRIMARY') ? undefined : indexes.get('PRIMARY');
  const others = [...indexes].filter(([name]) => name !== 'PRIMARY' && !periods.has(name));
  return {
    primaryKey:
      primary === undefined
        ? null
        : {
            name: 'PRIMARY',
            columns: primary.flatMap((row) => row.column_name ?? []),
            deferrable: 'no',
          },
    uniques: others.map(([name, parts]) => ({
      name,
      parts: parts.map((row) => readPart(row, columns, spelling)),
      where: null,
      nullsEqual: false,
      deferrable: 'no',
    })),
    exclusions: [...periods].map(([name, period]) =>
      readExclusion(name, indexes.get(name) ?? [], period),
    ),
  };
}

function readPart(row: IndexRow, columns: readonly string[], spelling: Spelling): KeyPart {
  if (row.column_name === null) {
    const sql = readExpression(row.expression ?? '', spelling);
    return { kind: 'expression', sql, columns: columnsIn(sql, columns) };
  }
  const prefix = row.prefix === null ? {} : { prefix: Number(row.prefix) };
  return { kind: 'column', column: row.column_name, ...prefix };
}

/** The index has the period's two columns as its last parts. */
function readExclusion(name: string, parts: readonly IndexRow[], period: Period): Exclusion {
  return {
    name,
    elements: parts.flatMap(({ column_name: column }) =>
      column === null
        ? []
        : [
            {
              part: { kind: 'column', column },
              operator: period.columns.includes(column) ? '&&' : '=',
            },
          ],
    ),
    where: null,
    deferrable: 'no',
  };
}
