import type { ColumnType, DecimalType } from './column-type.ts';

/**
 * Whether every value of the one type is a value of the other, and is read back as it was: rows made for
 * the one fit the other.
 *
 * @param old - the type before
 * @param now - the type after
 */
export function isWider(old: ColumnType, now: ColumnType): boolean {
  switch (now.kind) {
    case 'integer':
      return old.kind === 'integer' && old.unsigned === now.unsigned && now.bits >= old.bits;
    case 'decimal':
      return holdsNumber(now, old);
    case 'float':
      return old.kind === 'float' && now.bits >= old.bits;
    case 'text':
      return (
        old.kind === 'text' &&
        old.fixed === now.fixed &&
        old.caseless === now.caseless &&
        holds(now.length, old.length)
      );
    case 'timestamp':
    case 'time':
      return old.kind === now.kind && old.zoned === now.zoned && now.precision >= old.precision;
    case 'interval':
      return (
        old.kind === 'interval' &&
        holds(now.precision, old.precision) &&
        (now.fields === undefined || now.fields === old.fields)
      );
    case 'bytes':
      return old.kind === 'bytes' && holds(now.length, old.length);
    case 'bits':
      return old.kind === 'bits' && holdsBits(now.length, now.varying, old.length, old.varying);
    case 'enum':
      return old.kind === 'enum' && old.labels.every((label) => now.labels.includes(label));
    case 'array':
      return old.kind === 'array' && isWider(old.element, now.element);
    default:
      return JSON.stringify(old) === JSON.stringify(now);
  }
}

/** Digits before and after the point; an integer has as many as its largest value. */
function holdsNumber(now: DecimalType, old: ColumnType): boolean {
  if (now.precision === null) return old.kind === 'integer' || old.kind === 'decimal';
  const whole = now.precision - (now.scale ?? 0);
  if (old.kind === 'integer') {
    const largest = 2n ** BigInt(old.unsigned ? old.bits : old.bits - 1) - 1n;
    return whole >= String(largest).length && (now.scale ?? 0) >= 0;
  }
  if (old.kind !== 'decimal' || old.precision === null) return false;
  return whole >= old.precision - (old.scale ?? 0) && (now.scale ?? 0) >= (old.scale ?? 0);
}

/** Where the length does not vary, only another number of bits is refused. */
function holdsBits(
  length: number | null,
  varying: boolean,
  oldLength: number | null,
  oldVarying: boolean,
): boolean {
  if (varying) return holds(length, oldLength);
  return length === null || (!oldVarying && length === oldLength);
}

/** Bounds, of which null is none. */
function holds(bound: number | null, wanted: number | null): boolean {
  return bound === null || (wanted !== null && bound >= wanted);
}
