import { bsonTypeOf } from '../../../introspectors/mongodb/bson.ts';
import { evaluate } from '../../../src/checks/evaluate.ts';
import { askedTypes } from '../../../src/checks/parse-mongodb-literals.ts';
import { parseMongodb } from '../../../src/checks/parse-mongodb.ts';
import { parseChecks, type ParsedCheck } from '../../../src/checks/read-checks.ts';
import type { ColumnType } from '../../../src/schema/column-type.ts';
import type { Column, Table } from '../../../src/schema/schema.ts';

export type Verdict = 'accepted' | 'refused' | 'unknown';

type Row = Readonly<Record<string, unknown>>;
type Document = Readonly<Record<string, unknown>>;

/**
 * Whether a document is what a model says: its fields are there, and of their type, and no check is false.
 * Of a check about documents in a list, each of them is asked.
 */
export function judgeDocument(table: Table, document: Document): Verdict {
  const whole = rowsOf(table, document);
  if (!table.columns.every((column) => hasColumn(column, whole))) return 'refused';
  const lists = table.columns.filter(({ type }) => isMany(type)).map(({ name }) => name);
  const verdicts = parseChecks(table, parseMongodb).flatMap((check) =>
    judgeCheck(check, whole, lists),
  );
  if (verdicts.includes(false)) return 'refused';
  return verdicts.includes('unknown') ? 'unknown' : 'accepted';
}

function judgeCheck(
  { check, expression }: ParsedCheck,
  rows: readonly Row[],
  lists: readonly string[],
): unknown[] {
  const [first = ''] = check.columns;
  // Where there is no element, none breaks it.
  const within = lists.filter((list) => first.startsWith(`${list}.`));
  return rows
    .filter((row) => within.every((list) => row[elementOf(list)] === true))
    .map((row) => evaluate(expression, row));
}

/** Says of a row that it is of an element of the list (or of a map's value) at a path. */
function elementOf(path: string): string {
  return `${path} has one`;
}

function isMany(type: ColumnType): boolean {
  return type.kind === 'array' || type.kind === 'map';
}

/** A row for every combination of elements that its lists of documents have. */
function rowsOf(table: Table, document: Document): readonly Row[] {
  const names = new Set(table.columns.map(({ name }) => name));
  return expand({ _id: '64b0000000000000000000ff', ...document }, '', names);
}

function expand(value: Document, prefix: string, names: ReadonlySet<string>): readonly Row[] {
  return Object.entries(value).reduce<readonly Row[]>(
    (rows, [name, member]) => {
      const path = prefix + name;
      const inner = documentsIn(member, path, names);
      const own = names.has(path) ? { [path]: plain(member) } : {};
      const options = inner.length === 0 ? [{}] : inner;
      return rows.flatMap((row) => options.map((option) => ({ ...row, ...own, ...option })));
    },
    [{}],
  );
}

function documentsIn(member: unknown, path: string, names: ReadonlySet<string>): readonly Row[] {
  const has = { [elementOf(path)]: true };
  if (Array.isArray(member)) {
    return member
      .flatMap((each) => documentsIn(each, path, names))
      .map((row) => ({ ...row, ...has }));
  }
  if (bsonTypeOf(member) !== 'object') return [];
  const isMap = [...names].some((name) => name.startsWith(`${path}.*.`));
  if (!isMap) return expand(member as Document, `${path}.`, names);
  return Object.values(member as Document)
    .flatMap((each) => documentsIn(each, `${path}.*`, names))
    .map((row) => ({ ...row, ...has }));
}

/** Values as rows have them. */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(plain);
  if ('_bsontype' in value) {
    const text = String(value);
    return ['Int32', 'Double', 'Long'].includes(String(value._bsontype)) ? Number(text) : text;
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

function hasColumn(column: Column, rows: readonly Row[]): boolean {
  return rows.every((row) => {
    const value = row[column.name];
    const parent = parentOf(column.name, row);
    if (value === undefined) return column.optional === true || !parent;
    return value === null ? column.nullable : isOfType(value, column.type);
  });
}

/** Whether the document that a field is in is there. */
function parentOf(path: string, row: Row): boolean {
  const steps = path.split('.').slice(0, -1);
  while (steps.at(-1) === '*') steps.pop();
  if (steps.length === 0) return true;
  const value = row[steps.join('.')];
  const isMap = path.startsWith(`${steps.join('.')}.*.`);
  const isEmpty = (Array.isArray(value) || isMap) && Object.keys(value ?? {}).length === 0;
  return typeof value === 'object' && value !== null && !isEmpty;
}

function isOfType(value: unknown, type: ColumnType): boolean {
  switch (type.kind) {
    case 'union':
      return type.of.some((each) => isOfType(value, each));
    case 'array':
      return (
        Array.isArray(value) && value.every((each) => each === null || isOfType(each, type.element))
      );
    case 'map':
      return (
        typeof value === 'object' &&
        Object.values(value!).every((each) => isOfType(each, type.value))
      );
    case 'enum':
      return type.labels.includes(value as string);
    case 'text':
      return (
        typeof value === 'string' && (type.length === null || [...value].length <= type.length)
      );
    case 'objectid':
      return typeof value === 'string' && /^[0-9a-f]{24}$/.test(value);
    case 'decimal':
      return typeof value === 'string';
    case 'json':
    case 'spatial':
    case 'other':
      return true;
    case 'integer':
      return Number.isInteger(value);
    default:
      return askedTypes(bsonTypeOf(value)).admit(type) !== false;
  }
}
