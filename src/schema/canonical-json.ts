/**
 * Orders two texts by their UTF-16 code units, which no locale changes (`localeCompare` sorts the
 * same names differently under different `LC_ALL`).
 *
 * @returns below 0, 0 or above 0, as `Array.prototype.sort` wants it
 */
export function compareCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * JSON with sorted keys and two spaces of indent: equal values give equal bytes.
 *
 * @param value - plain data; `undefined` members are left out as JSON does
 * @returns text that ends in a newline
 */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(value, sortKeys, 2)}\n`;
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareCodeUnits(a, b)));
}
