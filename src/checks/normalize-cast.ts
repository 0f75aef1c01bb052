import type { ColumnType } from '../schema/column-type.ts';
import type { Cast, Expression } from './expression.ts';
import { typeOf } from './type-of.ts';

/**
 * A cast that changes nothing is what it casts; a boolean cast to a number counts.
 *
 * Kept are casts that change how values compare or what they are: citext and enums to text,
 * decimals to integers, instants to dates, text to shorter text.
 *
 * @param cast - its operand is normal already
 */
export function normalizeCast(cast: Cast): Expression {
  const from = typeOf(cast.operand);
  if (from === null) return cast;
  if (from.kind === 'boolean' && cast.type.kind === 'integer') {
    // NULL stays NULL. The guard folds away around NULL tests, which never are.
    return {
      kind: 'case',
      branches: [
        {
          when: { kind: 'is null', negated: true, operand: cast.operand },
          result: { kind: 'count', conditions: [cast.operand] },
        },
      ],
      otherwise: { kind: 'literal', value: null, type: cast.type },
    };
  }
  return isNeutral(from, cast.type) ? cast.operand : cast;
}

function isNeutral(from: ColumnType, to: ColumnType): boolean {
  if (to.kind === 'other') return from.kind === 'other' && from.name === to.name;
  switch (from.kind) {
    case 'integer':
      return to.kind === 'decimal' || to.kind === 'float' || isWiderInteger(from.bits, to);
    case 'decimal':
      return to.kind === 'float' || (to.kind === 'decimal' && to.precision === null);
    case 'float':
      return to.kind === 'float' && to.bits >= from.bits;
    case 'text':
      return isSameText(from, to);
    case 'date':
      return to.kind === 'date' || (to.kind === 'timestamp' && to.precision === 6);
    case 'timestamp':
      return to.kind === 'timestamp' && to.precision >= from.precision && to.zoned === from.zoned;
    case 'array':
      return to.kind === 'array' && isNeutral(from.element, to.element);
    case 'json':
      return to.kind === 'json';
    case 'interval':
      return to.kind === 'interval' && to.precision === null && to.fields === undefined;
    case 'enum':
    case 'other':
      return false;
    default:
      return from.kind === to.kind;
  }
}

function isWiderInteger(bits: number, to: ColumnType): boolean {
  return to.kind === 'integer' && to.bits >= bits;
}

function isSameText(from: Extract<ColumnType, { kind: 'text' }>, to: ColumnType): boolean {
  if (to.kind !== 'text') return false;
  const longEnough = to.length === null || (from.length !== null && from.length <= to.length);
  return longEnough && to.caseless === from.caseless && (from.fixed || !to.fixed);
}
