import type { FilledTable } from '../src/schema/filled.ts';
import type { SchemaModel, TableName } from '../src/schema/schema.ts';

export interface IntrospectOptions {
  /**
   * Schemas to read, for databases that have them; by default every schema of the user's, that is
   * all but the system's and our own ledger's.
   */
  readonly schemas?: readonly string[] | undefined;
}

/** Reads one source. Reading twice gives equal models, whatever the session's locale or time zone. */
export interface Introspector {
  introspect(options?: IntrospectOptions): Promise<SchemaModel>;
  /** Those of the tables that have rows of others than gen-factories. */
  findFilled(tables: readonly TableName[]): Promise<readonly FilledTable[]>;
  close(): Promise<void>;
}
