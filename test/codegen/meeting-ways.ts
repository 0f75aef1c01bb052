import type { Row } from '../runtime/support/loose-factory.ts';
import { ROOT, ROW, type Diamond, type Leg } from './random-diamonds.ts';

/** Rows by table. */
type Rows = ReadonlyMap<string, readonly Row[]>;

/**
 * Rows of which two ways lead to different rows of the nearest table that both lead to, in words; none where
 * all that can meet does. By way of a reference that is no other row's, and that every row has, a row may be of
 * an ancestor that has nothing else: then there is nothing to meet.
 */
export function apart(diamond: Diamond, rows: Rows): string[] {
  const ways = new Ways(diamond, rows);
  return pairsOf(diamond.ways).flatMap(([one, other]) => {
    const common = nearest(one, other);
    // Of two that rows may do without none follows, nor does one that each root has once.
    if (one.nullable && other.nullable) return [];
    if ([one, other].some((leg) => leg.unique && leg.tables[0] === common)) return [];
    // A pair of a row and what that belongs to would be no pair: any of the tenant's will do.
    const isUpAndDown = [one, other].some((leg) => leg.tables[0] === common);
    if (isUpAndDown && diamond.isPair && diamond.key.length > 1) return [];
    const strangers = (rows.get(ROW) ?? []).filter((row) => {
      if (row[one.column] === null || row[other.column] === null) return false;
      return ways.climb(one, row, common) !== ways.climb(other, row, common) && ways.canMeet(row);
    });
    if (strangers.length === 0) return [];
    return [`${one.column} and ${other.column} differ at ${common} in ${strangers.length} rows`];
  });
}

function pairsOf(legs: readonly Leg[]): (readonly [Leg, Leg])[] {
  return legs.flatMap((one, at) => legs.slice(at + 1).map((other) => [one, other] as const));
}

/** The first table of both. */
function nearest(one: Leg, other: Leg): string {
  return one.tables.find((table) => other.tables.includes(table))!;
}

class Ways {
  readonly #diamond: Diamond;
  readonly #rows: Rows;
  readonly #byKey: ReadonlyMap<string, ReadonlyMap<string, Row>>;

  constructor(diamond: Diamond, rows: Rows) {
    this.#diamond = diamond;
    this.#rows = rows;
    this.#byKey = new Map(
      [...rows].map(([name, all]) => [
        name,
        new Map(all.map((row) => [this.#keyOf(name, row, 'id'), row])),
      ]),
    );
  }

  /** The key of the row of a table that a way leads to. */
  climb({ column, tables }: Leg, row: Row, to: string): string {
    let at = row;
    for (const [step, table] of tables.entries()) {
      const key = this.#keyOf(table, at, step === 0 ? column : 'up');
      if (table === to) return key;
      at = this.#byKey.get(table)!.get(key)!;
    }
    throw new Error(`${column} does not lead to ${to}`);
  }

  /** Whether there is a relative by every other way, for what only this row leads to. */
  canMeet(row: Row): boolean {
    const { ways } = this.#diamond;
    return ways
      .filter(({ unique, nullable }) => unique && !nullable)
      .every((own) =>
        ways.every((other) => {
          if (other === own) return true;
          const common = nearest(own, other);
          return this.#reached(other, common).has(this.climb(own, row, common));
        }),
      );
  }

  readonly #known = new Map<string, ReadonlySet<string>>();

  /** The rows that a way could lead to. */
  #reached({ tables }: Leg, common: string): ReadonlySet<string> {
    const [first] = tables;
    const id = `${first} ${common}`;
    let found = this.#known.get(id);
    if (found === undefined) {
      const all = this.#rows.get(first!) ?? [];
      const up: Leg = { column: 'up', nullable: false, unique: false, tables: tables.slice(1) };
      found = new Set(
        all.map((row) =>
          first === common ? this.#keyOf(first, row, 'id') : this.climb(up, row, common),
        ),
      );
      this.#known.set(id, found);
    }
    return found;
  }

  /** Of the row of a table that a column leads to. */
  #keyOf(table: string, row: Row, column: string): string {
    const { key } = this.#diamond;
    const own = column === 'id';
    if (table === ROOT) return String(row[own || key.length === 1 ? column : key[0]!]);
    return key.map((name) => String(row[name === 'id' ? column : name])).join('/');
  }
}
