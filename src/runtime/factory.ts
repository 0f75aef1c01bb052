import { ref, type Ref, type RefOptions } from '../../generators/reference.ts';
import { GenFactoriesError } from '../errors.ts';
import type { TableFacts } from '../schema/facts.ts';
import { EMPTY_DEFINITION, layDefinition, type MergedDefinition } from './definition.ts';
import { down, type DownOptions, type DownResult } from './down.ts';
import { listEdges, type EdgeRow } from './edges.ts';
import type { Engine } from './engine.ts';
import { Load, makeRows, readableRows, type RowRange } from './load.ts';
import { Planning } from './planning.ts';
import { planRows, type PlannedRows } from './plan-rows.ts';
import {
  collectAdditions,
  requireScenarioName,
  unknownTable,
  type Addition,
  type BuildScenario,
} from './scenario.ts';
import type { SkippedTables } from './skipped-tables.ts';
import { readTables, type TableModel } from './table-model.ts';
import type {
  Definition,
  RowOf,
  RowShape,
  ScenarioBuilder,
  SchemaTypes,
  TableKey,
} from './types.ts';
import type { Dialect } from '../schema/schema.ts';
import {
  planLoad,
  up,
  type LoadPlanSummary,
  type PlanOptions,
  type UpOptions,
  type UpResult,
} from './up.ts';

/** What a generated `schema.ts` hands to `createFactory`. */
export interface FactorySettings {
  readonly dialect: Dialect;
  /** Decides every value; two factories of one seed make the same rows. */
  readonly seed?: string | number;
  /** The pinned present, as an ISO 8601 instant. */
  readonly now?: string;
  /** Hosts and databases, besides local ones, that rows may be written to. */
  readonly allow?: readonly string[];
  readonly tables: Readonly<Record<string, TableFacts>>;
}

/** Reaches a database; the package's entry point supplies it, so that the runtime needs no driver. */
export type OpenEngine = (url: string) => Promise<Engine>;

/** The present, where nothing pins another. */
export const DEFAULT_NOW = '2026-01-01T00:00:00.000Z';
export const DEFAULT_SEED = 'gen-factories';

/** Rows of a base table when neither a definition nor the config says how many. */
const DEFAULT_COUNT = 100;

/**
 * Definitions of all tables of a schema, and what can be done with them: look at rows, write them,
 * remove them. Generated files create the one factory of a project and define every table on it; a project's
 * own file lays its definitions over those.
 */
export class Factory<S extends SchemaTypes<S>> {
  readonly settings: FactorySettings;
  readonly #openEngine: OpenEngine;
  readonly #models: ReadonlyMap<string, TableModel>;
  readonly #definitions = new Map<string, MergedDefinition>();
  readonly #scenarios = new Map<string, BuildScenario>();
  #rows: PlannedRows | undefined;
  /** How often definitions changed: what was planned before is out of date. */
  #revision = 0;

  constructor(settings: FactorySettings, openEngine: OpenEngine) {
    this.settings = settings;
    this.#openEngine = openEngine;
    this.#models = readTables(settings.tables, settings.dialect);
  }

  /**
   * Defines a table's rows, or lays a definition over an earlier one: its count replaces, its columns
   * replace by name.
   *
   * @param table - as the generated schema names it
   * @param definition - count, shape, traits, columns to anonymise
   * @returns this factory
   * @throws GenFactoriesError for a table or column that is not there
   * @example
   * ```ts
   * factory.define('users', { count: 20_000, shape: { role: 'viewer' } });
   * ```
   */
  define<T extends TableKey<S>, const R extends RowShape<S, T>>(
    table: T,
    definition: Definition<S, T, R>,
  ): this {
    const model = this.#model(table);
    const below = this.#definitions.get(table) ?? EMPTY_DEFINITION;
    this.#definitions.set(table, layDefinition(model, below, definition));
    this.#rows = undefined;
    this.#revision++;
    return this;
  }

  /**
   * A reference to a row of a table, for a definition's column.
   *
   * @param table - the parent table
   * @param options - how parents are chosen
   */
  ref<const T extends TableKey<S>>(table: T, options: RefOptions = {}): Ref<T> {
    return ref(table, options);
  }

