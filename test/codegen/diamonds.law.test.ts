import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planLoads } from '../../src/runtime/load-plan.ts';
import type { Row } from '../runtime/support/loose-factory.ts';
import { violations } from '../runtime/support/violations.ts';
import { evaluate } from './evaluate.ts';
import { diamond, type Diamond, type Leg } from './random-diamonds.ts';

type Rows = ReadonlyMap<string, readonly Row[]>;

/** Pairs of ways that lead to different rows of the nearest table that both lead to. */
function apart({ model, ways }: Diamond, rows: Rows): string[] {
  const composite = model.tables.some(({ primaryKey, name }) => name !== 'leaf' && primaryKey!.columns.length > 1);
  const key = (row: Row, column: string) => composite ? row['realm_id'] + '/' + row[column] : String(row[column]);
  const byKey = new Map([...rows].map(([name, all]) => [name, new Map(all.map((row) => [name === 'realm' ? String(row['id']) : key(row, 'id'), row]))]));
  const climb = (leg: Leg, row: Row, to: string) => {
    let at = row;
    let column = leg.column;
    for (const table of leg.tables) {
      const k = table === 'realm' ? String(composite ? at['realm_id'] : at[column]) : key(at, column);
      if (table === to) return k;
      at = byKey.get(table)!.get(k)!;
      column = 'up';
    }
    throw new Error('lost');
  };
  const found: string[] = [];
  for (const [at, one] of ways.entries()) for (const other of ways.slice(at + 1)) {
    if (one.nullable && other.nullable) continue;
    if (one.tables[0] === other.tables[0]) continue;
    if (one.unique && other.unique && !one.nullable && !other.nullable) continue;
    const common = one.tables.find((table) => other.tables.includes(table))!;
    const bad = (rows.get('leaf') ?? []).filter((row) => row[one.column] !== null && row[other.column] !== null && climb(one, row, common) !== climb(other, row, common));
    if (bad.length) found.push(`${one.column} ${other.column} at ${common}: ${bad.length}`);
  }
  return found;
}

describe('law', () => {
  it('x', async () => {
    const stats = { apart: 0, error: {} as Record<string, number>, viol: 0, all: 0, t: 0 };
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(diamond, async (made) => {
        const t0 = performance.now();
        stats.all++;
        const { factory, files } = await evaluate(made.model, made.counts);
        const show = () => JSON.stringify(made.counts) + JSON.stringify(made.ways) + '\n' + files.filter((f) => f.path !== 'schema.ts' && f.path !== 'index.ts').map((f) => f.text.slice(f.text.indexOf('factory.define'))).join('');
        try {
          const { loads, skipped } = planLoads(factory.source(), { scale: 0.999 });
          const rows = new Map(loads.map(({ rows, first, end }) => {
            const view = rows.newView();
            return [rows.key, Array.from({ length: end - first }, (_, at) => rows.toObject(view.moveTo(first + at)))] as const;
          }));
          if (Object.keys(skipped).length) throw Object.assign(new Error(JSON.stringify(skipped)), { code: 'SKIPPED' });
          const v = violations(factory.settings.tables, rows);
          const ap = apart(made, rows);
          const uq = made.ways.some((w) => w.unique && !w.nullable); const su = made.model.tables.some((t) => t.uniques.length && t.name !== 'leaf');
          if (ap.length) { stats.apart++; const k = 'ap' + uq + su; (stats as any)[k] = ((stats as any)[k] ?? 0) + 1; if (!seen.has(k)) { seen.add(k); console.log('APART', ap, show()); } }
          if (v.length) { stats.viol++; if (!seen.has('v')) { seen.add('v'); console.log('VIOL', v, show()); } }
        } catch (e: any) {
          const c = e.code ?? 'X' + e.message;
          stats.error[c] = (stats.error[c] ?? 0) + 1;
          if (!seen.has(c)) { seen.add(c); console.log(c, e.message, show()); }
        }
        stats.t += performance.now() - t0;
      }),
      { numRuns: 300, seed: 1 },
    );
    console.log(stats);
  }, 120000);
});
