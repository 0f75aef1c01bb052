import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ref } from '../../generators/reference.ts';
import { planLoads } from '../../src/runtime/load-plan.ts';
import type { Factory } from '../../src/runtime/factory.ts';
import { thrown } from '../support/errors.ts';
import { looseFactory, table, type LooseFactory } from './support/loose-factory.ts';

interface Link {
  readonly from: number;
  readonly to: number;
  readonly nullable: boolean;
  readonly deferrable: boolean;
}

const links: fc.Arbitrary<Link[]> = fc.array(
  fc.record({ from: fc.nat(5), to: fc.nat(5), nullable: fc.boolean(), deferrable: fc.boolean() }),
  { maxLength: 10 },
);

/** Six tables with these references between them. */
function factoryOf(all: readonly Link[]): LooseFactory {
  const tables = Object.fromEntries(
    [0, 1, 2, 3, 4, 5].map((at) => {
      const own = [...all.entries()].filter(([, link]) => link.from === at);
      const columns = own.map(([n, { nullable }]) => [
        `r${n}`,
        `integer${nullable ? '' : ' not null'}`,
      ]);
      const references = own.map(([n, link]) => ({
        columns: [`r${n}`],
        to: `t${link.to}`,
        key: ['id'],
        ...(link.deferrable && { deferrable: 'deferred' as const }),
      }));
      const facts = table(
        { id: 'integer not null serial', ...Object.fromEntries(columns) },
        { references },
      );
      return [`t${at}`, { ...facts, table: `public.t${at}` }];
    }),
  );
  const factory = looseFactory(tables);
  for (const [n, link] of all.entries())
    factory.define(`t${link.from}`, { shape: { [`r${n}`]: ref(`t${link.to}`) } });
  return factory;
}

/** Whether required references lead from a table into a circle of such. */
function reaches(all: readonly Link[], key: string): boolean {
  const required = all.filter((link) => !link.nullable && link.from !== link.to);
  const next = (from: string): string[] =>
    required.filter((link) => `t${link.from}` === from).map((link) => `t${link.to}`);
  const walk = (at: string, above: readonly string[]): boolean =>
    above.includes(at) || next(at).some((to) => walk(to, [...above, at]));
  return walk(key, []);
}

describe('tables are loaded', () => {
  it('after all they refer to, but for what is deferred or left NULL at first', () => {
    fc.assert(
      fc.property(links, (all) => {
        const source = (factoryOf(all) as unknown as Factory<never>).source();
        const plan = planLoads(source, {});
        // Only tables that need each other's rows, and cannot go without, are left out, and their children.
        const left = new Set(plan.loads.map((load) => load.rows.key));
        for (const key of source.models.keys()) {
          if (!left.has(key)) expect(reaches(all, key)).toBe(true);
        }
        const place = new Map(plan.loads.map((load, at) => [load.rows.key, at]));
        for (const load of plan.loads) {
          for (const reference of load.rows.references) {
            const link = all[Number(reference.lead.slice(1))]!;
            if (
              link.deferrable ||
              !left.has(reference.target.key) ||
              reference.selfReferring ||
              load.deferred.includes(reference.lead)
            )
              continue;
            expect(place.get(reference.target.key)).toBeLessThan(place.get(load.rows.key)!);
          }
          for (const column of load.deferred)
            expect(all[Number(column.slice(1))]!.nullable).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('or are left out, with the circle named, where nothing in it may wait', () => {
    const required = { nullable: false, deferrable: false };
    const factory = factoryOf([
      { from: 0, to: 1, ...required },
      { from: 1, to: 0, ...required },
      { from: 2, to: 1, ...required },
      { from: 3, to: 2, ...required, nullable: true },
    ]);
    const circle = "These tables need each other's rows first: t0.r0 → t1, t1.r1 → t0";
    expect(factory.plan().skipped).toEqual({
      'public.t0': circle,
      'public.t1': circle,
      'public.t2': 'needs rows of "t1", which is skipped',
    });
    expect([...factory.load().keys()]).toEqual(['t3', 't4', 't5']);
    for (const name of ['t0', 't1', 't2']) {
      expect(thrown(() => factory.rows(name)).code).toBe('REFERENCE_CYCLE');
    }
    expect(factory.row('t3', 0)).toEqual({ id: 1, r3: null });
  });

  it('in the order in which they were written down, where nothing else decides', () => {
    expect(Object.keys(factoryOf([]).plan().rows)).toEqual(
      [0, 1, 2, 3, 4, 5].map((at) => `public.t${at}`),
    );
  });
});
