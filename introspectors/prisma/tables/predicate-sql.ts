import type { Condition, Predicate, ScalarField } from '../declarations/declared.ts';
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
  const cast = castOf(field.type, field.native);
  // Texts of bounded length are compared as texts.
  if (cast === 'character varying') {
    const text = postgresLiteral(value, { type: field.type, native: { name: 'Text', args: [] } });
    return `((${column})::text ${operator} ${text})`;
  }
  // An extension's own operators are not those of the catalogue.
  const spelled = cast === 'public.citext' ? `OPERATOR(public.${operator})` : operator;
  return `(${column} ${spelled} ${converted(value, field)})`;
}

/** Numbers become what the column is where PostgreSQL has no comparison between the two types. */
function converted(value: NonNullable<Condition['value']>, field: ScalarField): string {
  const literal = postgresLiteral(value, field);
  const name = field.type.kind === 'scalar' ? field.type.name : '';
  if (name === 'Float') return `(${literal})::double precision`;
  const isNumeric = name !== 'Decimal' || literal.includes('.');
  return isNumeric ? literal : `(${literal})::numeric`;
}
