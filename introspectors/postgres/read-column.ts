import type { Column } from '../../src/schema/schema.ts';
import type { ColumnRow } from './catalog/relations.ts';
import { refusesNull, type TypeCatalog } from './column-type.ts';

const IDENTITY = { a: 'always', d: 'by default', '': null } as const;

/** Reads one column. A domain's default stands in for the column's own, as it does for the server. */
export function readColumn(row: ColumnRow, types: TypeCatalog): Column {
  const type = types.columnType(row);
  const generated = row.generated !== '';
  return {
    name: row.name,
    type,
    nullable: !row.not_null && !refusesNull(type),
    default: generated ? null : (row.expression ?? types.defaultOf(row.type)),
    identity: IDENTITY[row.identity],
    generated: generated
      ? { expression: row.expression ?? '', stored: row.generated === 's' }
      : null,
    sequence:
      row.sequence_schema === null || row.sequence_name === null
        ? null
        : { schema: row.sequence_schema, name: row.sequence_name },
    comment: row.comment,
  };
}
