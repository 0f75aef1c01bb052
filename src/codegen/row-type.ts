import { storageType, type ColumnType } from '../schema/column-type.ts';
import type { Column } from '../schema/schema.ts';
import { propertyName, quote } from './expression.ts';

/**
 * The TypeScript type of a column's values, as `factory.row` gives them.
 *
 * @param column - of the schema model
 * @param isKey - part of a primary key or a reference: big integers are plain numbers there
 */
export function columnTypeText(column: Column, isKey: boolean): string {
  const type = typeText(storageType(column.type), isKey);
  return column.nullable ? `${type} | null` : type;
}

function typeText(type: ColumnType, isKey: boolean): string {
  switch (type.kind) {
    case 'integer':
      return type.bits === 64 && !isKey ? 'number | bigint' : 'number';
    case 'decimal':
      // Fifteen digits survive a double; more are kept as text.
      return type.precision !== null && type.precision <= 15 ? 'number' : 'number | string';
    case 'float':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'timestamp':
      return 'Date';
    case 'date':
      // Tells days from other text, so that instants may be written where a day is kept.
      return '`${number}-${number}-${number}`';
    case 'money':
      return 'number | string';
    case 'other':
      return NUMBERS.test(type.name) ? 'number | string' : 'string';
    case 'enum':
      return type.labels.map(quote).join(' | ') || 'string';
    case 'set':
      return arrayText(type.labels.map(quote).join(' | ') || 'string');
    case 'array':
      return arrayText(typeText(type.element, isKey));
    case 'composite':
      return `{ ${type.fields.map((field) => `${propertyName(field.name)}: ${typeText(field.type, false)} | null`).join('; ')} }`;
    case 'json':
      return 'unknown';
    case 'bytes':
      return 'Uint8Array';
    default:
      return 'string';
  }
}

/** Types of PostgreSQL's own whose values are numbers. */
const NUMBERS = /^(?:oid|xid|xid8|cid)$/;

function arrayText(element: string): string {
  return element.includes('|') && !element.startsWith('{') ? `(${element})[]` : `${element}[]`;
}
