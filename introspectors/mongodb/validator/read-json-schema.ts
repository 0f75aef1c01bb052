import { bsonTypeOf, isDocument, namedTypes, NUMBERS, type BsonType } from '../bson.ts';
import { ANYTHING, join, shapeOf, type Shape } from '../shape.ts';
import { readAlternatives, readExclusion } from './read-alternatives.ts';
import { readMembers } from './read-members.ts';
import { elementsAt, ROOT, ruleAt, together, type Place, type Reading, type Rule } from './rule.ts';

/** A schema of `$jsonSchema`: draft 4 without references, with BSON's types. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Reads a schema of the value at a place; handed to what reads its parts. */
export type ReadSchema = (schema: JsonSchema, place: Place) => Reading;

/**
 * Reads a schema: types, labels and fields as a shape, all else as rules. A rule that asks nothing of
 * the types that are allowed is none.
 *
 * @param schema - any part of a `$jsonSchema`
 * @param place - where it holds
 */
export function readJsonSchema(schema: JsonSchema, place: Place = ROOT): Reading {
  const { shape, rules } = together(
    [
      readTypes(schema),
      readEnum(schema, place),
      readBounds(schema, place),
      readItems(schema, place),
      readMembers(schema, place, readJsonSchema),
      ...schemasIn(schema['allOf']).map((part) => readJsonSchema(part, place)),
      readAlternatives('anyOf', schemasIn(schema['anyOf']), place, readJsonSchema),
      readAlternatives('oneOf', schemasIn(schema['oneOf']), place, readJsonSchema),
      readExclusion(schema['not'], place),
      readUnknown(schema, place),
    ],
    shapeOf({ comment: commentOf(schema) }),
  );
  return { shape, rules: rules.filter((rule) => asksOf(rule, shape, place)) };
}

/** Schemas in a list, leaving out what is none. */
function schemasIn(list: unknown): readonly JsonSchema[] {
  return Array.isArray(list) ? list.filter(isDocument) : [];
}

function asksOf({ to, place }: Rule, { types }: Shape, here: Place): boolean {
  if (to === null || types === null || place !== here) return true;
  return [...to].some((type) => types.has(type));
}

function readTypes({ bsonType, type }: JsonSchema): Reading {
  const types = namedTypes(bsonType ?? type);
  return { shape: shapeOf({ types: types.size === 0 ? null : types }), rules: [] };
}

/** Labels where all are texts; beside them NULL is a type of its own. */
function readEnum(schema: JsonSchema, place: Place): Reading {
  const { enum: values } = schema;
  if (!Array.isArray(values)) return { shape: ANYTHING, rules: [] };
  const types = new Set(values.map(bsonTypeOf));
  if (values.every((value) => value === null || typeof value === 'string')) {
    const labels = values.filter((value) => value !== null);
    return { shape: shapeOf({ types, labels }), rules: [] };
  }
  // A number is equal to itself in whatever type it is written.
  const isNumeric = NUMBERS.some((number) => types.has(number));
  return {
    shape: shapeOf({
      types: isNumeric ? new Set<BsonType>([...types, ...NUMBERS]) : types,
      hints: saysType(schema) ? null : types,
    }),
    rules: [ruleAt(place, { enum: values }, null)],
  };
}

function saysType({ bsonType, type }: JsonSchema): boolean {
  return bsonType !== undefined || type !== undefined;
}

const TEXT: ReadonlySet<BsonType> = new Set<BsonType>(['string']);
const NUMBER: ReadonlySet<BsonType> = new Set<BsonType>(NUMBERS);
const LIST: ReadonlySet<BsonType> = new Set<BsonType>(['array']);

/** Keywords that ask something of one kind of value: with each, those that it is read with. */
const BOUNDS: readonly (readonly [
  keyword: string,
  to: ReadonlySet<BsonType>,
  beside: readonly string[],
])[] = [
  ['minLength', TEXT, []],
  ['pattern', TEXT, []],
  ['minimum', NUMBER, ['exclusiveMinimum']],
  ['maximum', NUMBER, ['exclusiveMaximum']],
  ['multipleOf', NUMBER, []],
  ['minItems', LIST, []],
  ['maxItems', LIST, []],
  ['uniqueItems', LIST, []],
];

function readBounds(schema: JsonSchema, place: Place): Reading {
  const maxLength = schema['maxLength'];
  const found = BOUNDS.filter(([keyword]) => asksSomething(keyword, schema[keyword]));
  const [first] = found;
  const hints = maxLength === undefined ? first && hintOf(schema, first) : TEXT;
  return {
    shape: shapeOf({
      hints: saysType(schema) ? null : (hints ?? null),
      maxLength: maxLength === undefined ? null : Number(maxLength),
    }),
    rules: found.map(([keyword, to, beside]) => {
      const names = [keyword, ...beside.filter((name) => schema[name] === true)];
      return ruleAt(place, Object.fromEntries(names.map((name) => [name, schema[name]])), to);
    }),
  };
}

function asksSomething(keyword: string, value: unknown): boolean {
  if (value === undefined || value === false) return false;
  return !((keyword === 'minLength' || keyword === 'minItems') && Number(value) === 0);
}

/** A number that is bounded by whole ones is taken for one. */
function hintOf(schema: JsonSchema, [keyword, to]: (typeof BOUNDS)[number]): ReadonlySet<BsonType> {
  return to === NUMBER ? new Set([bsonTypeOf(schema[keyword])]) : to;
}

/** One schema for all elements; or a list of them by place, which only a rule can say. */
function readItems(schema: JsonSchema, place: Place): Reading {
  const { items, additionalItems } = schema;
  if (isDocument(items)) {
    const { shape, rules } = readJsonSchema(items, elementsAt(place));
    return { shape: shapeOf({ hints: LIST, items: shape }), rules };
  }
  if (!Array.isArray(items)) return { shape: ANYTHING, rules: [] };
  const elements = elementsAt(place);
  const [first, ...others] = schemasIn(items).map((each) => readJsonSchema(each, elements).shape);
  const rule = { items, ...(additionalItems !== undefined && { additionalItems }) };
  return {
    shape: shapeOf({ hints: LIST, ...(first && { items: others.reduce(join, first) }) }),
    rules: [ruleAt(place, rule, LIST)],
  };
}

/** What the other readers know, and what says nothing of values. */
const KNOWN: ReadonlySet<string> = new Set([
  ...BOUNDS.flatMap(([keyword, , beside]) => [keyword, ...beside]),
  ...['bsonType', 'type', 'enum', 'maxLength', 'items', 'additionalItems'],
  ...['properties', 'required', 'additionalProperties', 'patternProperties'],
  ...['minProperties', 'maxProperties', 'dependencies', 'allOf', 'anyOf', 'oneOf', 'not'],
  ...['title', 'description'],
]);

/** `encrypt`, and what a later server may know. */
function readUnknown(schema: JsonSchema, place: Place): Reading {
  const unknown = Object.keys(schema).filter((keyword) => !KNOWN.has(keyword));
  return {
    shape: unknown.includes('encrypt') ? shapeOf({ types: new Set(['binData']) }) : ANYTHING,
    rules: unknown.map((keyword) => ruleAt(place, { [keyword]: schema[keyword] }, null)),
  };
}

function commentOf({ title, description }: JsonSchema): string | null {
  const text = description ?? title;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}
