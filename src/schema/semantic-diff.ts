import { storageType, type ColumnType } from './column-type.ts';
import { diffRowType, diffValues, type RowTypes } from './diff-row-types.ts';
import { parseColumn, type ReferenceFacts, type TableFacts, type UniqueFacts } from './facts.ts';
import type { Dialect, Place as SourcePlace } from './schema.ts';
import { parseType } from './type-notation.ts';
import { readableSql } from './readable-sql.ts';
import { isWider } from './wider-type.ts';

/** A change of the schema in words. */
export interface SchemaChange {
  /** The table, or `table.column`, that changed. */
  readonly at: string;
  /** `new column text NOT NULL` */
  readonly what: string;
  /** Rows of the old definitions may be refused, or the definitions do not compile against it. */
  readonly breaking: boolean;
  /** Of schema files: the line that says so. */
  readonly place?: SourcePlace;
  /** Of schema files: why they do not say any more what they said. */
  readonly reason?: string;
}

export type FactsByTable = Readonly<Record<string, TableFacts>>;

/** Whether rows that one state of a table took are sure to pass a check of another state. */
export type Admits = (old: TableFacts, now: TableFacts, check: string) => boolean;

/** What a condition of a table says: equal for those that mean the same, however they are spelled. */
export type Meaning = (table: TableFacts, sql: string) => string;

export interface DiffOptions {
  readonly dialect?: Dialect;
  readonly admits?: Admits;
  readonly means?: Meaning;
  /** What the types of rows said, and say, of what the database does not tell. */
  readonly types?: TypesOfRows;
}

export interface TypesOfRows {
  readonly before: Readonly<Record<string, RowTypes>>;
  readonly after: Readonly<Record<string, RowTypes>>;
}

type Change = Omit<SchemaChange, 'at'>;

/**
 * What changed from one state of a schema to another, in words a migration would use. Names of
 * constraints do not count; checks and partial keys are compared by what they say.
 *
 * @param before - the facts the definitions were generated from
 * @param after - the facts of the schema now
 * @param options - in whose words the facts are; what tells checks that only take more apart from those
 *   that refuse rows, and what a condition means; without that it is what is written
 */
export function diffSchemas(
  before: FactsByTable,
  after: FactsByTable,
  {
    dialect = 'postgres',
    admits = () => false,
    means = (_, sql) => sql,
    types = { before: {}, after: {} },
  }: DiffOptions = {},
): SchemaChange[] {
  const reading = { dialect, admits, means, types };
  return pairs(before, after).flatMap(([table, old, now]): SchemaChange[] => {
    if (now === undefined) return [{ at: table, what: 'table dropped', breaking: true }];
    if (old !== undefined) return diffTable(table, old, now, reading);
    const count = Object.keys(now.columns).length;
    return [
      { at: table, what: `new table of ${count} column${count === 1 ? '' : 's'}`, breaking: false },
    ];
  });
}

function diffTable(
  table: string,
  old: TableFacts,
  now: TableFacts,
  { dialect, admits, means, types }: Required<DiffOptions>,
): SchemaChange[] {
  const refuses = (check: string): boolean => !admits(old, now, check);
  const changes = [
    ...diffKeys(old, now),
    ...diffReferences(old.references ?? [], now.references ?? []),
    ...diffUniques(uniquesOf(old, means), uniquesOf(now, means)),
    ...diffNamed('check ', checksOf(old, means), checksOf(now, means), refuses),
    ...diffNamed('exclusion ', asWritten(old.excludes), asWritten(now.excludes), () => true),
    ...diffRows(old, now),
    ...diffNamed('', asWritten(old.notes), asWritten(now.notes), () => false),
  ];
  return [
    ...diffColumns(table, old, now, dialect),
    ...diffTypes(table, old, now, { dialect, types }),
    ...changes.map((change) => ({ at: table, ...change })),
  ];
}

