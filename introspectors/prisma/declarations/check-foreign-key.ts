import { sourceError } from '../source/source-file.ts';
import type { FieldType, ForeignKey, Model, RelationField, ScalarField } from './declared.ts';

/**
 * Checks that a database would take a reference, and that it keeps what the relation says.
 *
 * @param key - with its fields looked up
 * @param other - the field at the other end
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID`
 */
export function checkForeignKey(
  { from, to, fields, references, link }: ForeignKey,
  other: RelationField,
): void {
  const { place } = link;
  if (fields.length !== references.length) {
    const fix = 'Write as many in `fields` as in `references`.';
    throw sourceError(place, 'A relation between unequal numbers of fields', fix);
  }
  for (const [index, field] of fields.entries()) {
    const target = references[index]!;
    if (typeName(field.type) === typeName(target.type)) continue;
    const fix = `Make them the same: ${from.name}.${field.name} is ${typeName(field.type)}, ${to.name}.${target.name} is ${typeName(target.type)}.`;
    throw sourceError(place, 'A relation between fields of other types', fix);
  }
  const optional = fields.find((field) => field.arity === 'optional');
  if (link.arity === 'required' && optional !== undefined) {
    const fix = `Make it \`${link.model}?\`, or "${optional.name}" required.`;
    throw sourceError(place, `A required relation by "${optional.name}", which is not,`, fix);
  }
  if (other.arity !== 'list' && !from.isView && !isKeyOf(from, fields)) {
    const fix = `Add ${uniqueOf(fields, from)}, or make \`${other.name}\` of ${to.name} a list.`;
    throw sourceError(place, 'A relation of one to one by a key that is not unique', fix);
  }
  if (from.isView || to.isView || isKeyOf(to, references)) return;
  const names = references.map(({ name }) => name);
  const fix = `Add \`@@unique([${names.join(', ')}])\` to ${to.name}.`;
  throw sourceError(place, `A relation to fields of ${to.name} that are not unique together`, fix);
}

/** What is to be written for fields to be a key. */
function uniqueOf(fields: readonly ScalarField[], { name: model }: Model): string {
  const names = fields.map(({ name }) => name);
  return names.length === 1
    ? `@unique to "${names[0]}"`
    : `\`@@unique([${names.join(', ')}])\` to ${model}`;
}

function typeName(type: FieldType): string {
  switch (type.kind) {
    case 'enum':
      return type.of.name;
    case 'unsupported':
      return type.sql;
    default:
      return type.name;
  }
}

function isKeyOf({ id, uniques }: Model, fields: readonly ScalarField[]): boolean {
  const keys = [...(id === null ? [] : [id]), ...uniques.filter(({ where }) => where === null)];
  return keys.some(
    ({ parts }) =>
      parts.length === fields.length &&
      parts.every(({ path }) => path.length === 1 && fields.includes(path[0]!)),
  );
}
