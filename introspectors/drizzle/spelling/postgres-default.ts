import { castName } from './postgres-type.ts';
import { withoutParentheses } from './sql-tokens.ts';
import type { EnumDescription } from '../description.ts';

/** The column that a default is of. */
export interface DefaultSite {
  readonly sqlType: string;
  readonly enumType: EnumDescription | null;
}

const LITERAL = /^'((?:[^']|'')*)'(?:::\s*([\w". ]+(?:\([\d, ]*\))?(?:\[\d*\])*))?$/;

/** Words that are functions without parentheses. */
const WORDS =
  /^(?:current_(?:timestamp|date|time|user|role|catalog|schema)|localtime(?:stamp)?|session_user)(?:\(\d\))?$/i;

/**
 * A default as PostgreSQL prints it: literals with the type they become, the words of SQL in its own case.
 * What is more than a literal or a call stays as it is written.
 *
 * @param ddl - as drizzle-kit writes it
 * @returns null where it is no default at all
 */
export function spellDefault(ddl: string, site: DefaultSite): string | null {
  const sql = withoutParentheses(ddl);
  if (/^null(?:::.*)?$/i.test(sql)) return null;
  const [literal, text = '', cast] = LITERAL.exec(sql) ?? [];
  if (literal !== undefined) return spellLiteral(text.replaceAll("''", "'"), cast?.trim(), site);
  if (/^(?:true|false)$/i.test(sql)) return sql.toLowerCase();
  if (/^[+-]?\d+(?:\.\d+)?$/.test(sql)) return spellNumber(sql);
  if (WORDS.test(sql)) return sql.toUpperCase();
  return sql.replace(/^(\w+)(?=\(\s*\)$)/, (name) => name.toLowerCase());
}

/** A number becomes what fits it; one below zero is in quotes. */
function spellNumber(sql: string): string {
  const number = sql.replace(/^\+/, '');
  const isWhole = !number.includes('.');
  const large = isWhole && (BigInt(number) > 2147483647n || BigInt(number) < -2147483648n);
  if (large) return `'${number}'::bigint`;
  if (!number.startsWith('-')) return number;
  return `'${number}'::${isWhole ? 'integer' : 'numeric'}`;
}

function spellLiteral(text: string, cast: string | undefined, site: DefaultSite): string {
  const name = cast === undefined ? castName(site.sqlType, site.enumType) : castOf(cast, site);
  if (name === 'integer' && /^\d+$/.test(text)) return text;
  if (name === 'numeric' && /^\d+\.\d+$/.test(text)) return text;
  if (name === 'boolean') return String(/^(?:t|true|y|yes|on|1)$/i.test(text));
  return `'${printed(text, name).replaceAll("'", "''")}'::${name}`;
}

/** A type as a file names it in a cast: an enum of the file's has no schema there. */
function castOf(cast: string, { enumType }: DefaultSite): string {
  const bare = cast.replaceAll('"', '').replace(/(?:\[\d*\])+$/, '');
  const isEnum =
    enumType !== null && (bare === enumType.name || bare.endsWith(`.${enumType.name}`));
  return castName(cast.replaceAll('"', ''), isEnum ? enumType : null);
}

/** A value as its type prints it. */
function printed(text: string, type: string): string {
  if (type.endsWith('[]')) return printedList(text, type);
  if (type === 'jsonb') return printedJson(text);
  if (type === 'uuid') return text.toLowerCase();
  if (/^time with/.test(type)) return text.replace(/^(\d{2}:\d{2})$/, '$1:00');
  if (type.startsWith('timestamp')) return printedTime(text, type.endsWith('with time zone'));
  return text;
}

/** Elements of a list are in quotes where they need them. */
function printedList(text: string, type: string): string {
  if (type === 'boolean[]') return text.replaceAll(/\b(t|f)(?:rue|alse)\b/g, '$1');
  return text.replaceAll(/"((?:[^"\\]|\\.)*)"/gs, (quoted, inside: string) =>
    inside === '' || /[{}",\\\s]/.test(inside) || /^null$/i.test(inside) ? quoted : inside,
  );
}

/** `{"a": 1}`: by length of the key, then by its bytes. */
function printedJson(text: string): string {
  try {
    return formatJson(JSON.parse(text));
  } catch {
    return text;
  }
}

function formatJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(
    ([a], [b]) =>
      Buffer.byteLength(a) - Buffer.byteLength(b) || Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
  const parts = members.map(([key, each]) => `${JSON.stringify(key)}: ${formatJson(each)}`);
  return `{${parts.join(', ')}}`;
}

/** Digits of a second that are zero are left out; a zone is told as hours from UTC. */
function printedTime(text: string, zoned: boolean): string {
  const found =
    /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?)(\.\d+)?(Z|[+-]00(?::?00)?)?)?$/;
  const [whole, day = '', time = '00:00', fraction = '', zone] = found.exec(text) ?? [];
  // In another zone, or in none where there has to be one, it depends on the session what it is.
  if (whole === undefined || (zoned && zone === undefined)) return text;
  const seconds = time.length === 5 ? `${time}:00` : time;
  return `${day} ${seconds}${fraction.replace(/\.?0+$/, '')}${zoned ? '+00' : ''}`;
}
