import type { ReferenceFacts, TableFacts, UniqueFacts } from './facts.ts';
import { parseType } from './type-notation.ts';

/** A change of the schema in words. */
export interface SchemaChange {
  /** The table, or `table.column`, that changed. */
  readonly at: string;
  /** `new column text NOT NULL` */
  readonly what: string;
  /** Rows of the old definitions may be refused, or the definitions do not compile against it. */
  readonly breaking: boolean;
}

export type FactsByTable = Readonly<Record<string, TableFacts>>;

/**
 * What changed from one state of a schema to another, in words a migration would use. Names of
 * constraints do not count; checks are compared by what they say.
 *
 * @param before - the facts the definitions were generated from
 * @param after - the facts of the schema now
 */
export function diffSchemas(before: FactsByTable, after: FactsByTable): SchemaChange[] {
  const changes: SchemaChange[] = [];
  for (const table of union(Object.keys(before), Object.keys(after))) {
    const old = before[table];
    const now = after[table];
    if (old === undefined) {
      const count = Object.keys(now!.columns).length;
      changes.push({ at: table, what: `new table of ${count} columns`, breaking: false });
    } else if (now === undefined) {
      changes.push({ at: table, what: 'table dropped', breaking: true });
    } else {
      changes.push(...diffTable(table, old, now));
    }
  }
  return changes;
}

function diffTable(table: string, old: TableFacts, now: TableFacts): SchemaChange[] {
  return [
    ...diffColumns(table, old, now),
    ...diffKeys(table, old, now),
    ...diffLists(table, 'reference', old.references ?? [], now.references ?? [], describeReference, true),
    ...diffLists(table, 'unique key', old.unique ?? [], now.unique ?? [], describeUnique, true),
    ...diffNamed(table, 'check', old.checks ?? {}, now.checks ?? {}, true),
    ...diffNamed(table, 'exclusion', old.excludes ?? {}, now.excludes ?? {}, true),
    ...diffNamed(table, 'note', old.notes ?? {}, now.notes ?? {}, false),
  ];
}

function diffColumns(table: string, old: TableFacts, now: TableFacts): SchemaChange[] {
  return union(Object.keys(old.columns), Object.keys(now.columns)).flatMap((column): SchemaChange[] => {
    const before = old.columns[column];
    const after = now.columns[column];
    const at = `${table}.${column}`;
    if (before === after) return [];
    if (before === undefined) {
      return [{ at, what: `new column ${spell(after!)}`, breaking: isRequired(after!) }];
    }
    if (after === undefined) return [{ at, what: 'column dropped', breaking: true }];
    return describeColumnChange(before, after).map(({ what, breaking }) => ({ at, what, breaking }));
  });
}

/** A column's line as a person writes it: the words of SQL in capitals. */
function spell(line: string): string {
  const { rest } = split(line);
  return `${split(line).type} ${rest}`
    .trim()
    .replace(/\bnot null\b/, 'NOT NULL')
    .replace(/\bdefault\b/, 'DEFAULT');
}

function split(line: string): { readonly type: string; readonly rest: string } {
  const { rest } = parseType(line);
  return { type: line.slice(0, line.length - rest.length).trim(), rest };
}

/** NOT NULL and nothing to fall back on: old inserts fail. */
function isRequired(line: string): boolean {
  const { rest } = split(line);
  return /\bnot null\b/.test(rest) && !/\b(?:default|identity|serial|generated)\b/.test(rest);
}

function describeColumnChange(
  before: string,
  after: string,
): { readonly what: string; readonly breaking: boolean }[] {
  const [old, now] = [split(before), split(after)];
  const found: { what: string; breaking: boolean }[] = [];
  if (old.type !== now.type) found.push({ what: `type ${old.type} → ${now.type}`, breaking: true });
  const wasRequired = /^not null\b/.test(old.rest);
  const isNow = /^not null\b/.test(now.rest);
  if (wasRequired !== isNow) {
    found.push({ what: isNow ? 'now NOT NULL' : 'now nullable', breaking: isNow });
  }
  const tail = (rest: string): string => rest.replace(/^not null\s*/, '');
  if (tail(old.rest) !== tail(now.rest)) {
    const [from, to] = [tail(old.rest) || 'no default', tail(now.rest) || 'no default'];
    found.push({ what: `${from} → ${to}`, breaking: /generated|identity always/.test(to) });
  }
  return found;
}

function diffKeys(table: string, old: TableFacts, now: TableFacts): SchemaChange[] {
  const [before, after] = [(old.primaryKey ?? []).join(', '), (now.primaryKey ?? []).join(', ')];
  if (before === after) return [];
  return [{ at: table, what: `primary key (${before}) → (${after})`, breaking: true }];
}

function diffLists<T>(
  table: string,
  noun: string,
  old: readonly T[],
  now: readonly T[],
  describe: (item: T) => string,
  breaking: boolean,
): SchemaChange[] {
  const before = old.map(describe);
  const after = now.map(describe);
  return [
    ...after.filter((text) => !before.includes(text)).map((text) => ({ at: table, what: `new ${noun} ${text}`, breaking })),
    ...before.filter((text) => !after.includes(text)).map((text) => ({ at: table, what: `${noun} dropped: ${text}`, breaking: false })),
  ];
}

/** Rules with names: one whose name stays and whose words change has changed. */
function diffNamed(
  table: string,
  noun: string,
  old: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
  breaking: boolean,
): SchemaChange[] {
  const kept = new Set(Object.values(old).filter((text) => Object.values(now).includes(text)));
  return union(Object.keys(old), Object.keys(now)).flatMap((name): SchemaChange[] => {
    const [before, after] = [old[name], now[name]];
    if (before === after) return [];
    if (before !== undefined && after !== undefined) {
      return [{ at: table, what: `${noun} ${name}: ${before} → ${after}`, breaking }];
    }
    // A rule under another name is the same rule.
    if (kept.has(before ?? after ?? '')) return [];
    return before === undefined
      ? [{ at: table, what: `new ${noun} ${name}: ${after!}`, breaking }]
      : [{ at: table, what: `${noun} ${name} dropped: ${before}`, breaking: false }];
  });
}

function describeReference(reference: ReferenceFacts): string {
  const rest = [
    reference.match === 'full' ? ' match full' : '',
    reference.onDelete === undefined ? '' : ` on delete ${reference.onDelete}`,
    reference.deferrable === undefined ? '' : ` deferrable (${reference.deferrable})`,
  ];
  return `(${reference.columns.join(', ')}) → ${reference.to} (${reference.key.join(', ')})${rest.join('')}`;
}

function describeUnique(unique: UniqueFacts): string {
  if ('columns' in unique) {
    const nulls = unique.nullsEqual ? ' nulls not distinct' : '';
    const where = unique.where === undefined ? '' : ` where ${unique.where}`;
    return `(${unique.on ?? unique.columns.join(', ')})${nulls}${where}`;
  }
  return `(${unique.join(', ')})`;
}

/** Members of both lists, in the order of the second, then what only the first has. */
function union(first: readonly string[], second: readonly string[]): string[] {
  return [...new Set([...second, ...first])];
}
