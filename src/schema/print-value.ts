/** Characters of a value that a message shows. */
const SHOWN = 80;

/**
 * A value of a row, cut short, as a message shows it.
 *
 * @example
 * ```ts
 * printValue('Not a slug'); // '"Not a slug"'
 * printValue(null); // 'NULL'
 * ```
 */
export function printValue(value: unknown): string {
  if (value === null) return 'NULL';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  const whole = typeof value === 'string' ? value : JSON.stringify(value, plainly);
  const characters = [...(whole ?? String(value))];
  const text =
    characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}…` : characters.join('');
  return typeof value === 'string' ? JSON.stringify(text) : text;
}

function plainly(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
