import { createHash } from 'node:crypto';
import type { LoadPlan } from './load-plan.ts';
import type { TableRows } from './table-rows.ts';

/**
 * A hash that tells whether two plans write the same rows: of every table's columns and counts, and of
 * some of its rows, spread over all of them. Rows and not definitions are hashed, because a function's
 * text does not say what it closes over.
 *
 * @param plan - what would be written
 * @param part - rows of the base only, or of the scenarios laid on it
 */
export function fingerprint(plan: LoadPlan, part: 'base' | 'scenario'): string {
  const hash = createHash('sha256');
  // By name, and without tables that have no rows in this part: the order of a load, and what it
  // loads, are other ones with a scenario than without.
  const tables = plan.loads.map((load) => load.rows).sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const rows of tables) {
    const [from, to] = part === 'base' ? [0, rows.baseCount] : [rows.baseCount, rows.count];
    if (to === from) continue;
    hash.update(
      `${rows.key}\n${to - from}\n${rows.columns.map((column) => column.name).join(',')}\n`,
    );
    for (const { start, count } of rows.segments) {
      if (start < from || start >= to || count === 0) continue;
      hashRows(rows, start, start + count, (text) => hash.update(text));
    }
  }
  return hash.digest('hex').slice(0, 32);
}

const FIRST_ROWS = 16;
const SPREAD_ROWS = 16;

function hashRows(rows: TableRows, from: number, to: number, update: (text: string) => void): void {
  const view = rows.newView();
  const places = new Set<number>();
  for (let place = from; place < Math.min(to, from + FIRST_ROWS); place++) places.add(place);
  const step = Math.max(1, Math.floor((to - from) / SPREAD_ROWS));
  for (let place = from; place < to; place += step) places.add(place);
  for (const place of places) {
    update(JSON.stringify(rows.toObject(view.moveTo(place)), printable));
  }
}

function printable(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}
