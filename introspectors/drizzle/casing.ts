import type { Casing, ColumnName } from './description.ts';

/** What drizzle takes for the words of a name: `userID2FA` is user, ID, 2, FA. */
function wordsOf(name: string): readonly string[] {
  return name.replaceAll(/['\u2019]/g, '').match(/[\da-z]+|[A-Z]+(?![a-z])|[A-Z][\da-z]+/g) ?? [];
}

/**
 * A key as drizzle's `casing` writes it: exactly its rules, which lose what is no letter of ASCII.
 *
 * @example
 * ```ts
 * applyCasing('userID2FA', 'snake_case'); // 'user_id_2_fa'
 * ```
 */
export function applyCasing(key: string, casing: Casing | undefined): string {
  const words = wordsOf(key);
  switch (casing) {
    case 'snake_case':
      return words.map((word) => word.toLowerCase()).join('_');
    case 'camelCase':
      return words
        .map((word, index) =>
          index === 0 ? word.toLowerCase() : word.slice(0, 1).toUpperCase() + word.slice(1),
        )
        .join('');
    case undefined:
      return key;
  }
}

/** The name that a column has in the database: one that is written is left as it is. */
export function databaseName({ name, byKey }: ColumnName, casing: Casing | undefined): string {
  return byKey ? applyCasing(name, casing) : name;
}
