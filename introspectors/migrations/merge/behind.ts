import { storageType } from '../../../src/schema/column-type.ts';
import type { Column, Table, TableName } from '../../../src/schema/schema.ts';

/** Where migrations are older than the schema file. */
export interface Behind {
  readonly table: TableName;
  /** Null where it is the table. */
  readonly column: string | null;
  /** `missing` in the migrations, `left` in them alone, or of another type there. */
  readonly how: 'missing' | 'left' | 'changed';
}

/**
 * How the migrations of a table are older than the schema file.
 *
 * @param other - the same table in the migrations; undefined where they do not make it
 */
export function behindIn(table: Table, other: Table | undefined): readonly Behind[] {
  const name = { schema: table.schema, name: table.name };
  if (other === undefined) return [{ table: name, column: null, how: 'missing' }];
  const there = new Map(other.columns.map((column) => [column.name, column]));
  const here = new Set(table.columns.map((column) => column.name));
  const found = table.columns.flatMap((column): readonly Behind[] => {
    const own = there.get(column.name);
    if (own === undefined) return [{ table: name, column: column.name, how: 'missing' }];
    return isChanged(column, own) ? [{ table: name, column: column.name, how: 'changed' }] : [];
  });
  const left = other.columns.filter((column) => !here.has(column.name));
  return [
    ...found,
    ...left.map((column): Behind => ({ table: name, column: column.name, how: 'left' })),
  ];
}

/** Of another kind of type; what a schema file does not know of a type is no change. */
export function isChanged(column: Column, other: Column): boolean {
  const [own, its] = [storageType(column.type), storageType(other.type)];
  return own.kind !== 'other' && its.kind !== 'other' && own.kind !== its.kind;
}
