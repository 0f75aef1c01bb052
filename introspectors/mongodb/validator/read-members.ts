import type { BsonType } from '../bson.ts';
import { isDocument } from '../bson.ts';
import { ANYTHING, join, shapeOf, type Field, type Shape } from '../shape.ts';
import type { JsonSchema, ReadSchema } from './read-json-schema.ts';
import {
  fieldAt,
  ruleAt,
  ruleOfFields,
  valuesAt,
  type Place,
  type Reading,
  type Rule,
} from './rule.ts';

const DOCUMENT: ReadonlySet<BsonType> = new Set<BsonType>(['object']);

/**
 * Reads what a schema says of a document's members: fields that it names, or, where it names none, what
 * is under keys that are data.
 */
export function readMembers(schema: JsonSchema, place: Place, read: ReadSchema): Reading {
  const { shape, rules } = isMap(schema)
    ? readMap(schema, place, read)
    : readFields(schema, place, read);
  return { shape, rules: [...rules, ...readSizes(schema, place)] };
}

/** Whether a name can stand in a path. A reference of the driver's has fields with a dollar. */
export function isPathName(name: string): boolean {
  return name !== '' && !name.includes('.') && (!name.startsWith('$') || DBREF.has(name));
}

const DBREF: ReadonlySet<string> = new Set(['$ref', '$id', '$db']);

function isMap({ properties, required, additionalProperties, patternProperties }: JsonSchema) {
  const named = [...keysOf(properties), ...namesIn(required)];
  const isOpen = isDocument(additionalProperties) || keysOf(patternProperties).length > 0;
  return named.length === 0 && isOpen;
}

function readFields(schema: JsonSchema, place: Place, read: ReadSchema): Reading {
  const { properties, additionalProperties } = schema;
  const required = new Set(namesIn(schema['required']));
  const schemas = new Map<string, JsonSchema>(
    Object.entries(isDocument(properties) ? properties : {}).map(([name, each]) => [
      name,
      isDocument(each) ? each : {},
    ]),
  );
  for (const name of required) {
    if (!schemas.has(name)) schemas.set(name, asDocument(additionalProperties));
  }
  const fields = new Map<string, Field>();
  const rules: Rule[] = [];
  for (const [name, each] of schemas) {
    if (!isPathName(name)) continue;
    const reading = read(each, fieldAt(place, name));
    fields.set(name, { shape: reading.shape, required: required.has(name) });
    rules.push(...reading.rules);
  }
  const unnamed = [...required].filter((name) => !isPathName(name));
  // Fields without a path are beyond what can be written here.
  if (unnamed.length > 0) rules.push(ruleAt(place, { required: unnamed }, null));
  const closed = additionalProperties === false && keysOf(schema['patternProperties']).length === 0;
  if (fields.size === 0 && !closed) return { shape: ANYTHING, rules };
  return { shape: shapeOf({ hints: DOCUMENT, fields, closed }), rules };
}

/** Rules of what is under a key are kept where they are the same under every key. */
function readMap(schema: JsonSchema, place: Place, read: ReadSchema): Reading {
  const { patternProperties, additionalProperties } = schema;
  const patterns = isDocument(patternProperties) ? patternProperties : {};
  const values = [...Object.values(patterns), additionalProperties].filter(isDocument);
  const readings = values.map((each) => read(each, valuesAt(place)));
  const [first, ...others] = readings;
  const isClosed = additionalProperties === false;
  const rules = others.length === 0 ? [...(first?.rules ?? [])] : [];
  const hasLost = others.length > 0 && readings.some((reading) => reading.rules.length > 0);
  if (hasLost || (isClosed && Object.keys(patterns).length > 0)) {
    const said = hasLost ? patterns : Object.fromEntries(keysOf(patterns).map((key) => [key, {}]));
    const more = additionalProperties === undefined ? {} : { additionalProperties };
    rules.push(ruleAt(place, { patternProperties: said, ...more }, DOCUMENT));
  }
  const shape = others.reduce<Shape>(
    (all, each) => join(all, each.shape),
    first?.shape ?? ANYTHING,
  );
  return { shape: shapeOf({ hints: DOCUMENT, values: shape }), rules };
}

/** How many members there are, and which come together. */
function readSizes(schema: JsonSchema, place: Place): readonly Rule[] {
  const rules: Rule[] = [];
  for (const keyword of ['minProperties', 'maxProperties']) {
    if (schema[keyword] !== undefined) {
      rules.push(ruleAt(place, { [keyword]: schema[keyword] }, DOCUMENT));
    }
  }
  const { dependencies } = schema;
  if (isDocument(dependencies)) {
    for (const [name, needed] of Object.entries(dependencies)) {
      const columns = [...mentioned({ required: [name] }, place), ...mentionedBy(needed, place)];
      rules.push(ruleOfFields(place, { dependencies: { [name]: needed } }, columns));
    }
  }
  return rules;
}

function mentionedBy(needed: unknown, place: Place): readonly string[] {
  return Array.isArray(needed)
    ? mentioned({ required: needed }, place)
    : mentioned(asDocument(needed), place);
}

/**
 * Paths of the fields that a schema names, at any depth; the place itself where it names none.
 *
 * @param schema - of the value at the place
 */
export function mentioned(schema: JsonSchema, place: Place): readonly string[] {
  const { items, not } = schema;
  const required = namesIn(schema['required'])
    .filter(isPathName)
    .map((name) => fieldAt(place, name).path);
  const properties = isDocument(schema['properties']) ? Object.entries(schema['properties']) : [];
  const inFields = properties.flatMap(([name, each]) =>
    isPathName(name) ? mentioned(asDocument(each), fieldAt(place, name)) : [],
  );
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const list: unknown = schema[keyword];
    return Array.isArray(list) ? list : [];
  });
  const inParts = [items, not, ...parts].flatMap((each) =>
    isDocument(each) ? mentioned(each, place) : [],
  );
  const found = [...required, ...inFields, ...inParts];
  const isOfValue = found.length === 0 && place.path !== '';
  return [...new Set(isOfValue ? [place.path] : found)];
}

function keysOf(value: unknown): readonly string[] {
  return isDocument(value) ? Object.keys(value) : [];
}

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

function asDocument(value: unknown): JsonSchema {
  return isDocument(value) ? value : {};
}
