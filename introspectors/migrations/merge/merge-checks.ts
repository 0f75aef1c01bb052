import { meaningOf } from '../../../src/checks/meaning.ts';
import type { ParseCheck } from '../../../src/checks/parse-postgres.ts';
import { compareCodeUnits } from '../../../src/schema/canonical-json.ts';
import type { ColumnType } from '../../../src/schema/column-type.ts';
import type { Check, Table } from '../../../src/schema/schema.ts';

/**
 * The checks of a schema file's table, and those of the migrations that it has not. One that means
 * the same in both stays as the file spells it: a second source that says nothing new changes nothing.
 *
 * @param others - of the migrations, about columns that are there
 */
export function mergeChecks(
  table: Table,
  others: readonly Check[],
  parse: ParseCheck | undefined,
): readonly Check[] {
  const types = (name: string): ColumnType | undefined =>
    table.columns.find((column) => column.name === name)?.type;
  const meaning = ({ expression }: Check): string =>
    parse === undefined ? expression : meaningOf(expression, types, parse);
  const own = table.checks.map((check) => {
    const other = others.find(({ name }) => name === check.name);
    return other !== undefined && meaning(other) === meaning(check)
      ? { ...check, enforced: other.enforced }
      : check;
  });
  const known = new Set(own.map(meaning));
  const isNew = (check: Check): boolean =>
    !own.some(({ name }) => name === check.name) && !known.has(meaning(check));
  const more = others.filter(isNew);
  if (more.length === 0) return own;
  return [...own, ...more].sort((a, b) => compareCodeUnits(a.name, b.name));
}
