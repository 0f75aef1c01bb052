import { isDocument, type BsonType } from '../bson.ts';
import { ANYTHING, join, shapeOf, type Shape } from '../shape.ts';
import type { JsonSchema, ReadSchema } from './read-json-schema.ts';
import { mentioned } from './read-members.ts';
import { ruleOfFields, type Place, type Reading } from './rule.ts';

/**
 * Reads `anyOf` and `oneOf`. Alternatives of types alone are what a shape can say; of one schema beside
 * NULL it is that schema, whose rules NULL passes anyway. All others are a rule, and the shape is what
 * any of them leaves.
 */
export function readAlternatives(
  keyword: 'anyOf' | 'oneOf',
  schemas: readonly JsonSchema[],
  place: Place,
  read: ReadSchema,
): Reading {
  const readings = schemas.map((schema) => read(schema, place));
  const [first, ...others] = readings;
  if (first === undefined) return { shape: ANYTHING, rules: [] };
  const shape = others.reduce((all, reading) => join(all, reading.shape), first.shape);
  const present = readings.filter((reading) => !isNull(reading.shape));
  const [only = first] = present;
  const isWhole =
    present.length <= 1 ||
    (readings.every(isTypeAlone) && !(keyword === 'oneOf' && meets(readings)));
  if (isWhole) return { shape, rules: only.rules };
  const columns = [...new Set(schemas.flatMap((schema) => mentioned(schema, place)))];
  return { shape, rules: [ruleOfFields(place, { [keyword]: schemas }, columns)] };
}

/** What must not be: a rule, whatever it says. */
export function readExclusion(not: unknown, place: Place): Reading {
  if (!isDocument(not)) return { shape: ANYTHING, rules: [] };
  return { shape: ANYTHING, rules: [ruleOfFields(place, { not }, mentioned(not, place))] };
}

function isNull({ types }: Shape): boolean {
  return types !== null && [...types].every((type) => type === 'null');
}

/** Whether nothing but types is asked. */
function isTypeAlone({ shape, rules }: Reading): boolean {
  const { types } = shape;
  const plain = shapeOf({ types, comment: shape.comment });
  const keys = Object.keys(plain) as (keyof Shape)[];
  return rules.length === 0 && types !== null && keys.every((key) => shape[key] === plain[key]);
}

/** Whether a value can be of two types that are told apart: then only one of them would do. */
function meets(readings: readonly Reading[]): boolean {
  const seen = new Set<BsonType>();
  return readings.some(({ shape }) => {
    const types = [...(shape.types ?? [])];
    const again = types.some((type) => seen.has(type));
    for (const type of types) seen.add(type);
    return again;
  });
}
