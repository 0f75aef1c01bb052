import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDecimals, formatDecimal, parseDecimal } from '../../src/checks/decimal.ts';
import { plainNumber } from '../../src/checks/fold-cast.ts';
import {
  addDays,
  formatDate,
  parseInstant,
  parseInterval,
  truncateInstant,
} from '../../src/checks/temporal.ts';

describe('decimals', () => {
  it('keep every digit', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.nat(20), (digits, scale) => {
        const text = formatDecimal({ digits, scale });
        const again = parseDecimal(text);
        expect(again && compareDecimals(again, { digits, scale })).toBe(0);
      }),
    );
  });

  it('are numbers where JavaScript holds them exactly, text otherwise', () => {
    expect([plainNumber('1.50'), plainNumber('-3'), plainNumber('9007199254740993')]).toEqual([
      1.5,
      -3,
      '9007199254740993',
    ]);
    expect(parseDecimal('1e3')).toEqual({ digits: 1000n, scale: 0 });
    expect(['', '.', 'NaN', '1e9999'].map(parseDecimal)).toEqual(Array(4).fill(undefined));
  });
});

describe('instants', () => {
  it('are read with zones, fractions and none', () => {
    const zero = parseInstant('2000-01-01T00:00:00Z');
    expect(parseInstant('2000-01-01 05:30:00+05:30')).toBe(zero);
    expect(parseInstant('2000-01-01')).toBe(zero);
    expect(parseInstant(new Date('2000-01-01'))).toBe(zero);
    expect(parseInstant('2000-01-01 00:00:00.000001')).toBe((zero ?? 0n) + 1n);
    expect(parseInstant('31.12.1999 19:00:00 EST')).toBeUndefined();
  });

  it('are truncated as date_trunc does', () => {
    const at = parseInstant('2024-05-16 12:34:56') ?? 0n;
    const starts = (['week', 'month', 'quarter', 'year'] as const).map((unit) =>
      formatDate(truncateInstant(at, unit)),
    );
    expect(starts).toEqual(['2024-05-13', '2024-05-01', '2024-04-01', '2024-01-01']);
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
  });

  it('lie as far apart as intervals say', () => {
    expect(parseInterval('1 year')).toBe(parseInterval('360 days'));
    expect(parseInterval('-01:30:00')).toBe(-5_400_000_000n);
    expect(parseInterval('1 day -00:00:01')).toBe(parseInterval('23:59:59'));
    expect(parseInterval('soon')).toBeUndefined();
  });
});
