import type { ClientDefault } from '../../../src/schema/schema.ts';

/** What values look like that are made for a column, by their kind. */
const LOOKS: readonly (readonly [RegExp, ClientDefault])[] = [
  [/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/, 'uuidv7'],
  [/^[\da-f]{8}-[\da-f]{4}-[1-6][\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/, 'uuid'],
  [/^[0-7][\dA-HJKMNP-TV-Z]{25}$/, 'ulid'],
  [/^c[a-z\d]{24}$/, 'cuid'],
  [/^[a-z][a-z\d]{23}$/, 'cuid2'],
  [/^[\w-]{21}$/, 'nanoid'],
  [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'now'],
];

/** A moment counts as now where it is this close to it. */
const NOW = 60_000;

/**
 * What a value that was just made for a column is: an id, or the time it is.
 *
 * @param value - what a function of a schema's returned
 * @returns null for all else
 */
export function recogniseMade(value: unknown): ClientDefault | null {
  if (value instanceof Date) return 'now';
  if (typeof value === 'number') return Math.abs(value - Date.now()) < NOW ? 'now' : null;
  if (typeof value !== 'string') return null;
  return LOOKS.find(([look]) => look.test(value))?.[1] ?? null;
}
