import type { TableName } from '../../schema/schema.ts';

/** An identifier, whatever is in it. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** A table of the connection's database, or of another where it names one. */
export function quoteTable(table: TableName): string {
  return table.schema === ''
    ? quoteName(table.name)
    : `${quoteName(table.schema)}.${quoteName(table.name)}`;
}

export function quoteNames(names: readonly string[]): string {
  return names.map(quoteName).join(', ');
}

const SPECIAL = /['\\\0]/;
const EACH_SPECIAL = /['\\\0]/g;

/** A string constant; backslashes escape, as our sessions have it: see settings.ts. */
export function quoteLiteral(text: string): string {
  if (!SPECIAL.test(text)) return `'${text}'`;
  return `'${text.replaceAll(EACH_SPECIAL, (found) => (found === '\0' ? '\\0' : `\\${found}`))}'`;
}
