import type { JsonType } from '../../../src/schema/json-type.ts';
import type { Place } from '../../../src/schema/schema.ts';

/**
 * What an expression of a schema file comes to, without running it: JavaScript's own values where they
 * are known, drizzle's objects as the {@link Entity}s of `orm/`, and {@link Unread} for all else.
 */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | bigint
  | string
  | RegExp
  | Date
  | Set<Value>
  | Value[]
  | Struct
  | Entity
  | Unread;

/** A value that text and arithmetic are made of. */
export type Primitive = undefined | null | boolean | number | bigint | string;

/** What a function is called with. */
export interface Call {
  readonly args: readonly Value[];
  readonly place: Place;
  /** Of a template with a tag: its texts as they are written, escapes and all. */
  readonly raw?: readonly string[];
  /** The texts that the type in `<…>` allows; null where it allows others. Looked up when it is asked for. */
  readonly typeTexts?: () => readonly string[] | null;
  /** What the type in `<…>` says of a value of JSON's; null where it is not followed. */
  readonly typeJson?: () => JsonType | null;
}

/** Something with members of its own, which it makes known one by one. */
export abstract class Entity {
  /** What an error calls it: `a column`, `table "users"`. */
  abstract readonly called: string;
  /**
   * @param name - of a member
   * @param place - where it is read
   * @returns undefined where there is none of this name
   */
  abstract member(name: string, place: Place): Value;
  /** Its members in their order, where `Object.values` and spreads may list them. */
  entries(): readonly (readonly [string, Value])[] | null {
    return null;
  }
}

/** A function: one of the file's, one of JavaScript's or one of drizzle's. */
export class Func extends Entity {
  readonly called: string;
  readonly run: (call: Call) => Value;
  readonly #members: Readonly<Record<string, Value>>;

  constructor(
    called: string,
    run: (call: Call) => Value,
    members: Readonly<Record<string, Value>> = {},
  ) {
    super();
    this.called = called;
    this.run = run;
    this.#members = members;
  }

  member(name: string): Value {
    return Object.hasOwn(this.#members, name) ? this.#members[name] : undefined;
  }
}

/** An object that a file writes as `{ … }`. */
export class Struct {
  readonly members: Map<string, Value>;
  /** Spreads that could not be read: there may be more members, and others. */
  readonly holes: Unread[] = [];

  constructor(members: Iterable<readonly [string, Value]> = []) {
    this.members = new Map(members);
  }

  /** @throws Unreadable where a spread that could not be read may have the member */
  get(name: string): Value {
    const [hole] = this.holes;
    if (hole !== undefined) throw new Unreadable(hole);
    return this.members.get(name);
  }
}

/** Something of a package, which is not read: by name, and through which calls. */
export interface Origin {
  /** `nanoid`, `node:crypto`; empty for what JavaScript itself has. */
  readonly module: string;
  /** `createId()`, `randomUUID()`, `Date()`: calls without arguments end in `()`, others in `(…)`. */
  readonly path: string;
}

/** What could not be read, and why: where the reason is, as `src/db/schema.ts:12`, and in words. */
export class Unread {
  readonly reason: string;
  readonly place: Place;
  readonly origin: Origin | undefined;

  constructor(reason: string, place: Place, origin?: Origin) {
    this.reason = reason;
    this.place = place;
    this.origin = origin;
  }

  /** @example `src/db/schema.ts:12: "prefix" is of the package "@acme/env", which is not read` */
  toString(): string {
    return `${this.place.file}:${this.place.line}: ${this.reason}`;
  }
}

/** Leaves an expression that needs a value which is not known. */
export class Unreadable extends Error {
  readonly unread: Unread;

  constructor(unread: Unread) {
    super(unread.reason);
    this.unread = unread;
  }
}

/** @throws Unreadable, always */
export function unreadable(reason: string, place: Place): never {
  throw new Unreadable(new Unread(reason, place));
}

/**
 * What a computation comes to; {@link Unread} where it needs what is not known.
 *
 * @param compute - throws Unreadable there
 */
export function attempt(compute: () => Value): Value {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Unreadable) return error.unread;
    throw error;
  }
}

/**
 * A value that is known.
 *
 * @throws Unreadable where it is not
 */
export function known(value: Value): Exclude<Value, Unread> {
  if (value instanceof Unread) throw new Unreadable(value);
  return value;
}

export function isPrimitive(value: Value): value is Primitive {
  return value === null || typeof value !== 'object';
}

/**
 * A value as text, as a template or `+` makes it.
 *
 * @throws Unreadable for what has no text that anyone means
 */
export function textOf(value: Value, place: Place): string {
  const it = known(value);
  if (isPrimitive(it)) return String(it);
  if (Array.isArray(it)) return it.map((each) => textOf(each, place)).join(',');
  if (it instanceof RegExp) return String(it);
  return unreadable(`${describe(it)} is no text`, place);
}

/** What an error calls a value. */
export function describe(value: Value): string {
  if (value instanceof Entity) return value.called;
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Struct) return 'an object';
  if (value instanceof Date) return 'a date';
  if (value instanceof Set) return 'a set';
  return typeof value === 'string' ? `"${value}"` : String(value);
}
