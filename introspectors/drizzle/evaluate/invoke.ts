import type { Place } from '../../../src/schema/schema.ts';
import { callOrigin } from './origin.ts';
import { describe, Func, unreadable, Unread, type Call, type Value } from './value.ts';

/**
 * What calling something gives.
 *
 * @param callee - a function, or something of a package, which stays known by name
 * @throws Unreadable where it is neither
 */
export function invoke(callee: Value, call: Call): Value {
  if (callee instanceof Func) return callee.run(call);
  if (callee instanceof Unread) return callOrigin(callee, call);
  return unreadable(`${describe(callee)} is called, and is no function`, call.place);
}

/** A function of the file's as one of JavaScript's, for those of its own that take one. */
export function callback(callee: Value, place: Place): (...args: readonly Value[]) => Value {
  return (...args) => invoke(callee, { args, place });
}