  /**
   * Names a layer of rows that `up({ scenario })` adds to the base's. Base rows do not change.
   *
   * @param name - of the scenario; not `base`, and without `+`, which stand in the ledger for other things
   * @param build - calls `add` for the rows it wants
   * @throws GenFactoriesError `DEFINITION_INVALID` for such a name
   * @example
   * ```ts
   * factory.scenario('large-org', ({ add }) => {
   *   const org = add('orgs', { name: 'Globex' });
   *   add('users', 9_000, { org_id: org });
   * });
   * ```
   */
  scenario(name: string, build: (builder: ScenarioBuilder<S>) => unknown): this {
    requireScenarioName(name);
    this.#scenarios.set(name, build);
    this.#revision++;
    return this;
  }

  /** The scenarios' names, in the order they were defined. */
  get scenarios(): readonly string[] {
    return [...this.#scenarios.keys()];
  }

  /** The tables' names, as definitions use them. */
  get tables(): readonly TableKey<S>[] {
    return [...this.#models.keys()] as TableKey<S>[];
  }

  /** Columns that definitions anonymise, as `table.column`. */
  get anonymised(): ReadonlySet<string> {
    return new Set(
      [...this.#definitions].flatMap(([table, definition]) =>
        [...definition.anonymize].map((column) => `${table}.${column}`),
      ),
    );
  }

  /**
   * How many rows the base has of a table; {@link with} has those of a load with a scale or a scenario.
   */
  count(table: TableKey<S>): number {
    this.#model(table);
    return this.#definitions.get(table)?.count ?? DEFAULT_COUNT;
  }

  /**
   * One row of a table, as `up()` writes it without a scale; needs no database. A row costs the same
   * wherever it is. For what `up({ scale, scenario })` writes, ask {@link with}.
   *
   * @param table - which table
   * @param index - of a row of the base, from 0; what scenarios add has no place here
   * @throws GenFactoriesError `ROW_UNKNOWN` for an index that the base does not have
   * @example
   * ```ts
   * factory.row('users', 42).email; // the same in every run
   * ```
   */
  row<T extends TableKey<S>>(table: T, index: number): RowOf<S, T> {
    const [row] = this.rows(table, { from: index, to: index + 1 });
    return row!;
  }

  /**
   * Rows of a table's base, as `up()` writes them without a scale; needs no database.
   *
   * @param table - which table
   * @param range - `from` the first index up to, not including, `to`; all rows if left out
   * @throws GenFactoriesError `ROW_UNKNOWN` for a range beyond the base's rows
   * @example
   * ```ts
   * factory.rows('users', { from: 0, to: 10 }); // the first ten
   * ```
   */
  rows<T extends TableKey<S>>(table: T, range: RowRange = {}): RowOf<S, T>[] {
    this.#model(table);
    return makeRows(readableRows(this.#planned(), table), 'base', range);
  }

  /**
   * The rows that carry edge cases, so that a test can go straight to one.
   *
   * @param table - which table
   * @returns for every edge case of every column the first row that is sure to have it; for references
   *   to the table, the rows with the most and with no children
   */
  edges(table: TableKey<S>): EdgeRow[] {
    this.#model(table);
    return listEdges(table, this.#planned());
  }

  /**
   * The rows that `up` writes with these options. A scale changes who belongs to whom, and what follows from
   * that; so a test that asks for rows of a scaled database asks them here.
   *
   * @param options - scale, scenario, counts, as `up` takes them
   * @example
   * ```ts
   * const seeded = factory.with({ scale: 0.1, scenario: 'large-org' });
   * beforeAll(() => seeded.up());
   * seeded.row('users', 42).org_id; // as in the database
   * ```
   */
  with(options: PlanOptions): Load<S> {
    let planned: PlannedRows | undefined;
    let revision = -1;
    const current = (table: string): PlannedRows => {
      this.#model(table);
      if (planned !== undefined && revision === this.#revision) return planned;
      revision = this.#revision;
      return (planned = new Planning(this.source(), options).plan.planned);
    };
    return new Load<S>(options, current, (more) => this.up(more));
  }

  /**
   * What `up()` would do: rows of each table, in the order they are written.
   */
  plan(options: PlanOptions = {}): LoadPlanSummary {
    return planLoad(this.source(), options);
  }

  /**
   * Writes all rows to a database, in one transaction. Does nothing where the same rows are there.
   *
   * Tables that cannot be filled, whatever is asked of them, are left out, and so are those that need
   * their rows; the others are loaded, and `skipped` in the result says which and why: a column is a
   * `todo()`, tables need each other's rows first (`REFERENCE_CYCLE`), nothing in a key can be made
   * unique (`KEY_UNSOLVED`). Whatever else goes wrong is an error: a count over capacity, a scenario that
   * adds rows to a table that is left out, a row that the database refuses. With `partial`, the tables that
   * errors are about are left out, and told in `errors`.
   *
   * @param options - the database (`DATABASE_URL` by default), a scenario to lay on top, a scale
   * @returns the rows that this call wrote, by table, and the tables that were left out
   * @throws GenFactoriesError; then nothing was written
   * @example
   * ```ts
   * beforeAll(() => factory.up({ scenario: 'large-org' }));
   * ```
   */
  async up(options: UpOptions = {}): Promise<UpResult> {
    return up(this.source(), this.#openEngine, this.#allowed(options));
  }

  /**
   * Removes exactly the rows that `up()` wrote, and what the app hung on them.
   *
   * @param options - the database (`DATABASE_URL` by default)
   */
  async down(options: DownOptions = {}): Promise<DownResult> {
    return down(this.#openEngine, this.#allowed(options));
  }

  #allowed<O extends { readonly allow?: readonly string[] | undefined }>(options: O): O {
    return { ...options, allow: [...(this.settings.allow ?? []), ...(options.allow ?? [])] };
  }

  #model(table: string): TableModel {
    const model = this.#models.get(table);
    if (model === undefined) throw unknownTable(table, this.#models);
    return model;
  }

  #definition(table: string): MergedDefinition {
    return this.#definitions.get(table) ?? EMPTY_DEFINITION;
  }

  #planned(): PlannedRows {
    return (this.#rows ??= this.#plan([], (table) => this.count(table as TableKey<S>)));
  }

  #plan(
    additions: readonly Addition[],
    countOf: (table: string) => number,
    without?: SkippedTables,
  ): PlannedRows {
    return planRows({
      models: this.#models,
      definitionOf: (table) => this.#definition(table),
      seed: String(this.settings.seed ?? DEFAULT_SEED),
      now: Date.parse(this.settings.now ?? DEFAULT_NOW),
      countOf,
      additions,
      without,
    });
  }

  /** The definitions with their types erased, for tools that load rows by themselves. @internal */
  source(): FactorySource {
    return {
      settings: this.settings,
      models: this.#models,
      definitionOf: (table) => this.#definition(table),
      countOf: (table) => this.count(table as TableKey<S>),
      scenarios: this.#scenarios,
      additionsOf: (name) => this.#additions(name),
      plan: (additions, countOf, without) => this.#plan(additions, countOf, without),
    };
  }

  #additions(name: string): Addition[] {
    const build = this.#scenarios.get(name);
    if (build === undefined) {
      throw new GenFactoriesError('SCENARIO_UNKNOWN', {
        what: `There is no scenario "${name}"`,
        where: 'factories/index.ts',
        fix: `There are: ${[...this.#scenarios.keys()].join(', ') || 'none'}.`,
      });
    }
    return collectAdditions(name, build, this.#models, (table) => this.#definition(table));
  }
}

/** A factory with its types erased: what loading needs of it. */
export interface FactorySource {
  readonly settings: FactorySettings;
  readonly models: ReadonlyMap<string, TableModel>;
  definitionOf(table: string): MergedDefinition;
  countOf(table: string): number;
  readonly scenarios: ReadonlyMap<string, BuildScenario>;
  /** @throws GenFactoriesError `SCENARIO_UNKNOWN` */
  additionsOf(scenario: string): Addition[];
  /** @param without - tables to leave out, each with the reason */
  plan(
    additions: readonly Addition[],
    countOf: (table: string) => number,
    without?: SkippedTables,
  ): PlannedRows;
}
