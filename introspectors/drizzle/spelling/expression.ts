import type { DrizzleDialect } from '../description.ts';
import { spellName } from './postgres-names.ts';
import { respellNames, withoutParentheses, type NameInSql } from './sql-tokens.ts';

/** The table that an expression is about. */
export interface About {
  readonly dialect: DrizzleDialect;
  readonly schema: string | null;
  readonly table: string;
  /** In ordinal order. */
  readonly columns: readonly string[];
}

/**
 * An expression with its names as the server prints them: columns without their table, in quotes where they
 * need them. Casts, parentheses and operators are as they are written: what the server makes of those takes
 * its own parser.
 */
export function spellExpression(sql: string, about: About): string {
  return respellNames(withoutParentheses(sql), (name) => spelled(name, about));
}

function spelled(name: NameInSql, about: About): string | undefined {
  const column = columnNamed(name, about);
  if (column !== undefined) {
    return about.dialect === 'mysql' ? `\`${column.replaceAll('`', '``')}\`` : spellName(column);
  }
  if (about.dialect === 'mysql' || !name.parts.some(({ quoted }) => quoted)) return undefined;
  return name.parts.map(({ text, quoted }) => (quoted ? spellName(text) : text)).join('.');
}

/** The column that a name means: alone, or after its table's name. */
function columnNamed({ parts, called, cast }: NameInSql, about: About): string | undefined {
  const last = parts.at(-1);
  if (last === undefined || cast || (called && !last.quoted)) return undefined;
  const before = parts.slice(0, -1).map(({ text }) => text);
  const owner = [about.schema, about.table].slice(2 - before.length);
  if (before.length > 2 || before.some((text, index) => text !== owner[index])) return undefined;
  const { text, quoted } = last;
  if (about.dialect === 'mysql') {
    return about.columns.find((each) => each.toLowerCase() === text.toLowerCase());
  }
  return about.columns.find((each) => each === (quoted ? text : text.toLowerCase()));
}

/** The columns that an expression reads, in ordinal order. */
export function columnsRead(sql: string, about: About): readonly string[] {
  const read = new Set<string>();
  respellNames(sql, (name) => {
    const column = columnNamed(name, about);
    if (column !== undefined) read.add(column);
    return undefined;
  });
  return about.columns.filter((column) => read.has(column));
}
