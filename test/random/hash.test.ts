import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveKey, hashIndex, hashPath, mix32 } from '../../src/random/hash.ts';
import { histogram, range, unevenness } from './statistics.ts';

const hex = ({ high, low }: { high: number; low: number }): string =>
  `${high.toString(16)}:${low.toString(16)}`;

describe('hashPath', () => {
  it('never changes', () => {
    expect([
      hex(hashPath()),
      hex(hashPath('')),
      hex(hashPath('seed', 'users', 'email')),
      hex(hashPath('gen-factories', 'Üsers', '名前', '🦊')),
    ]).toMatchInlineSnapshot(`
      [
        "9747b28c:3c6ef372",
        "1127b23c:a0053677",
        "8e49b0f6:a72b8d68",
        "bf13aa88:561ec8b2",
      ]
    `);
  });

  it('tells apart where one name ends and the next begins', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 4 }),
        fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 4 }),
        (a, b) => {
          if (JSON.stringify(a) !== JSON.stringify(b))
            expect(hashPath(...a)).not.toEqual(hashPath(...b));
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('gives as many keys as there are names', () => {
    const keys = new Set(range(200_000).map((index) => hex(hashPath('seed', `t${index}`))));
    expect(keys.size).toBe(200_000);
  });

  it.each(['high', 'low'] as const)('spreads its %s half', (half) => {
    const bytes = range(51_200).map((index) => hashPath('seed', String(index))[half] >>> 24);
    expect(Math.abs(unevenness(histogram(bytes, 256)))).toBeLessThan(4);
  });
});

describe('deriveKey and hashIndex', () => {
  const key = hashPath('seed', 'orgs');

  it('never change', () => {
    const indexes = [0, 1, 42, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1];
    expect(
      indexes.map((index) => `${hex(deriveKey(key, index))} ${hashIndex(key, index).toString(16)}`),
    ).toMatchInlineSnapshot(`
      [
        "137780f4:c9469872 8709d891",
        "1ba7f6c4:f321bf6b c40af835",
        "a1dd5441:b6848325 c5004268",
        "bc056773:c77e282 138729f2",
        "f1f06fb6:e120b96d 8be1594b",
        "83b5a488:f45c89bc 4435e793",
      ]
    `);
  });

  it('see all 53 bits of a number', () => {
    const indexes = range(53).map((bit) => 2 ** bit);
    expect(new Set(indexes.map((index) => hex(deriveKey(key, index)))).size).toBe(53);
    expect(new Set(indexes.map((index) => hashIndex(key, index))).size).toBe(53);
  });

  it('spread consecutive numbers', () => {
    for (const of of [
      (index: number) => hashIndex(key, index),
      (index: number) => deriveKey(key, index).high,
    ]) {
      const values = range(51_200).map(of);
      expect(
        Math.abs(
          unevenness(
            histogram(
              values.map((value) => value & 255),
              256,
            ),
          ),
        ),
      ).toBeLessThan(4);
      expect(
        Math.abs(
          unevenness(
            histogram(
              values.map((value) => value >>> 24),
              256,
            ),
          ),
        ),
      ).toBeLessThan(4);
    }
  });
});

describe('mix32', () => {
  it('is a bijection as far as anyone looks', () => {
    expect(new Set(range(500_000).map(mix32)).size).toBe(500_000);
  });

  it('moves every bit of the output for every bit of the input', () => {
    for (let bit = 0; bit < 32; bit++) {
      const flips = Array.from({ length: 32 }, () => 0);
      for (let value = 0; value < 1000; value++) {
        const moved = mix32(value * 7919) ^ mix32((value * 7919) ^ (1 << bit));
        for (let out = 0; out < 32; out++) flips[out]! += (moved >>> out) & 1;
      }
      expect(Math.min(...flips)).toBeGreaterThan(300);
      expect(Math.max(...flips)).toBeLessThan(700);
    }
  });
});
