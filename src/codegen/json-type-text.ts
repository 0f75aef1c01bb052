import type { JsonField, JsonType } from '../schema/json-type.ts';
import { propertyName, quote, WIDTH } from './expression.ts';
import { mapText } from './row-type.ts';

/**
 * The type of a column of JSON as a row's interface has it.
 *
 * @param type - what the program keeps in it
 * @param indent - of the line that it is on
 */
export function jsonTypeText(type: JsonType, indent: number): string {
  switch (type.kind) {
    case 'text':
    case 'time':
      return 'string';
    case 'number':
    case 'boolean':
      return type.kind;
    case 'anything':
      return 'unknown';
    case 'constants':
      return type.values.map(constantText).join(' | ');
    case 'list':
      return listText(type.element, jsonTypeText(type.element, indent));
    case 'tuple':
      return `[${type.elements.map((each) => jsonTypeText(each, indent)).join(', ')}]`;
    case 'map':
      return mapText(jsonTypeText(type.value, indent));
    case 'union':
      return type.of.map((each) => jsonTypeText(each, indent)).join(' | ') || 'unknown';
    case 'object':
      return objectText(type.fields, indent);
  }
}

function constantText(value: string | number | boolean | null): string {
  return typeof value === 'string' ? quote(value) : String(value);
}

function listText(element: JsonType, text: string): string {
  const parts =
    element.kind === 'union' ? element.of : element.kind === 'constants' ? element.values : [];
  return parts.length > 1 ? `(${text})[]` : `${text}[]`;
}

/** On one line where it is short, otherwise a line for each field. */
function objectText(fields: readonly JsonField[], indent: number): string {
  if (fields.length === 0) return 'object';
  const lines = fields.map(({ name, type, optional }) => {
    const text = jsonTypeText(type, indent + 2);
    return `${propertyName(name)}${optional ? '?' : ''}: ${text}`;
  });
  const flat = `{ ${lines.join('; ')} }`;
  if (!flat.includes('\n') && indent + flat.length <= WIDTH / 2) return flat;
  const margin = ' '.repeat(indent);
  return `{\n${lines.map((each) => `${margin}  ${each};\n`).join('')}${margin}}`;
}
