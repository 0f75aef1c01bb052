import { NATIVE_TYPES } from '../natives/column-type.ts';
import type { NativeType } from '../natives/native-types.ts';
import type { Attribute } from '../source/blocks.ts';
import { sourceError, type Place } from '../source/source-file.ts';
import type { Datasource, FieldType, NativeUse } from './declared.ts';
import { meant } from './names.ts';

/**
 * Reads what a field says of the database's type: `@db.VarChar(255)`.
 *
 * @param attributes - those of the field that have a dot
 * @param type - of the field
 * @param place - of the field
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID` for a type that the database does not have, or that
 *   the field cannot be kept as
 */
export function readNative(
  attributes: readonly Attribute[],
  type: FieldType,
  datasource: Datasource,
  place: Place,
): NativeUse | null {
  const [attribute, second] = attributes;
  if (attribute === undefined) return null;
  if (second !== undefined) {
    throw sourceError(place, `@${second.name} beside @${attribute.name}`, 'Leave one of them.');
  }
  const [group, name = ''] = attribute.name.split('.');
  if (group !== datasource.name) {
    const fix = `The datasource is called "${datasource.name}": write @${datasource.name}.${name}.`;
    throw sourceError(place, `Unknown attribute @${attribute.name}`, fix);
  }
  const native = find(name, attribute, datasource, place);
  if (type.kind !== 'scalar' || !native.of.includes(type.name)) {
    const fix = `It is for fields of type ${native.of.join(' or ')}.`;
    throw sourceError(place, `@${attribute.name} of a field of another type`, fix);
  }
  return { name, args: readArguments(attribute, native, place) };
}

function find(
  name: string,
  attribute: Attribute,
  { name: group, provider }: Datasource,
  place: Place,
): NativeType {
  const { types } = NATIVE_TYPES[provider];
  const native = Object.hasOwn(types, name) ? types[name] : undefined;
  if (native !== undefined) return native;
  const guess = meant(name, Object.keys(types));
  const known = Object.keys(types).map((each) => `@${group}.${each}`);
  const fix =
    guess === undefined ? `There are ${known.join(', ')}.` : `Do you mean @${group}.${guess}?`;
  throw sourceError(place, `${provider} has no @${attribute.name}`, fix);
}

function readArguments(
  { name, args }: Attribute,
  { counts = [0] }: NativeType,
  place: Place,
): readonly number[] {
  const numbers = args.flatMap(({ value }) =>
    value.kind === 'number' && /^\d+$/.test(value.text) ? [Number(value.text)] : [],
  );
  if (numbers.length === args.length && counts.includes(numbers.length)) return numbers;
  const takes = counts.length === 1 && counts[0] === 0 ? 'It takes none.' : '';
  const fix = takes || `It takes ${counts.join(' or ')}, each a whole number.`;
  throw sourceError(place, `Arguments that @${name} does not take`, fix);
}
