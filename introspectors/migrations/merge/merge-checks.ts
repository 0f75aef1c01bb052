import type { ParseCheck } from '../../../src/checks/parse-postgres.ts';
import { canonicalJson, compareCodeUnits } from '../../../src/schema/canonical-json.ts';
import type { Check, Table } from '../../../src/schema/schema.ts';

/**
 * The checks of a schema file's table, and those of the migrations that it has not. One that means
 * the same in both is spelled as the database has it.
 *
 * @param others - of the migrations, about columns that are there
 */
export function mergeChecks(
  table: Table,
  others: readonly Check[],
  parse: ParseCheck | undefined,
): readonly Check[] {
  const meaning = ({ expression }: Check): string =>
    parse === undefined ? expression : meaningOf(expression, table, parse);
  const own = table.checks.map((check) => {
    const other = others.find(({ name }) => name === check.name);
    return other !== undefined && meaning(other) === meaning(check) ? other : check;
  });
  const known = new Set(own.map(meaning));
  const isNew = (check: Check): boolean =>
    !own.some(({ name }) => name === check.name) && !known.has(meaning(check));
  const more = others.filter(isNew);
  if (more.length === 0) return own;
  return [...own, ...more].sort((a, b) => compareCodeUnits(a.name, b.name));
}

/** What a check says, without the types of its literals: the database names them, people do not. */
function meaningOf(expression: string, { columns }: Table, parse: ParseCheck): string {
  const types = (name: string) => columns.find((column) => column.name === name)?.type;
  return canonicalJson(untyped(parse(expression, types)));
}

function untyped(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(untyped);
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part);
  const isLiteral = entries.some(([key, value]) => key === 'kind' && value === 'literal');
  return Object.fromEntries(
    entries.flatMap(([key, value]) =>
      isLiteral && key === 'type' ? [] : [[key, untyped(value)] as const],
    ),
  );
}
