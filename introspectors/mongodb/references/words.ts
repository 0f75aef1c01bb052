/**
 * The words of a name in lower case, however they are joined.
 *
 * @example
 * ```ts
 * wordsOf('createdByUserID'); // ['created', 'by', 'user', 'id']
 * ```
 */
export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Plurals that no ending tells of. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['people', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
  ['media', 'medium'],
  ['data', 'datum'],
  ['series', 'series'],
  ['species', 'species'],
  ['indices', 'index'],
  ['statuses', 'status'],
  ['addresses', 'address'],
]);

/**
 * One of what a plural is many of; of a singular itself.
 *
 * @example
 * ```ts
 * singularOf('companies'); // 'company'
 * singularOf('status'); // 'status'
 * ```
 */
export function singularOf(word: string): string {
  const known = IRREGULAR.get(word);
  if (known !== undefined) return known;
  if (/[^aeiou]ies$/.test(word)) return word.replace(/ies$/, 'y');
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) && !/is$/.test(word) ? word.slice(0, -1) : word;
}