/** Whose rows a table has is the config's to say. */
function diffRows(old: TableFacts, now: TableFacts): Change[] {
  const [was, is] = [old, now].map(({ existing }) => existing !== undefined);
  if (was === is) return [];
  const what = is
    ? 'a reference table now: its rows are read'
    : 'no reference table any more: its rows are made';
  return [{ what, breaking: true }];
}

function diffColumns(
  table: string,
  old: TableFacts,
  now: TableFacts,
  dialect: Dialect,
): SchemaChange[] {
  return pairs(old.columns, now.columns).flatMap(([column, before, after]) =>
    diffColumn({ name: column, dialect }, before, after).map((change) => ({
      at: `${table}.${column}`,
      ...change,
    })),
  );
}

/** Of columns that take more than the program puts into them. */
function diffTypes(
  table: string,
  old: TableFacts,
  now: TableFacts,
  { dialect, types }: Pick<Required<DiffOptions>, 'dialect' | 'types'>,
): SchemaChange[] {
  const { [table]: before = {} } = types.before;
  const { [table]: after = {} } = types.after;
  return pairs(old.columns, now.columns).flatMap(([column, was, is]): SchemaChange[] => {
    const [first, second] = [before[column], after[column]];
    if (first === undefined || second === undefined) return [];
    const isTyped = [was, is].every(
      (line) => line !== undefined && takesMore(parseColumn(column, line, dialect).type),
    );
    if (!isTyped) return [];
    return diffRowType(first, second).map((change) => ({ at: `${table}.${column}`, ...change }));
  });
}

function takesMore(type: ColumnType): boolean {
  if (type.kind === 'array') return takesMore(type.element);
  return type.kind === 'text' || type.kind === 'json';
}

/** A column, and in whose words its line is. */
interface Place {
  readonly name: string;
  readonly dialect: Dialect;
}

function diffColumn(place: Place, before: string | undefined, after: string | undefined): Change[] {
  if (before === after) return [];
  const [wasGuessed, isGuessed] = [isInferred(before, place), isInferred(after, place)];
  if (isGuessed && before !== undefined && !wasGuessed) {
    return [{ what: 'no longer in the validator', breaking: false }];
  }
  if (isGuessed || (wasGuessed && after === undefined)) return [];
  if (wasGuessed) return diffColumn(place, undefined, after);
  if (after === undefined) return [{ what: 'column dropped', breaking: true }];
  if (before === undefined) {
    return [{ what: `new column ${spell(after, place)}`, breaking: isRequired(after, place) }];
  }
  const [old, now] = [split(before, place), split(after, place)];
  const changes: Change[] = [];
  if (old.text !== now.text) changes.push(diffType(old, now));
  if (old.required !== now.required) {
    changes.push({ what: now.required ? 'now NOT NULL' : 'now nullable', breaking: now.required });
  }
  if (old.optional !== now.optional) {
    const what = now.optional ? 'now optional' : 'now required';
    changes.push({ what, breaking: !now.optional });
  }
  if (old.domain !== now.domain) {
    // What the domain demands is told as checks.
    changes.push({
      what: `${old.domain || 'no domain'} → ${now.domain || 'no domain'}`,
      breaking: false,
    });
  }
  if (old.filled !== now.filled) {
    const breaking =
      /^(?:generated|identity always)\b/.test(now.filled) ||
      (isRequired(after, place) && !isRequired(before, place));
    changes.push({
      what: `${old.filled || 'no default'} → ${now.filled || 'no default'}`,
      breaking,
    });
  }
  return changes;
}

/** Documents tell of it, which is no part of the schema: another reading may find something else. */
function isInferred(line: string | undefined, { name, dialect }: Place): boolean {
  return line !== undefined && parseColumn(name, line, dialect).inferred !== undefined;
}

