import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GenFactoriesError } from '../../src/errors.ts';
import { looseFactory, type LooseFactory, type Row } from './support/loose-factory.ts';
import { randomSchema, type RandomSchema } from './support/random-schema.ts';
import { violations } from './support/violations.ts';

function factoryOf({ tables, shapes, counts, seed }: RandomSchema): LooseFactory {
  const factory = looseFactory(tables, { seed });
  for (const [table, shape] of shapes) factory.define(table, { count: counts.get(table)!, shape });
  return factory;
}

/** All rows, or null where the plan says that they cannot be. */
function rowsOrRefusal(schema: RandomSchema): Map<string, Row[]> | GenFactoriesError {
  const factory = factoryOf(schema);
  try {
    return new Map(Object.keys(schema.tables).map((table) => [table, factory.rows(table)]));
  } catch (error) {
    if (error instanceof GenFactoriesError) return error;
    throw error;
  }
}

const stats: Record<string, number> = {};
describe('random schemas', () => {
  it('hold every key, reference and NOT NULL, or are refused with a reason', () => {
    fc.assert(
      fc.property(randomSchema, (schema) => {
        const made = rowsOrRefusal(schema);
        const code = made instanceof GenFactoriesError ? made.code + ': ' + made.what.replace(/\d+/g,'N').slice(0, 60) : 'ok';
        stats[code] = (stats[code] ?? 0) + 1;
        if (made instanceof GenFactoriesError) {
          expect(['COUNT_OVER_CAPACITY', 'DEFINITION_INVALID']).toContain(made.code);
          return;
        }
        expect(violations(schema.tables, made)).toEqual([]);
      }),
      { numRuns: 20000 },
    );
  });
});
import { afterAll } from 'vitest';
afterAll(() => console.log(stats));
