import type { Argument, Value } from '../source/blocks.ts';
import { sourceError, type Place } from '../source/source-file.ts';
import { argumentOf, listOf, numberOf, textOf, type UsedAttribute } from './attributes.ts';
import type { Composite, Datasource, Key, KeyPart, ScalarField, UniqueKey } from './declared.ts';
import { checkUnique, meant } from './names.ts';
import { readPredicate } from './predicate.ts';

/** What the parts of keys may name. */
export interface KeySite {
  /** Of the model. */
  readonly fields: readonly ScalarField[];
  readonly types: ReadonlyMap<string, Composite>;
  readonly datasource: Datasource;
}

/** What is unique in a model. */
export interface Keys {
  readonly id: Key | null;
  readonly uniques: readonly UniqueKey[];
}

/**
 * Reads the keys of a model.
 *
 * @param ofFields - its `@id` and `@unique`, each with its field
 * @param ofBlock - its `@@id`, `@@unique`, `@@index` and `@@fulltext`
 * @throws GenFactoriesError `SCHEMA_FILE_INVALID`
 */
export function readKeys(
  ofFields: readonly (readonly [ScalarField, UsedAttribute])[],
  ofBlock: readonly UsedAttribute[],
  site: KeySite,
): Keys {
  const keys = [
    ...ofFields.map(([field, attribute]) => ({ attribute, parts: [partOf(field, attribute)] })),
    ...ofBlock.map((attribute) => ({ attribute, parts: readParts(attribute, site) })),
  ];
  const ids = keys.filter(({ attribute }) => attribute.name === 'id');
  const second = ids[1]?.attribute;
  if (second !== undefined) {
    throw sourceError(second.place, 'A second @id', 'Leave one of them; @unique makes others.');
  }
  const [id = null] = ids.map(({ attribute, parts }) => keyOf(attribute, parts));
  for (const part of id?.parts ?? []) checkIdPart(part, id!.place);
  return {
    id,
    uniques: keys
      .filter(({ attribute }) => attribute.name === 'unique')
      .map(({ attribute, parts }) => ({
        ...keyOf(attribute, parts),
        where: readPredicate(attribute, site),
      })),
  };
}

function keyOf(attribute: UsedAttribute, parts: readonly KeyPart[]): Key {
  return { name: textOf(attribute, 'map'), parts, place: attribute.place };
}

function checkIdPart({ path }: KeyPart, place: Place): void {
  const field = path[0]!;
  if (field.arity === 'required') return;
  const fix = `Make "${field.name}" required, or use @unique.`;
  throw sourceError(place, `The optional field "${field.name}" in an @id`, fix);
}

function partOf(field: ScalarField, { args, place }: UsedAttribute): KeyPart {
  return { path: [field], length: numberOf(args.get('length'), 'length', place) };
}

function readParts(attribute: UsedAttribute, site: KeySite): readonly KeyPart[] {
  const items = listOf(attribute.args.get('fields')) ?? [];
  const parts = items.map((item) => readPart(item, attribute, site));
  checkUnique(
    parts.map(({ path }) => [path.map(({ name }) => name).join('.'), attribute.place]),
    'parts of a key called',
    'leave one of them',
  );
  if (parts.length > 0) return parts;
  const fix = `Write \`@@${attribute.name}([first, second])\`.`;
  throw sourceError(attribute.place, `@@${attribute.name} of no fields`, fix);
}

/** `email`, `email(length: 20)`, `address.street`. */
function readPart(item: Value, { name, place }: UsedAttribute, site: KeySite): KeyPart {
  const args: readonly Argument[] = item.kind === 'call' ? item.args : [];
  if (item.kind === 'word' || item.kind === 'call') {
    const path = item.kind === 'word' ? item.text : item.name;
    const length = numberOf(argumentOf(args, 'length'), 'length', place);
    return { path: fieldsOn(path, site, place), length };
  }
  throw sourceError(place, `@@${name} of what is no field`, 'Write the names of fields.');
}

/** The fields on a way into documents: of a field of the model, itself. */
function fieldsOn(path: string, { fields, types }: KeySite, place: Place): readonly ScalarField[] {
  let inside = fields;
  return path.split('.').map((name) => {
    const field = inside.find((each) => each.name === name);
    if (field === undefined) {
      const names = inside.map((each) => each.name);
      const guess = meant(name, names);
      const fix =
        guess === undefined ? `There are ${names.join(', ')}.` : `Do you mean "${guess}"?`;
      throw sourceError(place, `There is no field "${name}" for a key`, fix);
    }
    inside = field.type.kind === 'composite' ? (types.get(field.type.name)?.fields ?? []) : [];
    return field;
  });
}
