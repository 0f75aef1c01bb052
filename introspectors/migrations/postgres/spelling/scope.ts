import type { SqlType, Types } from './sql-type.ts';

/** What names in an expression stand for. */
export interface Scope {
  readonly types: Types;
  /** A column, or a domain's VALUE; undefined for what is none. */
  column(name: string): { readonly type: SqlType; readonly sql: string } | undefined;
  /** The table's row, where it is called by this name. */
  row(name: string): string | undefined;
  /** A function that is not the server's own. */
  ownFunction(path: readonly string[]): OwnFunction | undefined;
  quote(name: string): string;
  /** The schema of an extension. */
  extension(name: string): string;
}

export interface OwnFunction {
  /** As it is printed. */
  readonly name: string;
  readonly signatures: readonly {
    readonly takes: readonly SqlType[];
    readonly gives: SqlType | null;
  }[];
}

/** Thrown between the files of this folder only: an expression is left as it was written. */
export class NotSpelled extends Error {}
