import type { JsonField, JsonType } from '../../../src/schema/json-type.ts';
import { constantsOf, NEVER, objectOf, unite } from './json-type-algebra.ts';

/** What a type of TypeScript's own makes of its arguments; null where that is not followed. */
type UtilityType = (first: JsonType | undefined, second: JsonType | undefined) => JsonType | null;

const TYPES: Readonly<Record<string, UtilityType>> = {
  Date: () => ({ kind: 'time' }),
  Array: listOf,
  ReadonlyArray: listOf,
  Readonly: (of) => of ?? null,
  NonNullable: (of) => (of === undefined ? null : withConstants(of, (value) => value !== null)),
  Partial: (of) => withFields(of, (field) => ({ ...field, optional: true })),
  Required: (of) => withFields(of, (field) => ({ ...field, optional: false })),
  Pick: (of, names) =>
    named(names, (isNamed) =>
      withFields(
        of,
        keep((name) => isNamed(name)),
      ),
    ),
  Omit: (of, names) =>
    named(names, (isNamed) =>
      withFields(
        of,
        keep((name) => !isNamed(name)),
      ),
    ),
  Exclude: (of, names) => named(names, (isNamed) => ofConstants(of, (each) => !isNamed(each))),
  Extract: (of, names) => named(names, (isNamed) => ofConstants(of, isNamed)),
  Record: recordOf,
};

/**
 * One of TypeScript's own types, as what it makes of its arguments.
 *
 * @param name - `Partial`
 */
export function utilityType(
  name: string,
): ((args: readonly JsonType[]) => JsonType | null) | undefined {
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  return type && (([first, second]) => type(first, second));
}

function listOf(element: JsonType | undefined): JsonType | null {
  return element === undefined ? null : { kind: 'list', element };
}

function withFields(
  of: JsonType | undefined,
  change: (field: JsonField) => JsonField | null,
): JsonType | null {
  if (of?.kind === 'map') return of;
  if (of?.kind !== 'object') return null;
  return objectOf(of.fields.map(change).filter((field) => field !== null));
}

function keep(isKept: (name: string) => boolean): (field: JsonField) => JsonField | null {
  return (field) => (isKept(field.name) ? field : null);
}

function named(
  names: JsonType | undefined,
  make: (isNamed: (value: unknown) => boolean) => JsonType | null,
): JsonType | null {
  if (names?.kind !== 'constants') return null;
  const values: readonly unknown[] = names.values;
  return make((value) => values.includes(value));
}

function ofConstants(
  of: JsonType | undefined,
  isKept: (value: unknown) => boolean,
): JsonType | null {
  const parts = of?.kind === 'union' ? of.of : [of];
  if (!parts.every((part) => part?.kind === 'constants')) return null;
  return of === undefined ? null : withConstants(of, isKept);
}

/** A type with some of the constants that it names. */
function withConstants(type: JsonType, isKept: (value: unknown) => boolean): JsonType {
  if (type.kind === 'union') return unite(type.of.map((each) => withConstants(each, isKept)));
  if (type.kind !== 'constants') return type;
  const kept = type.values.filter(isKept);
  return kept.length === 0 ? NEVER : constantsOf(kept);
}

function recordOf(keys: JsonType | undefined, value: JsonType | undefined): JsonType | null {
  if (keys === undefined || value === undefined) return null;
  if (keys.kind === 'text' || keys.kind === 'number') return { kind: 'map', value };
  if (keys.kind !== 'constants') return null;
  return objectOf(keys.values.map((key) => ({ name: String(key), type: value, optional: false })));
}
