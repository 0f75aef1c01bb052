import { generator, type Generator } from './generator.ts';

/** A column that the code generator could not fill. Its table is left out of a load until it is. */
export interface Todo extends Generator<never> {
  readonly todo: string;
}

/**
 * Marks a column that needs a person: its table is skipped, and named in the summary, until
 * `factories/index.ts` says how to fill the column. Other tables load.
 *
 * @param reason - what could not be solved
 * @example
 * ```ts
 * todo('CHECK valid_vat: is_valid_vat(vat_number)');
 * ```
 */
export function todo(reason: string): Todo {
  const marked = generator<never>(['todo', reason], () => ({
    draw() {
      throw new Error(reason);
    },
  }));
  return { ...marked, todo: reason };
}

export function isTodo(value: unknown): value is Todo {
  return typeof value === 'object' && value !== null && 'todo' in value;
}