/** A column's line in its parts. */
interface Line {
  readonly type: ColumnType;
  readonly text: string;
  readonly required: boolean;
  readonly optional: boolean;
  /** `domain public.email`, or nothing. */
  readonly domain: string;
  /** `default now()`, `serial`, or nothing. */
  readonly filled: string;
}

const AFTER_TYPE =
  /^(?<notNull>not null\b)? ?(?<optional>optional\b)? ?(?<domain>domain (?:"(?:[^"]|"")*"|[^ "])+)? ?(?<filled>.*)$/s;

function split(line: string, { dialect }: Place): Line {
  const { type, rest } = parseType(line, dialect);
  const { notNull, optional, domain = '', filled = '' } = AFTER_TYPE.exec(rest)!.groups!;
  return {
    type: storageType(type),
    text: line.slice(0, line.length - rest.length).trim(),
    required: notNull !== undefined,
    optional: optional !== undefined,
    domain,
    filled,
  };
}

/** A column's line as a person writes it: the words of SQL in capitals. */
function spell(line: string, place: Place): string {
  const { text, required, optional, domain, filled } = split(line, place);
  const given = filled.replace(/^default\b/, 'DEFAULT');
  const words = [text, required ? 'NOT NULL' : '', optional ? 'optional' : '', domain, given];
  return words.filter((word) => word !== '').join(' ');
}

/** NOT NULL and nothing to fall back on: old inserts fail. */
function isRequired(line: string, { name, dialect }: Place): boolean {
  const { nullable, optional, filled, generated } = parseColumn(name, line, dialect);
  return !nullable && !optional && !filled && !generated;
}

function diffType(old: Line, now: Line): Change {
  if (old.type.kind === 'enum' && now.type.kind === 'enum') {
    return diffValues('enum value', old.type.labels, now.type.labels);
  }
  return { what: `type ${old.text} → ${now.text}`, breaking: !isWider(old.type, now.type) };
}

function diffKeys(old: TableFacts, now: TableFacts): Change[] {
  const [before, after] = [old.primaryKey?.join(', '), now.primaryKey?.join(', ')];
  if (before === after) return [];
  if (before === undefined) return [{ what: `new primary key (${after})`, breaking: true }];
  if (after === undefined) return [{ what: `primary key dropped: (${before})`, breaking: true }];
  return [{ what: `primary key (${before}) → (${after})`, breaking: true }];
}

/** A reference from and to the same columns is the same one: what it does may have changed. */
function diffReferences(old: readonly ReferenceFacts[], now: readonly ReferenceFacts[]): Change[] {
  const byEnds = (references: readonly ReferenceFacts[]): Record<string, string> =>
    Object.fromEntries(
      references
        .filter((each) => each.inferred !== true)
        .map((each) => [describeEnds(each), describeActions(each)]),
    );
  return pairs(byEnds(old), byEnds(now)).flatMap(([ends, before, after]): Change[] => {
    if (before === after) return [];
    if (before === undefined) {
      return [{ what: `new reference ${ends}${after === '' ? '' : ` ${after}`}`, breaking: true }];
    }
    if (after === undefined) return [{ what: `reference dropped: ${ends}`, breaking: false }];
    return [
      {
        what: `reference ${ends}: ${before || 'no action'} → ${after || 'no action'}`,
        breaking: after.includes('match full') && !before.includes('match full'),
      },
    ];
  });
}

function describeEnds({ columns, to, key }: ReferenceFacts): string {
  return `(${columns.join(', ')}) → ${to} (${key.join(', ')})`;
}

function describeActions({ match, onDelete, deferrable }: ReferenceFacts): string {
  return [
    ...(match === 'full' ? ['match full'] : []),
    ...(onDelete === undefined ? [] : [`on delete ${onDelete}`]),
    ...(deferrable === undefined ? [] : [`deferrable (${deferrable})`]),
  ].join(' ');
}

/** A rule as it is told, and what it is compared by. */
interface Told {
  readonly text: string;
  readonly meaning: string;
}

