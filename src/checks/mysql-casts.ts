import type { ColumnType, IntegerType } from '../schema/column-type.ts';
import type { Expression } from './expression.ts';
import { asNumber } from './mysql-comparisons.ts';
import { dayOf } from './mysql-functions.ts';
import { kindOf, signOf } from './mysql-kinds.ts';
import type { CastType } from './mysql-syntax.ts';
import { typeOf } from './type-of.ts';

const BIG_INTEGER: IntegerType = { kind: 'integer', bits: 64, unsigned: false };
const DECIMAL: ColumnType = { kind: 'decimal', precision: null, scale: null };

/**
 * A cast that keeps the value, or changes it in a way that the tree knows. MySQL casts what it can of
 * anything, and warns of the rest.
 *
 * @returns undefined for other casts
 */
export function castMysql(operand: Expression, type: CastType): Expression | undefined {
  switch (type.name) {
    case 'signed':
      return castSigned(operand);
    case 'unsigned':
      return castUnsigned(operand);
    case 'decimal':
      return castDecimal(operand, type.modifiers);
    case 'double':
    case 'float':
    case 'real':
      return typeOf(operand)?.kind === 'float' && type.name !== 'float' ? operand : undefined;
    case 'binary':
      return binaryOf(operand, type);
    case 'char':
      return type.charset === 'binary' ? binaryOf(operand, type) : undefined;
    case 'date':
      return dayOf(operand);
    case 'datetime':
      return kindOf(operand) === 'date' ? operand : undefined;
    case 'json':
      return kindOf(operand) === 'json' ? operand : undefined;
    default:
      return undefined;
  }
}

function castSigned(operand: Expression): Expression | undefined {
  if (kindOf(operand) === 'boolean') return asNumber(operand);
  const type = typeOf(operand);
  if (type?.kind === 'integer') {
    if (!type.unsigned) return operand;
    return type.bits === 64 ? undefined : { kind: 'cast', operand, type: BIG_INTEGER };
  }
  if (type?.kind === 'decimal' || isMember(operand)) {
    return { kind: 'cast', operand, type: BIG_INTEGER };
  }
  return undefined;
}

/** A negative number becomes a large one. */
function castUnsigned(operand: Expression): Expression | undefined {
  if (isMember(operand)) {
    return { kind: 'cast', operand, type: { ...BIG_INTEGER, unsigned: true } };
  }
  const isUnsigned = typeOf(operand)?.kind === 'integer' && signOf(operand) === 'unsigned';
  return isUnsigned ? operand : undefined;
}

function castDecimal(operand: Expression, modifiers: readonly number[]): Expression | undefined {
  const [precision = 10, scale = 0] = modifiers;
  const type = typeOf(operand);
  if (isMember(operand)) return { kind: 'cast', operand, type: DECIMAL };
  if (type?.kind === 'integer') return precision - scale >= DIGITS[type.bits] ? operand : undefined;
  if (type?.kind !== 'decimal' || type.precision === null || type.scale === null) return undefined;
  const isWider = scale >= type.scale && precision - scale >= type.precision - type.scale;
  return isWider ? operand : undefined;
}

/** The most digits of an integer. */
const DIGITS = { 8: 3, 16: 5, 24: 8, 32: 10, 64: 20 } as const;

/** Of documents a number in a text is a number too. */
function isMember(operand: Expression): boolean {
  return (
    operand.kind === 'call' && operand.name === 'JSON_UNQUOTE' && operand.operands.length === 2
  );
}

/** A text as bytes, which are compared one by one. */
function binaryOf(operand: Expression, { modifiers }: CastType): Expression | undefined {
  return kindOf(operand) === 'text' && modifiers.length === 0
    ? { kind: 'call', name: 'BINARY', operands: [operand], strict: true }
    : undefined;
}
