import type { ClientDefault, Place } from '../../../src/schema/schema.ts';
import { invoke } from '../evaluate/invoke.ts';
import { Unread, Unreadable, type Origin, type Value } from '../evaluate/value.ts';

/** Functions that make ids, by package and by how they are called there. */
const MAKERS: readonly (readonly [module: RegExp, path: RegExp, made: ClientDefault])[] = [
  [/^(?:node:)?crypto$/, /^(?:default\.)?(?:webcrypto\.)?randomUUID\(…?\)$/, 'uuid'],
  [/^$/, /^(?:globalThis\.)?crypto\.randomUUID\(…?\)$/, 'uuid'],
  [/^$/, /^Bun\.randomUUIDv7\(…?\)$/, 'uuidv7'],
  [/^uuid$/, /^(?:default\.)?v7\(…?\)$/, 'uuidv7'],
  [/^uuid$/, /^(?:default\.)?v[146]\(…?\)$/, 'uuid'],
  [/^uuidv7$/, /^(?:default|uuidv7)?\(\)$/, 'uuidv7'],
  [/cuid2$/, /^(?:createId|cuid|default|init\(…?\))?\(…?\)$/, 'cuid2'],
  [/cuid$/, /^(?:default|cuid|createId)?\(…?\)$/, 'cuid'],
  [
    /^nanoid(?:\/|$)/,
    /^(?:default|nanoid|customAlphabet\(…\)|customRandom\(…\))?\(…?\)$/,
    'nanoid',
  ],
  [
    /^ulidx?$|ulid-workers$/,
    /^(?:default\.)?(?:ulid|monotonicFactory\(…?\)|monotonicUlid)\(…?\)$/,
    'ulid',
  ],
  // In whatever form: as a date, as text, as a number.
  [
    /^$/,
    /^(?:globalThis\.)?Date(?:\(\)|\.now\(\))(?:\.(?:toISOString|getTime|valueOf)\(\))?$/,
    'now',
  ],
];

/**
 * What drizzle makes for a column by a function of the file's (`$defaultFn`), where it is an id or the time;
 * null for all else.
 *
 * @param make - the function
 * @param place - of the column
 */
export function clientDefault(make: Value, place: Place): ClientDefault | null {
  if (make === undefined) return null;
  const made = called(make, place);
  return made instanceof Unread && made.origin !== undefined ? nameOf(made.origin) : null;
}

function called(make: Value, place: Place): Value {
  try {
    return invoke(make, { args: [], place });
  } catch (error) {
    // Something made of an id (`usr_${nanoid()}`) is none.
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

function nameOf(origin: Origin): ClientDefault | null {
  const found = MAKERS.find(
    ([module, path]) => module.test(origin.module) && path.test(origin.path),
  );
  return found?.[2] ?? null;
}
