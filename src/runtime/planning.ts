import { GenFactoriesError } from '../errors.ts';
import { formatTableName } from '../schema/facts.ts';
import type { LedgerEntry } from './engine.ts';
import type { FactorySource } from './factory.ts';
import { fingerprint, type Layer } from './fingerprint.ts';
import { planLoads, type LoadPlan, type PlanOptions } from './load-plan.ts';
import { planAround, tableOf } from './plan-around.ts';
import { isRefusal, TablesRefused } from './refusal.ts';
import type { SkippedTables } from './skipped-tables.ts';

/**
 * The plan of a load while it is carried out: as it is asked for, and then without the tables that turn out
 * to be beyond loading, where the load may be partial.
 */
export class Planning {
  readonly #source: FactorySource;
  readonly #options: PlanOptions;
  readonly #refused = new Map<string, GenFactoriesError>();
  #unplanned: SkippedTables = new Map();
  #prints = new Map<Layer, string>();
  #plan: LoadPlan;

  /** @throws GenFactoriesError for what cannot be planned */
  constructor(source: FactorySource, options: PlanOptions) {
    this.#source = source;
    this.#options = options;
    this.#plan = this.#planned();
  }

  get plan(): LoadPlan {
    return this.#plan;
  }

  get isPartial(): boolean {
    return this.#options.partial === true;
  }

  /** What is wrong with tables, by qualified name. */
  get errors(): Readonly<Record<string, GenFactoriesError>> {
    const errors = [...this.#unplanned, ...this.#refused].map(([table, error]) => [
      formatTableName(this.#source.models.get(table)!.name),
      error,
    ]);
    return Object.fromEntries(errors) as Readonly<Record<string, GenFactoriesError>>;
  }

  /** What a layer is made from, hashed once and only when it is asked for. */
  printOf(layer: Layer): string {
    const known = this.#prints.get(layer);
    if (known !== undefined) return known;
    const made = fingerprint(this.#plan, layer);
    this.#prints.set(layer, made);
    return made;
  }

  /**
   * Plans anew without the tables that an error is about.
   *
   * @returns whether the load can go on without them
   */
  recover(error: unknown): boolean {
    if (!this.isPartial) return false;
    const reasons = this.#reasonsOf(error);
    if (reasons.size === 0 || [...reasons.keys()].some((table) => this.#refused.has(table)))
      return false;
    this.#leaveOut(reasons);
    return this.#plan.loads.length > 0;
  }

  /** Plans anew without the tables that were left out of a load which the database has. */
  follow(loaded: LedgerEntry): void {
    if (!this.isPartial) return;
    const written = new Set(loaded.tables.map(formatTableName));
    const missing = this.#plan.loads
      .map((load) => load.rows)
      .filter((rows) => rows.baseCount > 0 && !written.has(formatTableName(rows.model.name)));
    const keys = new Set(missing.map(({ key }) => key));
    // Those that need rows of others follow by themselves.
    const first = missing.filter(({ references }) =>
      references.every(({ required, target }) => !required || !keys.has(target.key)),
    );
    if (first.length === 0) return;
    this.#leaveOut(new Map(first.map(({ key }) => [key, leftOutBefore(key)])));
  }

  #reasonsOf(error: unknown): SkippedTables {
    const refused = error instanceof TablesRefused ? error : undefined;
    const first = refused?.first ?? error;
    const reasons = new Map(refused?.reasons);
    const table = isRefusal(first) ? tableOf(first, this.#source.models.values()) : undefined;
    if (table !== undefined && !reasons.has(table)) reasons.set(table, first as GenFactoriesError);
    return reasons;
  }

  #leaveOut(reasons: SkippedTables): void {
    for (const [table, reason] of reasons) this.#refused.set(table, reason);
    this.#prints = new Map();
    this.#plan = this.#planned();
  }

  #planned(): LoadPlan {
    if (!this.isPartial) return planLoads(this.#source, this.#options);
    const { plan, errors } = planAround(this.#source, { ...this.#options, without: this.#refused });
    this.#unplanned = errors;
    return plan;
  }
}

function leftOutBefore(table: string): GenFactoriesError {
  return new GenFactoriesError('TARGET_SEEDED', {
    what: 'It was left out when the rows that are there were loaded',
    where: table,
    fix: 'To try it again, take them down first: `npx gen-factories down`.',
  });
}
