import type { ColumnType } from '../../../src/schema/column-type.ts';
import type { NativeUse, ScalarName } from '../declarations/declared.ts';

/** A type of a database's, as Prisma names it: `VarChar`, of `@db.VarChar(255)`. */
export interface NativeType {
  /** The types of fields that may be kept as it. */
  readonly of: readonly ScalarName[];
  /** How many arguments it may have; none, if nothing is said. */
  readonly counts?: readonly number[];
  readonly type: (args: readonly number[], scalar: ScalarName) => ColumnType;
}

/** The types of one database, and which of them a field has that names none. */
export interface NativeTypes {
  readonly types: Readonly<Record<string, NativeType>>;
  readonly defaults: Readonly<Record<ScalarName, NativeUse>>;
}
