import { GenFactoriesError } from '../errors.ts';
import { storageType, type ColumnType, type DomainType } from './column-type.ts';
import { formatInferred, INFERRED, parseInferred } from './inferred.ts';
import { parseType } from './type-notation.ts';
import type { Dialect, Inferred, ReferentialAction, TableName } from './schema.ts';

/**
 * What a generated file states about a table: the part of the schema model that rows depend on, and
 * that `check` compares. It reads like DDL, so that a migration's diff explains itself.
 */
export interface TableFacts {
  /** `public.users`; a part with a dot in it is in double quotes. */
  readonly table: string;
  /** Migrations fill the table: its rows, so many as far as is known, are read, and none is made. */
  readonly existing?: number;
  /** By column name, in ordinal order: `'varchar(255) not null default now()'`. */
  readonly columns: Readonly<Record<string, string>>;
  readonly primaryKey?: readonly string[];
  readonly unique?: readonly UniqueFacts[];
  readonly references?: readonly ReferenceFacts[];
  /** By constraint name, as the database prints them. */
  readonly checks?: Readonly<Record<string, string>>;
  /** Exclusion constraints, by name. */
  readonly excludes?: Readonly<Record<string, string>>;
  /** So many documents, or more, told what is inferred of a collection. */
  readonly inferred?: number;
  /** What limits inserts otherwise: partitions, triggers, rules; by name. */
  readonly notes?: Readonly<Record<string, string>>;
}

export type UniqueFacts =
  | readonly string[]
  | {
      /** Every column the key reads. */
      readonly columns: readonly string[];
      /** The key as SQL, where it is more than columns. */
      readonly on?: string;
      /** Only so many characters (bytes, of bytes) of some columns count. */
      readonly prefixes?: Readonly<Record<string, number>>;
      /** Predicate of a partial index. */
      readonly where?: string;
      /** NULLs are equal to each other. */
      readonly nullsEqual?: true;
    };

export interface ReferenceFacts {
  readonly columns: readonly string[];
  /** The parent, as the definitions name it. */
  readonly to: string;
  readonly key: readonly string[];
  readonly onDelete?: ReferentialAction;
  readonly deferrable?: 'immediate' | 'deferred';
  readonly match?: 'full';
  /**
   * Required, on a circle that no order of tables satisfies, in a database that checks at once: its rows
   * are written without the database's checks, and proven before they are there for good.
   */
  readonly unchecked?: true;
  /** Found by names and documents: no part of the schema. */
  readonly inferred?: true;
}

/** A column as its line in the facts describes it. */
export interface ColumnFacts {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** May be absent, as a field of a document may. */
  readonly optional: boolean;
  /** The document of the row that it is a field of; null for the row's own columns. */
  readonly within: string | null;
  /** The database fills the column when it is left out: a default, a serial, an identity. */
  readonly filled: boolean;
  readonly identity: 'always' | 'by default' | 'serial' | null;
  /** The database computes it; it is never written. */
  readonly generated: boolean;
  /** Documents tell of it and nothing else: it is no part of the schema. */
  readonly inferred?: Inferred;
}

/** Whether rows may do without a value: NULL, or a field that is absent. */
export function mayBeMissing({ nullable, optional }: ColumnFacts): boolean {
  return nullable || optional;
}

/**
 * The line that describes a column.
 *
 * @param typeText - as `formatType` spells the column's type
 * @param column - of the schema model
 * @param dialect - what a key that counts by itself is called depends on it
 * @example
 * ```ts
 * formatColumn({ type: { kind: 'uuid' }, nullable: false, identity: null, generated: null,
 *   default: 'gen_random_uuid()' }); // 'uuid not null default gen_random_uuid()'
 * ```
 */
