import type { Choice, ColumnView, Rule } from './column-view.ts';
import { TEXT_RULES } from './rules/text-rules.ts';
import { TYPE_RULES } from './rules/type-rules.ts';
import { BOOLEAN_RULES, NUMBER_RULES, TIME_RULES } from './rules/value-rules.ts';

/** Every rule, the most particular first. */
const RULES: readonly Rule[] = [
  ...TEXT_RULES,
  ...NUMBER_RULES,
  ...TIME_RULES,
  ...BOOLEAN_RULES,
  ...TYPE_RULES,
];

/**
 * What fills a column, by its name, its type and its table: the first rule that knows decides.
 * Constraints are laid over the choice afterwards.
 *
 * @param view - the column
 * @returns undefined where no generator makes values of its type
 */
export function chooseGenerator(view: ColumnView): Choice | undefined {
  for (const rule of RULES) {
    const choice = rule(view);
    if (choice !== undefined) return choice;
  }
  return undefined;
}
