import { databaseName } from '../casing.ts';
import type { Casing, ColumnName, DrizzleDialect } from '../description.ts';
import { plainOf } from '../evaluate/globals.ts';
import { itemsOf } from '../evaluate/literal.ts';
import {
  describe,
  Entity,
  Func,
  known,
  Struct,
  textOf,
  unreadable,
  type Call,
  type Value,
} from '../evaluate/value.ts';
import type { Place } from '../../../src/schema/schema.ts';

/** A piece of SQL of a file's: texts as they are, and values that drizzle puts between. */
export class Sql extends Entity {
  readonly called = 'a piece of SQL';
  readonly chunks: readonly Chunk[];

  constructor(chunks: readonly Chunk[]) {
    super();
    this.chunks = chunks;
  }

  /** `.as(…)`, `.mapWith(…)`, `.inlineParams()`: nothing that the text depends on. */
  member(name: string): Value {
    return new Func(name, () => this);
  }
}

export type Chunk = { readonly text: string } | { readonly value: Value };

/** A name in quotes: `sql.identifier('x')`. */
class QuotedName extends Entity {
  readonly called = 'a name';
  readonly names: readonly string[];

  constructor(names: readonly string[]) {
    super();
    this.names = names;
  }

  member(name: string, place: Place): Value {
    return unreadable(`"${name}" of a name is not followed`, place);
  }
}

/** Something that stands in SQL by its name: a table, an enum, a column. */
export interface InSql {
  inSql(): readonly string[] | ColumnName;
}

function isInSql(value: unknown): value is InSql {
  return value instanceof Entity && 'inSql' in value;
}

/** What SQL is written for. */
export interface Writing {
  readonly dialect: DrizzleDialect;
  readonly casing: Casing | undefined;
}

/**
 * A piece of SQL as text, with values in place of parameters.
 *
 * @param value - what stands in the place of SQL
 * @throws Unreadable where a part is not known
 */
export function writeSql(value: Value, writing: Writing, place: Place): string {
  const it = known(value);
  if (it instanceof Sql) {
    return it.chunks
      .map((chunk) => ('text' in chunk ? chunk.text : writeSql(chunk.value, writing, place)))
      .join('');
  }
  if (it instanceof QuotedName) return quoted(it.names, writing.dialect);
  if (isInSql(it)) {
    const name = it.inSql();
    return quoted('byKey' in name ? [databaseName(name, writing.casing)] : name, writing.dialect);
  }
  if (Array.isArray(it)) {
    return `(${it.map((each) => writeSql(each, writing, place)).join(', ')})`;
  }
  return literal(it, place);
}

function literal(value: Value, place: Place): string {
  if (value === undefined) return '';
  if (value === null || typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  if (value instanceof Date) return quoteText(value.toISOString());
  if (value instanceof Struct) return quoteText(JSON.stringify(plainOf(value, place)));
  if (value instanceof Entity) unreadable(`${describe(value)} stands in SQL`, place);
  return quoteText(textOf(value, place));
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function quoted(names: readonly string[], dialect: DrizzleDialect): string {
  const quote = dialect === 'mysql' ? '`' : '"';
  return names.map((name) => quote + name.replaceAll(quote, quote + quote) + quote).join('.');
}

function template({ args: [texts, ...values], place }: Call): Sql {
  return new Sql(
    itemsOf(texts, place).flatMap((text, index): Chunk[] => {
      const chunk = { text: textOf(text, place) };
      return index < values.length ? [chunk, { value: values[index] }] : [chunk];
    }),
  );
}

function join({ args: [chunks, separator], place }: Call): Sql {
  return new Sql(
    itemsOf(chunks, place).flatMap((value, index): Chunk[] =>
      index > 0 && separator !== undefined ? [{ value: separator }, { value }] : [{ value }],
    ),
  );
}

/** drizzle's `sql`. */
export const sqlTag = new Func('"sql"', template, {
  raw: new Func('"sql.raw"', ({ args: [text], place }) => new Sql([{ text: textOf(text, place) }])),
  join: new Func('"sql.join"', join),
  empty: new Func('"sql.empty"', () => new Sql([])),
  identifier: new Func(
    '"sql.identifier"',
    ({ args: [name], place }) => new QuotedName([textOf(name, place)]),
  ),
  param: new Func('"sql.param"', ({ args: [value] }) => new Sql([{ value }])),
  fromList: new Func('"sql.fromList"', ({ args: [list], place }) => {
    return new Sql(itemsOf(list, place).map((value) => ({ value })));
  }),
});

/** SQL that is text alone. */
export function sqlOf(text: string): Sql {
  return new Sql([{ text }]);
}
