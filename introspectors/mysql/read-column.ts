import type { Column } from '../../src/schema/schema.ts';
import type { ColumnRow } from './catalog/queries.ts';
import { columnType } from './column-type.ts';
import { readDefault } from './read-default.ts';
import { readExpression, type Spelling } from './read-expression.ts';

/**
 * Reads one column.
 *
 * @param row - of the catalogue
 * @param json - a check makes sure that it holds JSON, which is all that MariaDB's JSON is
 * @param spelling - how the server spells expressions
 */
export function readColumn(row: ColumnRow, json: boolean, spelling: Spelling): Column {
  const extra = row.extra.toLowerCase();
  const generated = /\b(virtual|stored|persistent) generated\b/.exec(extra);
  const counted = extra.includes('auto_increment');
  return {
    name: row.name,
    type: json ? { kind: 'json', binary: false } : columnType(row),
    nullable: row.nullable === 'YES',
    default: generated !== null || counted ? null : readDefault(row, spelling),
    identity: counted ? 'by default' : null,
    generated:
      generated === null
        ? null
        : {
            expression: readExpression(row.generation ?? '', spelling),
            stored: generated[1] !== 'virtual',
          },
    sequence: null,
    comment: row.comment === '' ? null : row.comment,
  };
}
