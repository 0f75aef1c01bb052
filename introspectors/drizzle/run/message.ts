import type { Casing, Descriptions } from '../description.ts';

/** What the process that runs a schema is asked. */
export interface RunRequest {
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly casing: Casing | undefined;
}

/** What it answers. */
export type RunReply =
  | { readonly descriptions: Descriptions }
  | { readonly error: { readonly file: string; readonly message: string } };
