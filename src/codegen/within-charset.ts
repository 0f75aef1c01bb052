import type { ColumnType } from '../schema/column-type.ts';
import type { Choice } from './column-view.ts';

/** Edge cases made of characters that a column's character set does not have. */
const STRANGERS: Readonly<Record<string, readonly string[]>> = {
  utf8mb3: ['emoji'],
  ucs2: ['emoji'],
  latin1: ['emoji', 'rtl'],
};
const BEYOND_ASCII = ['emoji', 'rtl', 'unicode'];

/** A choice without the edge cases that the column has no characters for. */
export function withinCharset(type: ColumnType, choice: Choice): Choice {
  if (type.kind !== 'text' || type.charset === undefined || choice.edges === undefined) {
    return choice;
  }
  const strangers = STRANGERS[type.charset] ?? BEYOND_ASCII;
  const edges = Object.entries(choice.edges).filter(([name]) => !strangers.includes(name));
  return { ...choice, edges: Object.fromEntries(edges) };
}
