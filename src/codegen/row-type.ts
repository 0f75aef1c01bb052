import { storageType, type ColumnType } from '../schema/column-type.ts';
import type { Column } from '../schema/schema.ts';
import { propertyName, quote } from './expression.ts';

/**
 * The TypeScript type of a column's values, as `factory.row` gives them.
 *
 * @param column - of the schema model
 * @param isKey - part of a primary key or a reference: big integers are plain numbers there
 * @param document - the type of the documents among the values, or of JSON that has a shape
 */
export function columnTypeText(column: Column, isKey: boolean, document = 'object'): string {
  const type = usedText(column, document) ?? typeText(storageType(column.type), isKey, document);
  return column.nullable && type !== 'null' ? `${type} | null` : type;
}

/** What the program's own types say. */
function usedText({ type, values, shape }: Column, document: string): string | undefined {
  if (shape !== undefined) return document;
  if (values === undefined || values.length === 0) return undefined;
  const text = values.map(quote).join(' | ');
  return storageType(type).kind === 'array' ? arrayText(text) : text;
}

function typeText(type: ColumnType, isKey: boolean, document: string): string {
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
      if (NOTHING.test(type.name)) return 'null';
      return NUMBERS.test(type.name) ? 'number | string' : 'string';
    case 'enum':
      return type.labels.map(quote).join(' | ') || 'string';
    case 'set':
      return arrayText(type.labels.map(quote).join(' | ') || 'string');
    case 'array':
      return arrayText(typeText(type.element, isKey, document));
    case 'composite':
      return `{ ${type.fields.map((field) => `${propertyName(field.name)}: ${typeText(field.type, false, document)} | null`).join('; ')} }`;
    case 'document':
      return document;
    case 'map':
      return mapText(typeText(type.value, isKey, document));
    case 'union':
      return [...new Set(type.of.map((each) => typeText(each, isKey, document)))].join(' | ');
    case 'json':
      return 'unknown';
    case 'bytes':
      return 'Uint8Array';
    default:
      return 'string';
  }
}

/** Documents by keys that are data: those with fields on lines of their own. */
export function mapText(value: string): string {
  if (!value.includes('\n')) return `Record<string, ${value}>`;
  const margin = /\n( *)\}/.exec(value)?.[1] ?? '';
  return `{\n${margin}  [key: string]: ${value.replaceAll('\n', '\n  ')};\n${margin}}`;
}

/** Types of PostgreSQL's own whose values are numbers. */
const NUMBERS = /^(?:oid|xid|xid8|cid)$/;
/** Types of BSON's that stand for nothing. */
const NOTHING = /^(?:null|undefined)$/;

function arrayText(element: string): string {
  return element.includes('|') && !element.startsWith('{') ? `(${element})[]` : `${element}[]`;
}
