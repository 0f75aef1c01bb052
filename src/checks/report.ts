import type { Check } from './read-checks.ts';
import type { Fallback, UnsolvedCheck } from './solution.ts';

/** Collects what became of checks that could not be solved in full, each check once. */
export class Report {
  readonly #fallbacks = new Map<Check, Fallback>();
  readonly #unsolved = new Map<Check, UnsolvedCheck>();

  /**
   * A check that holds, but not in every way that it could.
   *
   * @param nulled - columns that are NULL for its sake
   */
  fellBack(check: Check, reason: string, nulled: readonly string[]): void {
    const earlier = this.#fallbacks.get(check);
    this.#fallbacks.set(check, {
      check: check.name,
      sql: check.sql,
      columns: check.columns,
      reason: earlier?.reason ?? reason,
      nulled: [...new Set([...(earlier?.nulled ?? []), ...nulled])],
    });
  }

  unsolved(check: Check, reason: string): void {
    if (this.#unsolved.has(check)) return;
    const { name, sql, columns } = check;
    this.#unsolved.set(check, { check: name, sql, columns, reason });
  }

  /** A check of which one part is unsolved is unsolved, whatever became of the others. */
  get fallbacks(): readonly Fallback[] {
    return [...this.#fallbacks].flatMap(([check, fallback]) =>
      this.#unsolved.has(check) ? [] : [fallback],
    );
  }

  get unsolvedChecks(): readonly UnsolvedCheck[] {
    return [...this.#unsolved.values()];
  }
}
