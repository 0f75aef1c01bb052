import type {
  JsonConstant,
  JsonField,
  JsonObject,
  JsonType,
} from '../../../src/schema/json-type.ts';

/** No value at all: where a type that is within itself ends. */
export const NEVER: JsonType = { kind: 'union', of: [] };

function isNever(type: JsonType): boolean {
  return type.kind === 'union' && type.of.length === 0;
}

export function constantsOf(values: readonly JsonConstant[]): JsonType {
  return { kind: 'constants', values: [...new Set(values)] };
}

/** An object, without the fields that have no value; no value at all where one of these has to be there. */
export function objectOf(fields: readonly JsonField[]): JsonType {
  if (fields.some(({ type, optional }) => isNever(type) && !optional)) return NEVER;
  return { kind: 'object', fields: fields.filter(({ type }) => !isNever(type)) };
}

/** Either of some types, in as few words as say it: `'a' | 'b' | string` are the texts that it names. */
export function unite(types: readonly JsonType[]): JsonType {
  const parts = types.flatMap((type) => (type.kind === 'union' ? type.of : [type]));
  if (parts.some(({ kind }) => kind === 'anything') || isAnyJson(parts)) {
    return { kind: 'anything' };
  }
  const has = (kind: JsonType['kind']): boolean => parts.some((each) => each.kind === kind);
  const named = parts.flatMap((each) => (each.kind === 'constants' ? each.values : []));
  const both = named.includes(true) && named.includes(false);
  const isBoolean = both || has('boolean');
  const constants = named.filter((each) => !(isBoolean && typeof each === 'boolean'));
  const others = parts.filter(
    (each) =>
      each.kind !== 'constants' &&
      each.kind !== 'boolean' &&
      !(each.kind === 'text' && constants.some((value) => typeof value === 'string')) &&
      !(each.kind === 'number' && constants.some((value) => typeof value === 'number')),
  );
  const values = constants.filter((each) => each !== null);
  const united = distinct([
    ...others,
    ...(isBoolean ? [{ kind: 'boolean' } as const] : []),
    ...(values.length > 0 ? [constantsOf(values)] : []),
    ...(constants.includes(null) ? [constantsOf([null])] : []),
  ]);
  return united.length === 1 ? united[0]! : { kind: 'union', of: united };
}

/** `string | number | boolean | Json[] | { [key: string]: Json }`: the name of all that JSON can say. */
function isAnyJson(parts: readonly JsonType[]): boolean {
  const kinds = new Set(parts.map(({ kind }) => kind));
  const isPlain = kinds.has('text') && kinds.has('number') && kinds.has('boolean');
  return isPlain && (kinds.has('list') || kinds.has('map'));
}

function distinct(types: readonly JsonType[]): readonly JsonType[] {
  return [...new Map(types.map((type) => [JSON.stringify(type), type])).values()];
}

/**
 * What is of both types.
 *
 * @returns null where that takes more than laying objects over each other
 */
export function intersect(a: JsonType, b: JsonType): JsonType | null {
  if (a.kind === 'anything' || isNever(b)) return b;
  if (b.kind === 'anything' || isNever(a)) return a;
  if (a.kind === 'union' || b.kind === 'union') return intersectUnion(a, b);
  if (a.kind === 'object' && b.kind === 'object') return intersectObjects(a, b);
  // A type with a brand is the type.
  if (isPlain(a)) return isPlain(b) ? intersectPlain(a, b) : isObject(b) ? a : null;
  if (isPlain(b)) return isObject(a) ? b : null;
  if (a.kind === 'map') return isObject(b) ? b : null;
  return b.kind === 'map' && isObject(a) ? a : null;
}

function intersectUnion(a: JsonType, b: JsonType): JsonType | null {
  const [union, other] = a.kind === 'union' ? [a.of, b] : b.kind === 'union' ? [b.of, a] : [[a], b];
  const parts = union.map((each) => intersect(each, other));
  const known = parts.filter((each) => each !== null);
  return known.length < parts.length ? null : unite(known);
}

function intersectObjects(a: JsonObject, b: JsonObject): JsonType | null {
  const fields: JsonField[] = a.fields.filter(
    ({ name }) => !b.fields.some((each) => each.name === name),
  );
  for (const field of b.fields) {
    const other = a.fields.find(({ name }) => name === field.name);
    const type = other === undefined ? field.type : intersect(other.type, field.type);
    if (type === null) return null;
    fields.push({ ...field, type, optional: field.optional && (other?.optional ?? true) });
  }
  return objectOf(fields);
}

function intersectPlain(a: JsonType, b: JsonType): JsonType | null {
  if (a.kind === 'constants') {
    const kept = a.values.filter((each) =>
      b.kind === 'constants' ? b.values.includes(each) : kindOf(each) === b.kind,
    );
    return kept.length === 0 ? NEVER : constantsOf(kept);
  }
  if (b.kind === 'constants') return intersectPlain(b, a);
  return a.kind === b.kind ? a : NEVER;
}

function kindOf(value: JsonConstant): string {
  return typeof value === 'string' ? 'text' : typeof value;
}

function isPlain({ kind }: JsonType): boolean {
  return ['text', 'number', 'boolean', 'time', 'constants'].includes(kind);
}

function isObject({ kind }: JsonType): boolean {
  return kind === 'object' || kind === 'map';
}
