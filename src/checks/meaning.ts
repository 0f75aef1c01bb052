import { canonicalJson } from '../schema/canonical-json.ts';
import { parseColumn } from '../schema/facts.ts';
import type { Dialect } from '../schema/schema.ts';
import type { Meaning } from '../schema/semantic-diff.ts';
import type { ColumnTypes, ParseCheck } from './parse-postgres.ts';

/**
 * What a condition says, however it is spelled: as text that is equal for those that mean the same. The
 * types of literals do not count: the database names them, people do not.
 *
 * @param sql - as a person, a migration or a server has it
 * @param types - of the columns it may read
 * @param parse - of the dialect
 */
export function meaningOf(sql: string, types: ColumnTypes, parse: ParseCheck): string {
  return canonicalJson(untyped(parse(sql, types)));
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

/**
 * The same for conditions among the facts of a table.
 *
 * @param parse - of the dialect
 * @param dialect - in whose words the facts are
 */
export function meaningIn(parse: ParseCheck, dialect: Dialect): Meaning {
  return ({ columns }, sql) =>
    meaningOf(
      sql,
      (name) =>
        Object.hasOwn(columns, name) ? parseColumn(name, columns[name]!, dialect).type : undefined,
      parse,
    );
}
