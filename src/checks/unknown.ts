/** What evaluation yields where only the database can tell: not NULL, which is a known outcome. */
export const UNKNOWN: unique symbol = Symbol('unknown to the evaluator');

/** A value, null for SQL's NULL, or {@link UNKNOWN}. */
export type Maybe = unknown;
