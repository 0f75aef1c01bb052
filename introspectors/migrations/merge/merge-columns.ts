import { storageType, type ColumnType } from '../../../src/schema/column-type.ts';
import { canonicalJson } from '../../../src/schema/canonical-json.ts';
import type { Column, Table } from '../../../src/schema/schema.ts';
import { isChanged } from './behind.ts';
import { aboutColumnsOf, type IsAbout } from './mentions.ts';
import type { SeenInTable } from './seen.ts';

/** The columns of a schema file's table, with what migrations know besides. */
export function mergeColumns(
  table: Table,
  other: Table,
): { readonly columns: readonly Column[]; readonly seen: readonly SeenInTable[] } {
  const seen: SeenInTable[] = [];
  const isAbout = aboutColumnsOf(table, other);
  const columns = table.columns.map((column) => {
    const own = other.columns.find(({ name }) => name === column.name);
    if (own === undefined || isChanged(column, own)) return column;
    const merged = mergeColumn(column, own, isAbout);
    seen.push(...differences(column, merged));
    return merged;
  });
  return { columns, seen };
}

function mergeColumn(column: Column, other: Column, isAbout: IsAbout): Column {
  const type = mergeType(column.type, other.type);
  const computed = isAbout(other.generated?.expression ?? null) ? other.generated : null;
  const generated = column.generated ?? computed;
  // What the ORM makes is supplied, whatever the database would put there.
  const isOpen = column.default === null && column.client === undefined && column.identity === null;
  return {
    ...column,
    type,
    nullable: column.nullable && !refusesNull(type) && !isWholeList(other),
    generated,
    default: generated !== null ? null : isOpen ? other.default : column.default,
    sequence: column.sequence ?? (isOpen && generated === null ? other.sequence : null),
    comment: column.comment ?? other.comment,
  };
}

/** Prisma has no word for whether a list may be NULL, and no list of its client's is. */
function isWholeList({ type, nullable }: Column): boolean {
  return type.kind === 'array' && !nullable;
}

/** True where a value of the type cannot be NULL: a domain that says so. */
function refusesNull(type: ColumnType): boolean {
  return type.kind === 'domain' && (type.notNull || refusesNull(type.base));
}

/** A domain over the same type, a type that the file has no word for, a collation. */
function mergeType(type: ColumnType, other: ColumnType): ColumnType {
  if (type.kind === 'other' && other.kind !== 'other') return other;
  if (type.kind === 'array' && other.kind === 'array') {
    return { kind: 'array', element: mergeType(type.element, other.element) };
  }
  if (other.kind === 'domain' && type.kind !== 'domain') {
    return canonicalJson(storageType(other)) === canonicalJson(type) ? other : type;
  }
  if (type.kind === 'text' && other.kind === 'text') return mergeText(type, other);
  return type;
}

/** Of what length a text is, the file says; what it is compared by and stored in, it does not. */
function mergeText(
  type: Extract<ColumnType, { kind: 'text' }>,
  other: Extract<ColumnType, { kind: 'text' }>,
): ColumnType {
  if (type.caseless === other.caseless && type.charset === other.charset) return type;
  const { charset } = other;
  const { length, fixed, bytes } = type;
  return {
    kind: 'text',
    length,
    fixed,
    caseless: other.caseless,
    ...(bytes !== undefined && { bytes }),
    ...(charset !== undefined && { charset }),
  };
}

function differences(column: Column, merged: Column): readonly SeenInTable[] {
  const { name } = column;
  const found: SeenInTable['kind'][] = [];
  if (merged.type !== column.type && canonicalJson(merged.type) !== canonicalJson(column.type)) {
    found.push(merged.type.kind === 'text' && column.type.kind === 'text' ? 'collation' : 'type');
  }
  if (merged.generated !== column.generated) found.push('generated');
  if (merged.default !== null && merged.default !== column.default) found.push('default');
  if (merged.comment !== column.comment) found.push('comment');
  return found.map((kind) => ({ kind, name }));
}
