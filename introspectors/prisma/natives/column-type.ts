import type { ColumnType } from '../../../src/schema/column-type.ts';
import type { NativeUse, ProviderName, ScalarName } from '../declarations/declared.ts';
import { MONGODB_TYPES } from './mongodb-types.ts';
import { MYSQL_TYPES } from './mysql-types.ts';
import type { NativeTypes } from './native-types.ts';
import { POSTGRES_TYPES } from './postgres-types.ts';

/** What Prisma knows of the types of each database. */
export const NATIVE_TYPES: Readonly<Record<ProviderName, NativeTypes>> = {
  postgresql: POSTGRES_TYPES,
  mysql: MYSQL_TYPES,
  mongodb: MONGODB_TYPES,
};

/** The type of the database's that a field has, whether it says so or not. */
export function nativeOf(
  scalar: ScalarName,
  native: NativeUse | null,
  provider: ProviderName,
): NativeUse {
  return native ?? NATIVE_TYPES[provider].defaults[scalar];
}

/**
 * The type of a column.
 *
 * @param scalar - the field's type
 * @param native - what it says of the database's type, if it says something
 * @example
 * ```ts
 * columnTypeOf('String', null, 'mysql'); // { kind: 'text', length: 191, … }
 * ```
 */
export function columnTypeOf(
  scalar: ScalarName,
  native: NativeUse | null,
  provider: ProviderName,
): ColumnType {
  const { name, args } = nativeOf(scalar, native, provider);
  return NATIVE_TYPES[provider].types[name]!.type(args, scalar);
}
