import type { Faker } from '@faker-js/faker';
import type { CountOf, Position } from '../../../generators/family.ts';
import type { Generator } from '../../../generators/generator.ts';
import type { Ref, RefOptions } from '../../../generators/reference.ts';
import { Factory, type FactorySettings } from '../../../src/runtime/factory.ts';
import type { EdgeRow } from '../../../src/runtime/edges.ts';
import {
  planLoads,
  type LoadPlanSummary,
  type PlanOptions,
} from '../../../src/runtime/load-plan.ts';
import type { TableFacts } from '../../../src/schema/facts.ts';

export type Row = Record<string, unknown>;
type Constant = string | number | bigint | boolean | null | undefined | Date;

/** What a function in a definition is called with, typed loosely. */
export interface LooseContext {
  readonly faker: Faker;
  readonly index: number;
  readonly row: Readonly<Record<string, never>>;
  readonly now: Date;
  readonly seed: string;
  ref(table: string, options?: RefOptions): Ref;
  parent(column: string): Readonly<Record<string, never>> | null;
}

export type LooseSource =
  | Constant
  | Generator
  | Ref
  | CountOf
  | Position
  | LooseAdded
  | readonly unknown[]
  | ((context: LooseContext) => unknown);

export type LooseShape = Readonly<Record<string, LooseSource>>;

export interface LooseDefinition {
  readonly count?: number;
  readonly shape?: LooseShape | ((context: LooseContext) => Row);
  readonly traits?: Readonly<Record<string, LooseShape>>;
  readonly anonymize?: readonly string[] | Readonly<Record<string, boolean | undefined>>;
}

export interface LooseAdded {
  readonly table: string;
  readonly group: number;
  readonly count: number;
}

type LooseOverrides = Readonly<Record<string, LooseSource>>;

export interface LooseBuilder {
  add(table: string, overrides?: LooseOverrides): LooseAdded;
  add(table: string, count: number, overrides?: LooseOverrides): LooseAdded;
}

/** A factory whose tables are typed by nothing, as no schema was generated for them. */
export interface LooseFactory {
  define(table: string, definition: LooseDefinition): this;
  scenario(name: string, build: (builder: LooseBuilder) => unknown): this;
  row(table: string, index: number): Row;
  rows(table: string, range?: { from?: number; to?: number }): Row[];
  edges(table: string): EdgeRow[];
  readonly anonymised: ReadonlySet<string>;
  plan(options?: PlanOptions): LoadPlanSummary;
  /** What `up()` would write, by table and in its order. */
  load(options?: PlanOptions): Map<string, Row[]>;
}

export type Tables = Readonly<Record<string, TableFacts>>;

export function looseFactory(
  tables: Tables,
  settings: Partial<Omit<FactorySettings, 'tables'>> = {},
): LooseFactory {
  const factory = new Factory<never>(
    { dialect: 'postgres', seed: 'test', ...settings, tables },
    () => Promise.reject(new Error('there is no database')),
  );
  const load = (options: PlanOptions = {}): Map<string, Row[]> =>
    new Map(
      planLoads(factory.source(), options).loads.map(({ rows, first, end }) => {
        const view = rows.newView();
        const made = Array.from({ length: end - first }, (_, at) =>
          rows.toObject(view.moveTo(first + at)),
        );
        return [rows.key, made];
      }),
    );
  // Typed by nothing: what no schema says of columns cannot be compared.
  return Object.assign(factory, { load }) as unknown as LooseFactory;
}

/** Facts of a table in few words. */
export function table(
  columns: Readonly<Record<string, string>>,
  more: Partial<Omit<TableFacts, 'columns'>> = {},
): TableFacts {
  return { table: 'public.t', columns, primaryKey: 'id' in columns ? ['id'] : [], ...more };
}

/** Facts of a reference of one column to a parent's `id`. */
export function to(
  parent: string,
  column = `${parent.replace(/s$/, '')}_id`,
): {
  columns: string[];
  to: string;
  key: string[];
} {
  return { columns: [column], to: parent, key: ['id'] };
}