type ToldByName = Readonly<Record<string, Told>>;

function asWritten(rules: Readonly<Record<string, string>> = {}): ToldByName {
  return mapValues(rules, (text) => ({ text, meaning: text }));
}

function checksOf(table: TableFacts, means: Meaning): ToldByName {
  return mapValues(table.checks ?? {}, (text) => ({ text, meaning: means(table, text) }));
}

function mapValues(
  rules: Readonly<Record<string, string>>,
  tell: (text: string) => Told,
): ToldByName {
  return Object.fromEntries(Object.entries(rules).map(([name, text]) => [name, tell(text)]));
}

function uniquesOf(table: TableFacts, means: Meaning): readonly Told[] {
  return (table.unique ?? []).map((unique) => ({
    text: describeUnique(unique, readableSql),
    meaning: describeUnique(unique, (where) => means(table, where)),
  }));
}

function diffUniques(old: readonly Told[], now: readonly Told[]): Change[] {
  const isIn = (all: readonly Told[], { meaning }: Told): boolean =>
    all.some((each) => each.meaning === meaning);
  return [
    ...now
      .filter((unique) => !isIn(old, unique))
      .map(({ text }) => ({ what: `new unique key ${text}`, breaking: true })),
    ...old
      .filter((unique) => !isIn(now, unique))
      .map(({ text }) => ({ what: `unique key dropped: ${text}`, breaking: false })),
  ];
}

/** Rules with names: one whose name stays and whose words change has changed. */
function diffNamed(
  noun: string,
  first: ToldByName,
  second: ToldByName,
  breaks: (name: string) => boolean,
): Change[] {
  const meanings = new Set(Object.values(second).map(({ meaning }) => meaning));
  const kept = new Set(
    Object.values(first).flatMap(({ meaning }) => (meanings.has(meaning) ? [meaning] : [])),
  );
  return pairs(first, second).flatMap(([name, before, after]): Change[] => {
    // What a rule means may depend on a type that changed, which is told by itself.
    if (before?.meaning === after?.meaning || before?.text === after?.text) return [];
    if (before !== undefined && after !== undefined) {
      const [old, now] = tellApart(before.text, after.text);
      return [{ what: `${noun}${name}: ${old} → ${now}`, breaking: breaks(name) }];
    }
    // A rule under another name is the same rule.
    if (kept.has((before ?? after)?.meaning ?? '')) return [];
    return before === undefined
      ? [{ what: `new ${noun}${name}: ${readableSql(after!.text)}`, breaking: breaks(name) }]
      : [{ what: `${noun}${name} dropped: ${readableSql(before.text)}`, breaking: false }];
  });
}

/** Two states of a rule as they are read best, as they are where only a cast tells them apart. */
function tellApart(before: string, after: string): readonly [string, string] {
  const [old, now] = [readableSql(before), readableSql(after)];
  return old === now ? [before, after] : [old, now];
}

function describeUnique(unique: UniqueFacts, tell: (where: string) => string): string {
  if ('columns' in unique) {
    const nulls = unique.nullsEqual ? ' nulls not distinct' : '';
    const where = unique.where === undefined ? '' : ` where ${tell(unique.where)}`;
    return `(${unique.on ?? unique.columns.join(', ')})${nulls}${where}`;
  }
  return `(${unique.join(', ')})`;
}

/** Members of both records by name, in the order of the second, then what only the first has. */
function pairs<T>(
  first: Readonly<Record<string, T>>,
  second: Readonly<Record<string, T>>,
): (readonly [string, T | undefined, T | undefined])[] {
  // A column may be called `constructor`.
  const own = (record: Readonly<Record<string, T>>, name: string): T | undefined =>
    Object.hasOwn(record, name) ? record[name] : undefined;
  return [...new Set([...Object.keys(second), ...Object.keys(first)])].map(
    (name) => [name, own(first, name), own(second, name)] as const,
  );
}
