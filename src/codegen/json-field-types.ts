import type { ColumnType } from '../schema/column-type.ts';
import { call, literal, object, type Expression } from './expression.ts';

/**
 * The type of a text of JSON that is a time, as its name says: JSON has no times.
 *
 * @param name - in snake case
 */
export function timeType(name: string): ColumnType | undefined {
  return TIMES.test(name) ? { kind: 'timestamp', precision: 3, zoned: true } : undefined;
}

const TIMES = /(?:^|_)(?:at|date|date_?time|timestamp)$|ed_on$/;

/** What a number of JSON is, which does not say whether it counts or measures. */
export interface JsonNumber {
  readonly type: ColumnType;
  /** What it is whatever the rules for columns say. */
  readonly expression?: Expression;
}

/**
 * The kind of number that a field's name says.
 *
 * @param name - in snake case
 */
export function numberType(name: string): JsonNumber {
  if (FRACTIONS.test(name)) return { type: { kind: 'decimal', precision: null, scale: 2 } };
  const type: ColumnType = { kind: 'integer', bits: 32, unsigned: false };
  if (/(?:^|_)cents$/.test(name)) return { type, expression: between(100, 100_000) };
  if (TIMES.test(name)) {
    return { type, expression: between(1_600_000_000_000, 1_800_000_000_000) };
  }
  return { type };
}

const FRACTIONS =
  /(?:^|_)(?:lat|latitude|lng|lon|long|longitude|percent|percentage|pct|rate|ratio|confidence|probability|share|score|hours|opacity|temperature|price|amount|cost|total|subtotal|balance|fee|tax|discount|budget|revenue|salary)$/;

function between(min: number, max: number): Expression {
  return call('integer', object({ min: literal(min), max: literal(max) }));
}
