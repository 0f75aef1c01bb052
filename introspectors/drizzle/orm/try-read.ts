import { Unreadable, type Unread } from '../evaluate/value.ts';

/**
 * What a reading comes to; null where it needs what is not known.
 *
 * @param read - throws Unreadable there
 * @param note - gets what is not known
 */
export function tryRead<Result>(
  read: () => Result,
  note: (unread: Unread) => unknown,
): Result | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    note(error.unread);
    return null;
  }
}
