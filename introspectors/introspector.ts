import type { SchemaModel } from '../src/schema/schema.ts';

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
  close(): Promise<void>;
}
