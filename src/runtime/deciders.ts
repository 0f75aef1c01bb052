import type { ReferencePlan } from './reference-plan.ts';
import type { TableRows } from './table-rows.ts';

/**
 * Which references have to know where they lead before another one can: two that each prefer what the other
 * leads to would ask each other for ever.
 */
export class Deciders {
  /** References of a row by the one that it is dealt by: what these can lead to may bound it. */
  readonly #dependents = new Map<ReferencePlan, ReferencePlan[]>();
  /** What a reference prefers its parents by. */
  readonly #asked = new Map<ReferencePlan, ReferencePlan[]>();

  /** @param tables - all of them, their references planned */
  constructor(tables: readonly TableRows[]) {
    for (const reference of tables.flatMap((rows) => rows.references)) {
      const lead = reference.same === null ? null : firstOf(reference);
      if (lead !== null) push(this.#dependents, lead, reference);
    }
  }

  /**
   * Lets a reference ask others where they lead, unless one of these depends on it.
   *
   * @param asker - is dealt by the answer
   * @param asked - the others
   */
  mayAsk(asker: ReferencePlan, asked: readonly ReferencePlan[]): boolean {
    const seen = new Set<ReferencePlan>();
    const open = [...asked];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at === asker) return false;
      if (seen.has(at)) continue;
      seen.add(at);
      open.push(...this.#before(at));
    }
    this.#asked.set(asker, [...(this.#asked.get(asker) ?? []), ...asked]);
    return true;
  }

  /** What a reference asks before it says where it leads. */
  #before(reference: ReferencePlan): readonly ReferencePlan[] {
    const { same, table, options, way, pairing } = reference;
    const asked = this.#asked.get(reference) ?? [];
    if (same !== null) return [...asked, ...alongWay(table, same.path), ...relativesOf(reference)];
    if (options.through !== undefined) return alongWay(table, way);
    if (pairing !== null) return alongWay(table, [pairing.column]);
    const dependents = this.#dependents.get(reference) ?? [];
    return [
      ...asked,
      ...dependents.flatMap((each) => [
        ...relativesOf(each),
        ...alongWay(table, table.wayOf(each.same!.path)).filter((step) => step !== reference),
      ]),
    ];
  }
}

/** The references by which the rows are found that have the same ancestor. */
export function relativesOf({ table, target, same }: ReferencePlan): readonly ReferencePlan[] {
  return table.count === 0 || target.count === 0 ? [] : alongWay(target, same!.own);
}

/** The references on a way up. */
function alongWay(rows: TableRows, path: readonly string[]): readonly ReferencePlan[] {
  const found: ReferencePlan[] = [];
  let table = rows;
  for (const column of path) {
    if (!table.hasReference(column)) break;
    const reference = table.references[table.referenceOf(column)]!;
    found.push(reference);
    table = reference.target;
  }
  return found;
}

/** The reference of the row that the way to the ancestor begins with. */
function firstOf({ table, target, same }: ReferencePlan): ReferencePlan | null {
  if (table.count === 0 || target.count === 0) return null;
  const [first] = table.wayOf(same!.path);
  return table.hasReference(first!) ? table.references[table.referenceOf(first!)]! : null;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const found = map.get(key);
  if (found === undefined) map.set(key, [value]);
  else found.push(value);
}
