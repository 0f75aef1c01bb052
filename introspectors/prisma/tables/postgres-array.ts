import type { Literal, NativeUse, ScalarField } from '../declarations/declared.ts';
import { nativeOf } from '../natives/column-type.ts';
import { castOf, postgresLiteral } from './postgres-literal.ts';

/**
 * A list as PostgreSQL's catalogue spells it: each element with the whole of its type, bounds included,
 * and numbers converted where a plain one would be of another type.
 *
 * @param values - of the field's type
 * @example
 * ```ts
 * postgresArray([{ kind: 'number', text: '1' }], { type: { kind: 'scalar', name: 'BigInt' }, … });
 * // 'ARRAY[(1)::bigint]'
 * ```
 */
export function postgresArray(values: readonly Literal[], field: ScalarField): string {
  const native =
    field.type.kind === 'scalar' ? nativeOf(field.type.name, field.native, 'postgresql') : null;
  const base = NUMBERS[native?.name ?? ''] ?? castOf(field.type, field.native);
  const cast = native === null ? base : bounded(base, native);
  if (values.length === 0) {
    return cast === base ? `ARRAY[]::${base}[]` : `(ARRAY[]::${base}[])::${cast}[]`;
  }
  const elements = values.map((value) =>
    elementOf(postgresLiteral(value, field), native?.name ?? '', cast),
  );
  return `ARRAY[${elements.join(', ')}]`;
}

function bounded(base: string, { name, args }: NativeUse): string {
  if (name === 'Char' || name === 'Bit') return `${WHOLE[name]}(${args[0] ?? 1})`;
  if (args.length === 0) return base;
  const bound = `(${args.join(',')})`;
  // `timestamp(3) without time zone`
  const [, time, zone = ''] = /^(time(?:stamp)?)( with(?:out)? time zone)$/.exec(base) ?? [];
  return time === undefined ? base + bound : time + bound + zone;
}

const WHOLE = { Char: 'character', Bit: 'bit' } as const;

/** Types of numbers, which constants are converted to. */
const NUMBERS: Readonly<Record<string, string>> = {
  Integer: 'integer',
  SmallInt: 'smallint',
  BigInt: 'bigint',
  Oid: 'oid',
  DoublePrecision: 'double precision',
  Real: 'real',
  Decimal: 'numeric',
  Money: 'money',
};

function elementOf(literal: string, native: string, cast: string): string {
  const [, value = literal, own] = /^('.*')::([^']*)$/s.exec(literal) ?? [];
  if (!Object.hasOwn(NUMBERS, native)) return own === undefined ? literal : `${value}::${cast}`;
  if (own === cast || native === 'Integer') return literal;
  const isDecimal = own === 'numeric' || (own === undefined && literal.includes('.'));
  // A literal with a point is a numeric already, which only needs its bounds.
  if (native === 'Decimal' && isDecimal) return cast === 'numeric' ? literal : `${value}::${cast}`;
  return `(${literal})::${cast}`;
}
