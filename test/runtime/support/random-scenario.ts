import fc from 'fast-check';
import type { LooseAdded, LooseBuilder, Tables } from './loose-factory.ts';

/** Rows to add to a table, and which of its references lead to rows added before. */
export interface Step {
  readonly table: number;
  readonly count: number;
  readonly fixed: readonly boolean[];
}

export const scenarioSteps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    table: fc.nat(5),
    count: fc.integer({ min: 1, max: 12 }),
    fixed: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Takes the steps, parents first. All rows of a table have the same references given. */
export function addSteps(tables: Tables, steps: readonly Step[], { add }: LooseBuilder): void {
  const names = Object.keys(tables);
  const added = new Map<string, LooseAdded>();
  for (const [at, name] of names.entries()) {
    const own = steps.filter((step) => step.table % names.length === at);
    for (const { count } of own) {
      const parents: Record<string, LooseAdded> = {};
      for (const [place, reference] of (tables[name]!.references ?? []).entries()) {
        const parent = reference.to === name ? undefined : added.get(reference.to);
        if (own[0]!.fixed[place % 3] && parent) parents[reference.columns.at(-1)!] = parent;
      }
      added.set(name, add(name, count, parents));
    }
  }
}
