import type { Argument, Value } from '../source/blocks.ts';
import { sourceError, type Place } from '../source/source-file.ts';
import type { UsedAttribute } from './attributes.ts';
import type { Condition, Datasource, Predicate, ScalarField } from './declared.ts';
import { literalOf } from './literal.ts';

interface PredicateSite {
  readonly fields: readonly ScalarField[];
  readonly datasource: Datasource;
}

/**
 * Reads which rows a partial index has: `where: raw("deleted_at IS NULL")`, `where: { deletedAt: null }`,
 * `where: { status: { not: "closed" } }`.
 *
 * @param attribute - a `@@unique` or `@unique`
 * @returns null where it has all of them
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID`
 */
export function readPredicate(attribute: UsedAttribute, site: PredicateSite): Predicate | null {
  const value = attribute.args.get('where');
  const { place } = attribute;
  if (value === undefined) return null;
  if (site.datasource.provider !== 'postgresql') {
    const problem = `A partial index, which ${site.datasource.provider} has none of,`;
    throw sourceError(place, problem, 'Remove `where`.');
  }
  if (value.kind === 'object' && value.members.length > 0) {
    return { kind: 'all', of: value.members.map((each) => readCondition(each, site, place)) };
  }
  if (value.kind === 'call' && value.name === 'raw') {
    const [sql] = value.args;
    if (sql?.value.kind === 'text') return { kind: 'sql', sql: sql.value.text };
  }
  throw sourceError(place, '"where" is no condition', 'Write `where: raw("SQL")`.');
}

function readCondition(
  { name, value }: Argument,
  { fields }: PredicateSite,
  place: Place,
): Condition {
  const field = fields.find((each) => each.name === name);
  if (field === undefined) {
    const fix = `There are ${fields.map((each) => each.name).join(', ')}.`;
    throw sourceError(place, `There is no field "${name}" for a condition`, fix);
  }
  const [not] = value.kind === 'object' ? value.members : [];
  if (not === undefined) return { field, operator: '=', value: literal(value, field, place) };
  if (not.name === 'not') {
    return { field, operator: '<>', value: literal(not.value, field, place) };
  }
  const fix = 'Write a value, or `{ not: value }`.';
  throw sourceError(place, `An unknown condition on "${field.name}"`, fix);
}

function literal(value: Value, field: ScalarField, place: Place): Condition['value'] {
  if (value.kind === 'word' && value.text === 'null') return null;
  const known = literalOf(value, field.type);
  if (known !== null) return known;
  // Labels are the database's own here, and texts may be of any form that it takes.
  if (value.kind === 'text' && !isNumeric(field)) return { kind: 'label', text: value.text };
  const fix = `Write a value of its type, or \`raw("…")\`.`;
  throw sourceError(place, `A condition on "${field.name}" with a value of another type`, fix);
}

function isNumeric({ type }: ScalarField): boolean {
  return type.kind === 'scalar' && /^(?:Int|BigInt|Float|Boolean)$/.test(type.name);
}
