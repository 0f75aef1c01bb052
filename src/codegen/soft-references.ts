import { storageType } from '../schema/column-type.ts';
import type { Column, SchemaModel, Table } from '../schema/schema.ts';
import { viewColumn } from './column-view.ts';
import { fieldName, isMany } from './document-tree.ts';
import { call, literal, object, type Expression } from './expression.ts';
import { entityOf, snakeCase } from './names.ts';
import { weightedLabels } from './rules/type-rules.ts';

/** A column that leads to another table although no foreign key says so. */
export type SoftReference =
  | { readonly kind: 'plain'; readonly target: Table }
  /** Which table it is depends on another column: `subject_type` and `subject_id`. */
  | {
      readonly kind: 'polymorphic';
      readonly typeColumn: string;
      readonly targets: readonly { readonly label: string; readonly target: Table }[];
    };

/** The references of a table that no foreign key tells, by column. */
export type SoftReferences = ReadonlyMap<string, SoftReference>;

/**
 * The references of a table that only names tell: `author_id` where there are authors, and pairs such as
 * `subject_type` with `subject_id`.
 *
 * @param table - any table
 * @param model - the tables that have factories
 * @param valuesOf - the values a column is limited to; null where it is not
 * @returns by column
 */
export function softReferences(
  table: Table,
  model: SchemaModel,
  valuesOf: (column: Column) => readonly string[] | null,
): SoftReferences {
  const found = new Map<string, SoftReference>();
  for (const column of table.columns) {
    const base = /^(.+)_id$/.exec(snakeCase(fieldName(table, column)))?.[1];
    if (base === undefined || isKeyOrReference(table, column) || isMany(table, column)) continue;
    const type = viewColumn(table, column).siblings.get(`${base}_type`);
    // Of documents, introspection has looked where such a field leads.
    if (type === undefined && model.dialect === 'mongodb') continue;
    // Nothing deals the rows of several tables so that each is referred to once.
    if (type !== undefined && isInUnique(table, column)) continue;
    const reference =
      type === undefined
        ? plainReference(base, column, table, model)
        : polymorphicReference(column, type, table, model, valuesOf(type));
    if (reference !== undefined) found.set(column.name, reference);
  }
  return found;
}

/**
 * What a soft reference's column holds.
 *
 * @param optional - whether it may be NULL
 */
export function softReferenceValue(
  reference: SoftReference,
  optional: boolean,
  keyOf: (table: Table) => string,
): Expression {
  if (reference.kind === 'plain') return call('ref', literal(keyOf(reference.target)));
  const cases = reference.targets.map(
    ({ label, target }) => [label, call('ref', literal(keyOf(target)))] as const,
  );
  // A row that is about nothing leads nowhere.
  if (optional)
    return call(
      'given',
      literal(reference.typeColumn),
      object(Object.fromEntries(cases)),
      literal(null),
    );
  const [, otherwise] = cases.at(-1)!;
  const named = cases.slice(0, -1);
  if (named.length === 0) return otherwise;
  return call('given', literal(reference.typeColumn), object(Object.fromEntries(named)), otherwise);
}

/** What the column beside a polymorphic reference holds. */
export function polymorphicTypes(
  column: Column,
  references: ReadonlyMap<string, SoftReference>,
): Expression | undefined {
  for (const reference of references.values()) {
    if (reference.kind === 'polymorphic' && reference.typeColumn === column.name) {
      return weightedLabels(reference.targets.map(({ label }) => label));
    }
  }
  return undefined;
}

function isKeyOrReference(table: Table, column: Column): boolean {
  return (
    (table.primaryKey?.columns ?? []).includes(column.name) ||
    table.references.some((reference) => reference.columns.includes(column.name))
  );
}

function isInUnique(table: Table, column: Column): boolean {
  return table.uniques.some((unique) =>
    unique.parts.some((part) =>
      part.kind === 'column' ? part.column === column.name : part.columns.includes(column.name),
    ),
  );
}

function plainReference(
  base: string,
  column: Column,
  table: Table,
  model: SchemaModel,
): SoftReference | undefined {
  const target = model.tables.find(
    (each) => each.schema === table.schema && entityOf(each) === base && canHold(column, each),
  );
  return target && { kind: 'plain', target };
}

function polymorphicReference(
  column: Column,
  type: Column,
  table: Table,
  model: SchemaModel,
  values: readonly string[] | null,
): SoftReference | undefined {
  // Which number stands for which table only the program knows.
  if (!['text', 'enum'].includes(storageType(type.type).kind)) return undefined;
  const candidates = model.tables.filter((each) => each !== table && canHold(column, each));
  const targets =
    values === null
      ? usualTargets(table, candidates, model).map((target) => ({
          label: className(target),
          target,
        }))
      : values.flatMap((label) => {
          const target = candidates.find((each) => isNamed(each, label));
          return target === undefined ? [] : [{ label, target }];
        });
  // A value that leads nowhere we know leaves the column without a meaning.
  if (targets.length === 0 || (values !== null && targets.length < values.length)) return undefined;
  return { kind: 'polymorphic', typeColumn: type.name, targets };
}

/** The tables that others refer to most: what a comment or an attachment is about. */
function usualTargets(table: Table, candidates: readonly Table[], model: SchemaModel): Table[] {
  const referred = (target: Table): number =>
    model.tables
      .flatMap((each) => each.references)
      .filter(
        (reference) =>
          reference.target.table.name === target.name &&
          reference.target.table.schema === target.schema,
      ).length;
  return candidates
    .filter((each) => each.schema === table.schema && referred(each) > 0)
    .sort((a, b) => referred(b) - referred(a))
    .slice(0, 3);
}

/** Whether a column can hold the key of a table. */
function canHold(column: Column, target: Table): boolean {
  const [name, more] = target.primaryKey?.columns ?? [];
  if (name === undefined || more !== undefined) return false;
  const key = storageType(target.columns.find((each) => each.name === name)!.type);
  const own = storageType(column.type);
  if (key.kind !== own.kind) return false;
  return key.kind === 'integer' && own.kind === 'integer'
    ? own.bits >= key.bits
    : key.kind === 'uuid' || key.kind === 'objectid';
}

function isNamed(table: Table, label: string): boolean {
  const words = snakeCase(label);
  return words === snakeCase(table.name) || words === entityOf(table);
}

function className(table: Table): string {
  return entityOf(table)
    .split('_')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
