import type { DrizzleDialect } from './description.ts';

/**
 * A default that a schema gives as a value, as drizzle-kit writes it into DDL.
 *
 * @param value - of JavaScript
 * @param sqlType - of the column
 * @returns null where the database gets no default from it
 */
export function defaultInDdl(
  value: unknown,
  sqlType: string,
  dialect: DrizzleDialect,
): string | null {
  if (value === undefined || value === null) return null;
  const type = sqlType.toLowerCase();
  if (typeof value === 'string') return quoteText(value);
  if (type === 'json' || type === 'jsonb') {
    const text = quoteText(JSON.stringify(value));
    return dialect === 'postgres' ? `${text}::${type}` : text;
  }
  if (value instanceof Date) return quoteText(dateText(value, type));
  if (Array.isArray(value)) return quoteText(listText(value, type.replace(/\[.*$/, '')));
  if (typeof value === 'object') return quoteText(JSON.stringify(value));
  return String(value);
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** drizzle-kit cuts what a type has no place for. */
function dateText(date: Date, type: string): string {
  const text = date.toISOString();
  if (type === 'date') return text.slice(0, 10);
  if (/^(?:timestamp|datetime)(?! ?\(?\d*\)? ?with)/.test(type)) {
    return text.replace('T', ' ').slice(0, 23);
  }
  return text;
}

/** `{"a","b"}`, `{1,2}`, `{{1},{2}}`. */
function listText(list: readonly unknown[], type: string): string {
  const parts = list.map((value): string => {
    if (Array.isArray(value)) return listText(value, type);
    if (value instanceof Date) return `"${dateText(value, type)}"`;
    if (typeof value === 'string') return `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
    if (typeof value === 'object' && value !== null) {
      return `"${JSON.stringify(value).replaceAll(/["\\]/g, String.raw`\$&`)}"`;
    }
    return value === null ? 'NULL' : String(value);
  });
  return `{${parts.join(',')}}`;
}
