import type { ColumnType } from '../../../src/schema/column-type.ts';
import { holds as predicateHolds } from '../../../src/schema/predicate.ts';
import { readTables, type KeyModel, type TableModel } from '../../../src/runtime/table-model.ts';
import type { Row, Tables } from './loose-factory.ts';

/** What a database would refuse of these rows, in words; nothing of it holds for rows that are good. */
export function violations(tables: Tables, rows: ReadonlyMap<string, readonly Row[]>): string[] {
  const models = readTables(tables, 'postgres');
  return [...models.values()].flatMap((model) => [
    ...badColumns(model, rows.get(model.key) ?? []),
    ...model.keys.flatMap((key) => duplicates(model, key, rows.get(model.key) ?? [])),
    ...model.references.flatMap((reference) => {
      const targets = new Set(
        (rows.get(reference.to) ?? []).map((row) => tuple(row, reference.key)),
      );
      const lost = (rows.get(model.key) ?? []).find(
        (row) =>
          reference.columns.every((column) => isThere(row[column])) &&
          !targets.has(tuple(row, reference.columns)),
      );
      if (lost === undefined) return [];
      return [
        `${model.key} (${reference.columns.join()}) leads nowhere: ${tuple(lost, reference.columns)}`,
      ];
    }),
  ]);
}

function badColumns(model: TableModel, rows: readonly Row[]): string[] {
  const written = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...model.columns.values()]
    .filter((column) => written.has(column.name))
    .flatMap(({ name, nullable, type }) => {
      const bad = rows.find((row) =>
        row[name] === null ? !nullable : row[name] === undefined || !holds(type, row[name]),
      );
      return bad === undefined ? [] : [`${model.key}.${name} holds ${String(bad[name])}`];
    });
}

function duplicates(model: TableModel, key: KeyModel, rows: readonly Row[]): string[] {
  const seen = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    // A column that is left to the database is the database's to keep unique.
    if (key.columns.some((column) => row[column] === undefined)) continue;
    if (!key.nullsEqual && key.columns.some((column) => row[column] === null)) continue;
    const isIn = key.only?.every((condition) =>
      predicateHolds(condition, model.columns.get(condition.column)!.type, row[condition.column]),
    );
    if (isIn === false) continue;
    const text = tuple(row, key.columns, (column) => model.columns.get(column)!.type);
    const before = seen.get(text);
    if (before !== undefined)
      return [`${model.key}: ${key.label} is ${text} in rows ${before} and ${index}`];
    seen.set(text, index);
  }
  return [];
}

function tuple(
  row: Row,
  columns: readonly string[],
  typeOf?: (column: string) => ColumnType,
): string {
  return JSON.stringify(
    columns.map((column) => {
      const value = row[column];
      const type = typeOf?.(column);
      if (typeof value === 'string' && type?.kind === 'text') {
        const text = type.fixed ? value.trimEnd() : value;
        return type.caseless ? text.toLowerCase() : text;
      }
      return typeof value === 'bigint' ? String(value) : value;
    }),
  );
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** Whether a column of a type takes a value. */
function holds(type: ColumnType, value: unknown): boolean {
  switch (type.kind) {
    case 'integer': {
      const span = 2n ** BigInt(type.bits);
      const min = type.unsigned ? 0n : -span / 2n;
      if (typeof value !== 'bigint' && !Number.isSafeInteger(value)) return false;
      return BigInt(value as number) >= min && BigInt(value as number) < min + span;
    }
    case 'text':
      return typeof value === 'string' && [...value].length <= (type.length ?? Infinity);
    case 'enum':
      return type.labels.includes(value as string);
    case 'boolean':
      return typeof value === 'boolean';
    case 'timestamp':
      return value instanceof Date && !Number.isNaN(value.getTime());
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
    case 'uuid':
      return typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value);
    default:
      return true;
  }
}
