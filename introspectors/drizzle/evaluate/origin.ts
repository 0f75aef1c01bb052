import type { Place } from '../../../src/schema/schema.ts';
import { Unread, Unreadable, type Call } from './value.ts';

/**
 * A name of a package: its code is not read, but what it is stays known by name, and so does what is made
 * of it (`nanoid()`): an id of a client default, for instance.
 *
 * @param name - empty for the package as a whole
 */
export function nameOfPackage(module: string, name: string, place: Place): Unread {
  const shown = name === 'default' || name === '' ? `"${module}"` : `"${name}" of "${module}"`;
  return new Unread(`${shown} is of a package, which is not read`, place, { module, path: name });
}

/**
 * What is only known as the program runs.
 *
 * @param path - `process.env.PREFIX`, `Date()`
 */
export function madeAtRunTime(path: string, place: Place): Unread {
  return new Unread(`\`${path}\` is only known as the program runs`, place, { module: '', path });
}

/** A member of something whose name alone is known. */
export function memberOfOrigin(owner: Unread, name: string, place: Place): Unread {
  const { origin, reason } = owner;
  if (origin === undefined) throw new Unreadable(owner);
  if (origin.path === '') return nameOfPackage(origin.module, name, place);
  const path = `${origin.path}.${name}`;
  if (origin.module === '') return madeAtRunTime(path, place);
  return new Unread(reason, place, { module: origin.module, path });
}

/** What calling it gives. */
export function callOrigin(callee: Unread, { args, place }: Call): Unread {
  const { origin, reason } = callee;
  if (origin === undefined) throw new Unreadable(callee);
  const path = `${origin.path}${args.length === 0 ? '()' : '(…)'}`;
  if (origin.module === '') return madeAtRunTime(path, place);
  return new Unread(reason, place, { module: origin.module, path });
}