export function formatColumn(
  typeText: string,
  column: {
    readonly type: ColumnType;
    readonly nullable: boolean;
    readonly optional?: boolean;
    readonly inferred?: Inferred;
    readonly default: string | null;
    readonly identity: 'always' | 'by default' | null;
    readonly generated: { readonly expression: string; readonly stored: boolean } | null;
    readonly sequence: TableName | null;
  },
  dialect: Dialect = 'postgres',
): string {
  const words = [typeText];
  if (!column.nullable) words.push('not null');
  if (column.optional) words.push('optional');
  if (column.inferred !== undefined) words.push(formatInferred(column.inferred));
  if (column.type.kind === 'domain') words.push(`domain ${domainName(column.type)}`);
  if (column.identity !== null && dialect === 'mysql') words.push('auto_increment');
  else if (column.identity !== null)
    words.push(column.identity === 'always' ? 'identity always' : 'identity');
  else if (column.sequence !== null && column.default !== null) words.push('serial');
  else if (column.generated !== null) {
    words.push(`generated (${column.generated.expression})`);
  } else if (column.default !== null) words.push(`default ${column.default}`);
  return words.join(' ');
}

/**
 * Reads a column's line back.
 *
 * @param name - the column
 * @param text - its line in the facts
 * @param dialect - the one it was written in
 * @throws GenFactoriesError `DEFINITION_INVALID` for a line that no generator wrote
 */
export function parseColumn(
  name: string,
  text: string,
  dialect: Dialect = 'postgres',
): ColumnFacts {
  const { type, rest } = parseType(text, dialect);
  const words = new Words(rest);
  const nullable = !words.skip('not null');
  const optional = words.skip('optional');
  const estimate = words.skipPattern(INFERRED);
  const inferred = estimate === '' ? {} : { inferred: parseInferred(estimate) };
  words.skipPattern(/domain (?:"(?:[^"]|"")*"|[^ ".]+)(?:\.(?:"(?:[^"]|"")*"|[^ ".]+))?/y);
  const identity = words.skip('identity always')
    ? 'always'
    : words.skip('identity') || words.skip('auto_increment')
      ? 'by default'
      : words.skip('serial')
        ? 'serial'
        : null;
  const generated = words.startsWith('generated ');
  const filled = identity !== null || words.startsWith('default ');
  if (!generated && !words.startsWith('default ') && !words.done) {
    throw new GenFactoriesError('DEFINITION_INVALID', {
      what: `Cannot read "${words.rest}" in the description of column "${name}": "${text}"`,
      fix: 'Regenerate the definitions with `npx gen-factories`.',
    });
  }
  const stored = storageType(type);
  const own = { name, type: stored, nullable, optional, within: null };
  return { ...own, filled, identity, generated, ...inferred };
}

/**
 * The name of a table in one text, and back. Where databases have no schemas, it is the name alone.
 *
 * @example
 * ```ts
 * formatTableName({ schema: 'public', name: 'users' }); // 'public.users'
 * formatTableName({ schema: 'app', name: 'v1.users' }); // 'app."v1.users"'
 * ```
 */
export function formatTableName(table: TableName): string {
  return (table.schema === '' ? [table.name] : [table.schema, table.name])
    .map((part) => (/[."]/.test(part) || part === '' ? `"${part.replaceAll('"', '""')}"` : part))
    .join('.');
}

export function parseTableName(text: string): TableName {
  const parts = text.match(/"(?:[^"]|"")*"|[^."]+/g) ?? [];
  const [first = '', second] = parts.map((part) =>
    part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part,
  );
  return second === undefined ? { schema: '', name: first } : { schema: first, name: second };
}

function domainName(type: DomainType): string {
  return formatTableName({ schema: type.schema, name: type.name });
}

class Words {
  rest: string;

  constructor(text: string) {
    this.rest = text;
  }

  get done(): boolean {
    return this.rest === '';
  }

  startsWith(words: string): boolean {
    return this.rest.startsWith(words);
  }

  skip(words: string): boolean {
    if (this.rest !== words && !this.rest.startsWith(`${words} `)) return false;
    this.rest = this.rest.slice(words.length).trimStart();
    return true;
  }

  /** What matches at the front; nothing where nothing does. */
  skipPattern(pattern: RegExp): string {
    pattern.lastIndex = 0;
    const [found = ''] = pattern.exec(this.rest) ?? [];
    this.rest = this.rest.slice(found.length).trimStart();
    return found;
  }
}
