import type { ProviderName } from '../declarations/declared.ts';
import { cutToBytes, NAME_LIMITS, storedName } from '../name-limits.ts';

/**
 * The name that Prisma gives to a constraint: table, columns and a suffix, cut before the suffix where
 * that is more than the database takes.
 *
 * @param parts - the table, and the columns if they are in the name
 * @example
 * ```ts
 * constraintName(['User', 'email'], '_key', 'postgresql'); // 'User_email_key'
 * ```
 */
export function constraintName(
  parts: readonly string[],
  suffix: '_pkey' | '_key' | '_fkey',
  provider: ProviderName,
): string {
  return cutToBytes(parts.join('_'), NAME_LIMITS[provider] - suffix.length) + suffix;
}

/** The names of what belongs to a relation that is a table of its own. */
export interface JoinNames {
  readonly table: string;
  readonly key: string;
  readonly a: string;
  readonly b: string;
}

/**
 * The names of a many-to-many relation's table, its key and its references, which Prisma cuts by
 * characters.
 *
 * @param relation - its name
 */
export function joinNames(relation: string, provider: ProviderName): JoinNames {
  const limit = NAME_LIMITS[provider];
  const table = cutToCharacters(`_${relation}`, limit);
  const suffix = provider === 'postgresql' ? '_AB_pkey' : '_AB_unique';
  const base = cutToBytes(table, limit - '_A_fkey'.length);
  return {
    table: storedName(table, provider),
    key: storedName(cutToCharacters(table, limit - suffix.length) + suffix, provider),
    a: `${base}_A_fkey`,
    b: `${base}_B_fkey`,
  };
}

const SEQUENCE_SUFFIX = '_seq';

/**
 * The name that PostgreSQL gives to the sequence of a serial column: of table and column the longer one
 * is cut until both fit.
 *
 * @param table - without its schema
 */
export function sequenceName(table: string, column: string): string {
  const room = NAME_LIMITS.postgresql - SEQUENCE_SUFFIX.length - 1;
  let [first, second] = [byteLength(table), byteLength(column)];
  while (first + second > room) {
    if (first > second) first--;
    else second--;
  }
  return `${cutToBytes(table, first)}_${cutToBytes(column, second)}${SEQUENCE_SUFFIX}`;
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

function cutToCharacters(text: string, most: number): string {
  return [...text].slice(0, most).join('');
}
