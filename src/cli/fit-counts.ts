import type { Generation } from '../codegen/generate.ts';
import { GenFactoriesError } from '../errors.ts';
import { planAround } from '../runtime/plan-around.ts';
import { evaluateGenerated } from './evaluate-generated.ts';

/** Rows by table, as definitions name it. */
export type Counts = Readonly<Record<string, number>>;

/** Each time fewer tables are over: a chain of parents may be as long as a schema is deep. */
const ROUNDS = 10;

/**
 * Generates with counts that all keys and parents have room for. Codegen's are good guesses; what the
 * runtime deals, ties and makes unique is known by planning it.
 *
 * @param generate - generates with these counts for tables, in place of the usual ones
 * @param own - counts that the user wrote, and that stay
 */
export async function generateWithin(
  generate: (counts: Counts) => Promise<Generation>,
  own: Counts,
): Promise<Generation> {
  let counts = own;
  let generation = await generate(counts);
  for (let round = 0; round < ROUNDS; round++) {
    const fewer = countsBelow(generation, own);
    if (Object.keys(fewer).length === 0) break;
    counts = { ...counts, ...fewer };
    generation = await generate(counts);
  }
  return generation;
}

/** Of tables whose count is over the room they have, as many rows as there is room for. */
function countsBelow({ files }: Generation, own: Counts): Counts {
  const source = evaluateGenerated(files).source();
  try {
    const { tables } = planAround(source, {}).plan.planned.order;
    const over = tables.filter(
      ({ key, baseCount }) => baseCount < source.countOf(key) && !Object.hasOwn(own, key),
    );
    return Object.fromEntries(over.map(({ key, baseCount }) => [key, baseCount]));
  } catch (error) {
    // What no count can mend is told by whoever loads the definitions.
    if (error instanceof GenFactoriesError) return {};
    throw error;
  }
}
