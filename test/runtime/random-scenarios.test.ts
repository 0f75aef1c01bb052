import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GenFactoriesError } from '../../src/errors.ts';
import { looseFactory, type LooseAdded, type LooseFactory, type Row } from './support/loose-factory.ts';
import { randomSchema, type RandomSchema } from './support/random-schema.ts';
import { violations } from './support/violations.ts';

interface Step { table: number; count: number; fix: readonly boolean[] }
const steps = fc.array(fc.record({ table: fc.nat(5), count: fc.integer({ min: 1, max: 12 }), fix: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }) }), { minLength: 1, maxLength: 6 });

function factoryOf({ tables, shapes, counts, seed }: RandomSchema, list: readonly Step[]): LooseFactory {
  const factory = looseFactory(tables, { seed });
  for (const [table, shape] of shapes) factory.define(table, { count: counts.get(table)!, shape });
  factory.scenario('s', ({ add }) => {
    const added = new Map<string, LooseAdded>();
    const names = Object.keys(tables);
    for (const step of [...list].sort((a, b) => a.table % names.length - b.table % names.length)) {
      const name = names[step.table % names.length]!;
      const over: Record<string, LooseAdded> = {};
      const fix = list.find((each) => names[each.table % names.length] === name)!.fix;
      for (const [at, reference] of (tables[name]!.references ?? []).entries()) {
        const parent = added.get(reference.to);
        if (parent !== undefined && fix[at % 3] && reference.to !== name) over[reference.columns.at(-1)!] = parent;
      }
      added.set(name, add(name, step.count, over));
    }
  });
  return factory;
}
const stats: Record<string, number> = {};
describe('random scenarios', () => {
  it('hold', () => {
    fc.assert(
      fc.property(randomSchema, steps, (schema, list) => {
        const factory = factoryOf(schema, list);
        let base: Map<string, Row[]>, all: Map<string, Row[]>;
        try { base = factory.load(); } catch (error) { if (error instanceof GenFactoriesError) { fc.pre(false) } throw error; }
        try { all = factory.load({ scenario: 's' }); } catch (error) {
          if (!(error instanceof GenFactoriesError)) throw error;
          const code = error.code + ': ' + error.what.replace(/\d+/g,'N').slice(0, 60);
          stats[code] = (stats[code] ?? 0) + 1;
          if (error.code === 'VALUE_INVALID') throw error;
          return;
        }
        stats.ok = (stats.ok ?? 0) + 1;
        for (const [table, rows] of base) expect(all.get(table)!.slice(0, rows.length)).toEqual(rows);
        expect(violations(schema.tables, all)).toEqual([]);
      }),
      { numRuns: 8000 },
    );
  });
});
import { afterAll } from 'vitest';
afterAll(() => console.log(stats));
