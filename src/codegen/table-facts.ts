import {
  formatColumn,
  formatTableName,
  type ReferenceFacts,
  type TableFacts,
  type UniqueFacts,
} from '../schema/facts.ts';
import { columnsOfParts } from '../schema/key-columns.ts';
import type {
  Dialect,
  KeyPart,
  Limit,
  Reference,
  Table,
  TableName,
  UniqueKey,
} from '../schema/schema.ts';
import { formatType } from '../schema/type-notation.ts';
import { exclusionText, planExclusions } from './exclusions.ts';
import { takesNullForValue } from './null-once.ts';
import { sourcesOf } from './unsolved-columns.ts';

/**
 * The facts of a table, as its generated file states them.
 *
 * @param table - of the schema model
 * @param keyOf - what definitions call a table; undefined for one that gets no factory
 * @param dialect - in whose words types are spelled
 * @param isUnchecked - whether a reference can be met in no order, and checks must be set aside
 */
export function factsOf(
  table: Table,
  keyOf: (name: TableName) => string | undefined,
  dialect: Dialect,
  isUnchecked: (reference: Reference) => boolean = () => false,
): TableFacts {
  const checks = [
    ...domainChecks(table),
    ...table.checks
      .filter((check) => check.enforced)
      .map((check) => [check.name, check.expression] as const),
  ];
  const references = table.references.flatMap((reference) => {
    const to = keyOf(reference.target.table);
    return to === undefined ? [] : [referenceFacts(reference, to, isUnchecked(reference))];
  });
  const notes = tableNotes(table);
  const uniques = [
    ...computedKey(table),
    ...table.uniques.map((unique) => uniqueFacts(table, unique)),
    ...excludedKeys(table),
  ];
  return {
    table: formatTableName(table),
    columns: Object.fromEntries(
      table.columns.map((column) => [
        column.name,
        formatColumn(formatType(column.type, dialect), column, dialect),
      ]),
    ),
    ...(table.primaryKey && { primaryKey: table.primaryKey.columns }),
    ...(uniques.length > 0 && { unique: uniques }),
    ...(references.length > 0 && { references }),
    ...(checks.length > 0 && { checks: Object.fromEntries(checks) }),
    ...(table.exclusions.length > 0 && { excludes: exclusionFacts(table) }),
    ...(table.inferred && { inferred: table.inferred.documents }),
    ...(notes.length > 0 && { notes: Object.fromEntries(notes) }),
  };
}

function uniqueFacts(table: Table, unique: UniqueKey): UniqueFacts {
  const { parts, where } = unique;
  const named = columnsOfParts(parts);
  const columns = [...new Set(named.flatMap((name) => sourcesOf(table, name)))];
  const prefixes = parts.flatMap((part) =>
    part.kind === 'column' && part.prefix !== undefined
      ? [[part.column, part.prefix] as const]
      : [],
  );
  const plain =
    prefixes.length === 0 &&
    parts.every((part) => part.kind === 'column') &&
    named.every((name) => columns.includes(name));
  const nullsEqual = takesNullForValue(unique);
  if (plain && where === null && !nullsEqual) return columns;
  return {
    columns,
    ...(!plain && {
      on: parts.map(partText).join(', '),
      ...(prefixes.length > 0 && { prefixes: Object.fromEntries(prefixes) }),
    }),
    ...(where !== null && { where }),
    ...(nullsEqual && { nullsEqual: true as const }),
  };
}

function partText(part: KeyPart): string {
  if (part.kind === 'expression') return part.sql;
  return part.prefix === undefined ? part.column : `${part.column}(${part.prefix})`;
}

/** A primary key that the database computes is unique if what it is made from is. */
function computedKey(table: Table): UniqueFacts[] {
  const key = table.primaryKey?.columns ?? [];
  const columns = [...new Set(key.flatMap((name) => sourcesOf(table, name)))];
  return columns.join() === key.join() ? [] : [{ columns, on: key.join(', ') }];
}

/** Exclusion constraints that are kept by making some columns unique. */
function excludedKeys(table: Table): UniqueFacts[] {
  return planExclusions(table).keys.map(({ columns, on }) => ({ columns, on }));
}

function referenceFacts(reference: Reference, to: string, unchecked: boolean): ReferenceFacts {
  return {
    columns: reference.columns,
    to,
    key: reference.target.columns,
    ...(reference.onDelete !== 'no action' && { onDelete: reference.onDelete }),
    ...(reference.deferrable !== 'no' && { deferrable: reference.deferrable }),
    ...(reference.match === 'full' && { match: 'full' as const }),
    ...(unchecked && { unchecked: true as const }),
    ...(reference.inferred && { inferred: true as const }),
  };
}

/** Rules of a column's domain are rules of the column. */
function domainChecks(table: Table): (readonly [string, string])[] {
  return table.columns.flatMap((column) => {
    const found: (readonly [string, string])[] = [];
    for (let { type } = column; type.kind === 'domain'; type = type.base) {
      for (const check of type.checks) {
        found.push([`${column.name} (${type.name}.${check.name})`, check.expression]);
      }
    }
    return found;
  });
}

function exclusionFacts(table: Table): Record<string, string> {
  return Object.fromEntries(
    table.exclusions.map((exclusion) => [
      exclusion.name,
      exclusionText(exclusion) + (exclusion.where === null ? '' : ` WHERE ${exclusion.where}`),
    ]),
  );
}

/** What else decides whether a row is taken: named, so that a reader knows where to look. */
function tableNotes(table: Table): (readonly [string, string])[] {
  const notes: (readonly [string, string])[] = [];
  if (table.partitioning !== null) {
    const key = table.partitioning.key.map((part) =>
      part.kind === 'column' ? part.column : part.sql,
    );
    notes.push([
      'partitions',
      `by ${table.partitioning.strategy} (${key.join(', ')}): ${table.partitioning.partitions.map((each) => `${each.name} ${each.bound}`).join('; ')}`,
    ]);
  }
  for (const trigger of table.triggers) {
    if (trigger.enabled && trigger.events.includes('insert')) {
      notes.push([
        `trigger ${trigger.name}`,
        `${trigger.timing} insert for each ${trigger.level}: ${trigger.function}`,
      ]);
    }
  }
  for (const rule of table.rules) {
    if (rule.event === 'insert')
      notes.push([`rule ${rule.name}`, `on insert${rule.instead ? ' instead' : ''}`]);
  }
  if (table.rowSecurity !== 'off') notes.push(['row security', table.rowSecurity]);
  for (const limit of table.limits ?? []) notes.push(...limitNotes(limit));
  return notes;
}

/** What else becomes of a collection's documents. */
function limitNotes(limit: Limit): (readonly [string, string])[] {
  switch (limit.kind) {
    case 'expires':
      return [[`expires ${limit.index}`, `${limit.seconds} s after ${limit.column}`]];
    case 'capped': {
      const documents = limit.documents === null ? '' : `, ${limit.documents} documents`;
      return [['capped', `${limit.bytes} bytes${documents}`]];
    }
    case 'time series': {
      const meta = limit.meta === null ? '' : `, by ${limit.meta}`;
      const ends = limit.seconds === null ? '' : `, for ${limit.seconds} s`;
      return [['time series', `of ${limit.time}${meta}${ends}`]];
    }
    case 'place':
      return [[`place ${limit.index}`, limit.column]];
    case 'clustered':
    case 'lists':
      return [];
  }
}
