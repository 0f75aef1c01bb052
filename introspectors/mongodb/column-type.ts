import type { ColumnType, TextType } from '../../src/schema/column-type.ts';
import { BSON_TYPES, NUMBERS, type BsonType } from './bson.ts';
import { geoShapeOf } from './geo-json.ts';
import type { Shape } from './shape.ts';

/** A column's type, and what it says besides. */
export interface TypeOfShape {
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** The values are the schema's to choose: nothing says what they are. */
  readonly guessed: boolean;
}

const TEXT: TextType = { kind: 'text', length: null, fixed: false, caseless: false };

/**
 * The type of a value of some shape. Several kinds of numbers are the one that takes the others' values;
 * other types that are not of one kind are a union. Where nothing is known it is text, which any field
 * that is free can hold.
 */
export function typeOfShape(shape: Shape): TypeOfShape {
  const types = resolvedTypes(shape);
  const nullable = types.includes('null');
  const members = memberTypes(shape).map((member) => typeOfMember(member, shape));
  const [only] = members;
  if (only === undefined) {
    const type: ColumnType = types.length === 0 ? TEXT : { kind: 'other', name: 'null' };
    return { type, nullable, guessed: types.length === 0 };
  }
  const guessed = types.some((type) => isGuessed(type, shape));
  return { type: members.length === 1 ? only : { kind: 'union', of: members }, nullable, guessed };
}

/** The types other than NULL, those together that are one type of a column: numbers of all kinds. */
export function memberTypes(shape: Shape): readonly (readonly BsonType[])[] {
  const present = resolvedTypes(shape).filter((type) => type !== 'null' && type !== 'undefined');
  const numbers = present.filter(isNumber);
  const others = present.filter((type) => !isNumber(type)).map((type) => [type]);
  return numbers.length === 0 ? others : [numbers, ...others];
}

/** The types that are stated, or else those that rules or parts point to, in BSON's order. */
function resolvedTypes(shape: Shape): readonly BsonType[] {
  const { types, hints, fields, values, items } = shape;
  let found: Iterable<BsonType> = types ?? hints ?? [];
  if (types === null && hints === null) {
    if (fields !== null || values !== null) found = ['object'];
    else if (items !== null) found = ['array'];
  }
  const set = new Set(found);
  const hinted = NUMBERS.filter((number) => hints?.has(number));
  if (NUMBERS.every((number) => set.has(number)) && hinted.length > 0) {
    for (const number of NUMBERS) if (!hinted.includes(number)) set.delete(number);
  }
  return [...BSON_TYPES, 'uuid' as const].filter((type) => set.has(type));
}

function isNumber(type: BsonType): boolean {
  return NUMBERS.some((number) => number === type);
}

/** Numbers of several types are one: a driver writes 5 as an int where 5.5 is a double. */
function numberOf(types: readonly BsonType[]): ColumnType {
  if (types.includes('double')) return { kind: 'float', bits: 64 };
  if (types.includes('decimal')) return { kind: 'decimal', precision: null, scale: null };
  return { kind: 'integer', bits: types.includes('long') ? 64 : 32, unsigned: false };
}

function typeOfMember(types: readonly BsonType[], shape: Shape): ColumnType {
  const [type = 'undefined'] = types;
  if (isNumber(type)) return numberOf(types);
  switch (type) {
    case 'string':
      return shape.labels === null
        ? { ...TEXT, length: shape.maxLength }
        : { kind: 'enum', labels: shape.labels };
    case 'bool':
      return { kind: 'boolean' };
    case 'date':
      return { kind: 'timestamp', precision: 3, zoned: true };
    case 'objectId':
      return { kind: 'objectid' };
    case 'uuid':
      return { kind: 'uuid' };
    case 'binData':
      return { kind: 'bytes', length: null };
    case 'object':
      return objectType(shape);
    case 'array':
      return {
        kind: 'array',
        element: shape.items === null ? TEXT : typeOfShape(shape.items).type,
      };
    default:
      return { kind: 'other', name: type };
  }
}

function objectType(shape: Shape): ColumnType {
  const { fields, values, key, closed } = shape;
  const geometry = geoShapeOf(shape);
  if (geometry !== undefined) return { kind: 'spatial', shape: geometry, srid: 4326 };
  if (fields !== null && (fields.size > 0 || closed)) return { kind: 'document', fields: [] };
  if (values === null) return { kind: 'json', binary: false };
  return { kind: 'map', value: typeOfShape(values).type, ...(key !== null && { key }) };
}

function isGuessed(type: BsonType, { items, values, fields }: Shape): boolean {
  if (type === 'array') return items === null || typeOfShape(items).guessed;
  return type === 'object' && fields === null && values !== null && typeOfShape(values).guessed;
}
