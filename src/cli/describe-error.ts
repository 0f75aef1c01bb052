import { CommanderError } from 'commander';
import { GenFactoriesError } from '../errors.ts';
import { findLocation } from './load-error.ts';
import { maskText } from './mask-text.ts';

/**
 * An error in words that may be printed: what happened, where, in the user's own code too, and what to do.
 *
 * @param error - whatever was thrown, one that nobody foresaw for instance
 */
export function describeError(error: unknown): string {
  if (error instanceof GenFactoriesError) {
    // What to do is in our own words: a URL in it is an example.
    const { code, what, fix } = error;
    const where = maskText(placesOf(error).join(', ')) || undefined;
    return new GenFactoriesError(code, { what: maskText(what), where, fix }).message;
  }
  if (error instanceof CommanderError) return maskText(error.message.replace(/^error: /, ''));
  const message = maskText(error instanceof Error ? error.message : String(error));
  const location = findLocation(error);
  return location === undefined ? message : `${message} (${location})`;
}

/** Where it happened, and the line of the user's own code that made it happen. */
function placesOf({ where = '', cause }: GenFactoriesError): string[] {
  const location = findLocation(cause) ?? '';
  const told = where.includes(location.replace(/:\d+$/, ''));
  return [where, told ? '' : location].filter((place) => place !== '');
}
