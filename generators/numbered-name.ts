import { cutText } from './fit-text.ts';

/**
 * A text that ends in a row's number, made to fit by shortening what comes before the number, never the
 * number.
 *
 * @param name - what comes first
 * @param separator - between name and number
 * @param ordinal - the row's number
 * @param room - the most characters
 * @returns as much of it as there is room for; the number alone where there is room for no more
 * @example
 * ```ts
 * numberedName('john.doe', '.', 42, 8); // 'john.42'
 * ```
 */
export function numberedName(
  name: string,
  separator: string,
  ordinal: number,
  room: number,
): string {
  const number = String(ordinal);
  const left = room - number.length - separator.length;
  if (left < 1) return number.slice(0, room);
  return withoutTail(cutText(name, left), separator) + separator + number;
}

/** What is left of a cut name does not end in a separator, or two would meet. */
function withoutTail(name: string, separator: string): string {
  return name.length > 1 && name.endsWith(separator) ? name.slice(0, -separator.length) : name;
}
