import { boolean, oneOf, weighted } from './choice.ts';
import { storableText } from './fit-text.ts';
import {
  generator,
  isGenerator,
  type Bound,
  type Generator,
  type Inner,
  type Row,
  type Site,
  type Source,
} from './generator.ts';
import { bindPart } from './inner-site.ts';
import { integer } from './number.ts';
import type { Fields } from './nested-shape.ts';
import { ipAddress } from './network.ts';
import { locale } from './internet.ts';
import { JSON_TEXT } from './part-types.ts';
import { timezone } from './place.ts';
import { isRef, type Ref } from './reference.ts';

/** What JSON can say. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A document whose members may be made by generators, at any depth. */
export type JsonShape =
  | Source<string | number | boolean | bigint | Date | null | undefined>
  | Generator
  | Ref
  | readonly JsonShape[]
  | { readonly [key: string]: JsonShape };

/** What a shape makes, as JSON has it but for times, which are written as the column's type has them. */
export type JsonOf<S> = JsonShape extends S ? JsonValue : PartOf<S>;

type PartOf<S> = S extends JsonValue
  ? S
  : S extends Generator<infer V>
    ? V
    : S extends Ref
      ? never
      : S extends (...parameters: never[]) => infer V
        ? V
        : S extends Date
          ? string
          : S extends bigint
            ? number
            : S extends readonly unknown[]
              ? { readonly [K in keyof S]: PartOf<S[K]> }
              : S extends object
                ? Fields<{ readonly [K in keyof S]: PartOf<S[K]> }>
                : S;

/**
 * JSON documents of a fixed shape. Members are constants, generators, functions of the row's context, or
 * objects and lists of these; a member that is undefined in a row is left out of it.
 *
 * @param shape - the document
 * @example
 * ```ts
 * json({ theme: oneOf(['light', 'dark']), limits: { seats: integer({ min: 1, max: 50 }) }, tags: [] });
 * ```
 */
export function json<const S extends JsonShape>(shape: S): Generator<JsonOf<S>> {
  const bind = (site: Site): Bound<JsonValue> => {
    const draw = bindShape(site, shape, '$');
    return { draw: (row) => draw(row) ?? null };
  };
  return generator(['json', shape], bind, { inner: innerOf(shape, []) }) as Generator<JsonOf<S>>;
}

/** What {@link settings} makes. */
export interface Settings {
  readonly theme: 'system' | 'dark' | 'light';
  readonly locale: string;
  readonly timezone: string;
  readonly notifications: {
    readonly email: boolean;
    readonly push: boolean;
    readonly digest: 'never' | 'daily' | 'weekly';
  };
}

/** What {@link metadata} makes. */
export interface Metadata {
  readonly source: 'web' | 'api' | 'mobile' | 'import';
  readonly ip: string;
  readonly version: number;
  readonly flags: readonly string[];
}

/**
 * What users set: a theme, a language, notifications.
 *
 * @example
 * ```ts
 * settings(); // { theme: 'dark', locale: 'en-US', timezone: 'UTC', notifications: { … } }
 * ```
 */
export function settings(): Generator<Settings> {
  return json({
    theme: weighted({ system: 60, dark: 25, light: 15 }),
    locale: locale(),
    timezone: timezone(),
    notifications: {
      email: boolean('80%'),
      push: boolean('40%'),
      digest: weighted({ never: 20, daily: 30, weekly: 50 }),
    },
  });
}

/**
 * What programs note beside a record: where it came from, how often it was tried.
 *
 * @example
 * ```ts
 * metadata(); // { source: 'api', ip: '192.0.2.17', version: 3, flags: ['beta'] }
 * ```
 */
export function metadata(): Generator<Metadata> {
  return json({
    source: weighted({ web: 50, api: 25, mobile: 15, import: 10 }),
    ip: ipAddress(),
    version: integer({ min: 1, max: 12 }),
    flags: oneOf<readonly string[]>([[], [], ['beta'], ['beta', 'internal']]),
  });
}

/** What makes members, at any depth. */
function innerOf(shape: JsonShape, path: readonly string[]): Inner[] {
  if (isGenerator(shape) || isRef(shape)) return [{ source: shape, step: path.join('.') }];
  if (typeof shape !== 'object' || shape === null) return [];
  return Object.entries(shape).flatMap(([name, member]: [string, JsonShape]) =>
    innerOf(member, [...path, name]),
  );
}

type Draw = (row: Row) => JsonValue | undefined;

function bindShape(site: Site, shape: JsonShape, path: string): Draw {
  if (isGenerator(shape) || isRef(shape) || typeof shape === 'function') {
    const bound = bindPart<unknown>(site, shape, { type: JSON_TEXT, label: path, field: true });
    return (row) => asJson(bound.draw(row));
  }
  if (typeof shape !== 'object' || shape === null || shape instanceof Date) {
    const constant = asJson(shape);
    return () => constant;
  }
  if (isList(shape)) {
    const members = shape.map((member, place) => bindShape(site, member, `${path}[${place}]`));
    return (row) => members.map((draw) => draw(row) ?? null);
  }
  const members = Object.entries(shape).map(
    ([key, member]) => [storableText(key), bindShape(site, member, `${path}.${key}`)] as const,
  );
  return (row) => drawObject(members, row);
}

function isList(shape: JsonShape): shape is readonly JsonShape[] {
  return Array.isArray(shape);
}

function drawObject(members: readonly (readonly [string, Draw])[], row: Row): JsonValue {
  const made: Record<string, JsonValue> = {};
  for (const [key, draw] of members) {
    const value = draw(row);
    if (value !== undefined) made[key] = value;
  }
  return made;
}

/** What `JSON.stringify` would refuse, lose or write in a form that databases refuse, in one that they take. */
export function asJson(value: unknown): JsonValue | undefined {
  switch (typeof value) {
    case 'string':
      return storableText(value);
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case 'boolean':
      return value;
    case 'object':
      return objectAsJson(value);
    default:
      return undefined;
  }
}

function objectAsJson(value: object | null): JsonValue {
  if (value === null) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) return value.map((member) => asJson(member) ?? null);
  const made: Record<string, JsonValue> = {};
  for (const [key, member] of Object.entries(value)) {
    const converted = asJson(member);
    if (converted !== undefined) made[storableText(key)] = converted;
  }
  return made;
}
