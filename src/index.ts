/** The runtime: what generated definitions and tests import. */
import { openEngine } from './engines/open-engine.ts';
import { Factory, type FactorySettings } from './runtime/factory.ts';
import type { SchemaTypes } from './runtime/types.ts';

/**
 * Creates the factory of a schema. Generated code calls it once; everything else is done on what it
 * returns.
 *
 * @param settings - seed, pinned present, and the facts of every table
 */
export function createFactory<S extends SchemaTypes<S>>(settings: FactorySettings): Factory<S> {
  return new Factory<S>(settings, openEngine);
}

export { GenFactoriesError, type ErrorCode } from './errors.ts';
export { countOf, position } from '../generators/family.ts';
export { even, ref, skewed, tree } from '../generators/reference.ts';
export { Factory, type FactorySettings } from './runtime/factory.ts';
export type { EdgeRow } from './runtime/edges.ts';
export type { DownOptions, DownResult } from './runtime/down.ts';
export type { Load, RowRange } from './runtime/load.ts';
export type { LoadPlanSummary, PlanOptions } from './runtime/load-plan.ts';
export type { Progress, UpOptions, UpResult } from './runtime/up.ts';
export type {
  Added,
  ColumnShape,
  Context,
  Definition,
  RowOf,
  ScenarioBuilder,
} from './runtime/types.ts';
export type { TableFacts } from './schema/facts.ts';
