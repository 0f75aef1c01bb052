import { openEngine } from '../../../src/engines/open-engine.ts';
import { Factory } from '../../../src/runtime/factory.ts';
import type { TableFacts } from '../../../src/schema/facts.ts';
import type { Dialect } from '../../../src/schema/schema.ts';

type LooseValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | null
  | readonly unknown[]
  | Readonly<Record<string, unknown>>;

interface LooseTable {
  row: Record<string, LooseValue>;
  references: Record<string, string>;
}

/** A factory whose tables are typed by nothing, as no schema was generated for them. */
export type LooseFactory = Factory<Record<string, LooseTable>>;

export function looseFactory(
  tables: Readonly<Record<string, TableFacts>>,
  dialect: Dialect = 'postgres',
): LooseFactory {
  return new Factory<Record<string, LooseTable>>({ dialect, seed: 'test', tables }, openEngine);
}
