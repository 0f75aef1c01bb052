import type { TablePlan } from './plan-table.ts';

/**
 * The plan of a table whose rows are read: no column needs anything, and none is in a person's hands. Its count is
 * what plans take for granted that reach no database.
 */
export const EXISTING_TABLE: TablePlan = {
  lines: [],
  anonymize: [],
  leftOut: new Set(),
  todos: [],
  unsolved: [],
  remarks: [],
};
