import type { Condition, Predicate } from '../declarations/declared.ts';
import { castOf, postgresLiteral } from './postgres-literal.ts';
import { identifier } from './postgres-sql.ts';

/**
 * Which rows a partial index has, as PostgreSQL's catalogue spells it.
 *
 * @param predicate - of a unique key
 * @example
 * ```ts
 * predicateSql({ kind: 'all', of: [{ field: deletedAt, operator: '=', value: null }] });
 * // '("deletedAt" IS NULL)'
 * ```
 */
export function predicateSql(predicate: Predicate): string {
  if (predicate.kind === 'sql') return `(${predicate.sql.trim()})`;
  const [first, ...others] = predicate.of.map(conditionSql);
  return others.length === 0 ? first! : `(${[first, ...others].join(' AND ')})`;
}

function conditionSql({ field, operator, value }: Condition): string {
  const column = identifier(field.column);
  if (value === null) return `(${column} IS ${operator === '=' ? '' : 'NOT '}NULL)`;
  const isVarying = castOf(field.type, field.native) === 'character varying';
  // Texts of bounded length are compared as texts.
  if (isVarying) {
    const text = postgresLiteral(value, { type: field.type, native: { name: 'Text', args: [] } });
    return `((${column})::text ${operator} ${text})`;
  }
  return `(${column} ${operator} ${postgresLiteral(value, field)})`;
}
