import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, ln, pow } from '../../src/random/exact-math.ts';

const bits = (value: number): string => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
};

function expectNear(actual: number, wanted: number): void {
  expect(Math.abs(actual - wanted)).toBeLessThanOrEqual(1e-13 * Math.abs(wanted));
}

const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true });

describe('exact math', () => {
  it('never changes, to the last bit', () => {
    const values = [
      ln(2),
      ln(10),
      ln(1e-9),
      ln(0.999),
      exp(1),
      exp(-1),
      exp(0.1),
      exp(20),
      pow(0.3, 0.85),
      pow(1e6, 0.5),
    ];
    expect(values.map(bits)).toMatchInlineSnapshot(`
      [
        "3fe62e42fefa39ef",
        "40026bb1bbb55515",
        "c034b927f32bffb8",
        "bf5064670d979b73",
        "4005bf0a8b14576a",
        "3fd78b56362cef38",
        "3ff1aec7b35a00d4",
        "41bceb088b68e7fe",
        "3fd7001210452a97",
        "408f3ffffffffffe",
      ]
    `);
  });

  it('agrees with Math.log', () => {
    fc.assert(
      fc.property(positive, (x) => {
        expectNear(ln(x), Math.log(x));
      }),
      { numRuns: 5000 },
    );
  });

  it('agrees with Math.exp', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expectNear(exp(x), Math.exp(x));
      }),
      { numRuns: 20_000 },
    );
  });

  it('agrees with Math.pow', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
        fc.double({ min: -8, max: 8, noNaN: true }),
        (base, power) => {
          expectNear(pow(base, power), Math.pow(base, power));
        },
      ),
      { numRuns: 20_000 },
    );
    expect([pow(0, 0.5), pow(1, 123), pow(5, 0), pow(5, 1)]).toEqual([
      0,
      1,
      1,
      expect.closeTo(5, 12),
    ]);
  });

  it('never falls where it should rise', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (rank, power) => {
          expect(pow((rank + 1) / 1_000_001, power)).toBeGreaterThanOrEqual(
            pow(rank / 1_000_001, power),
          );
        },
      ),
      { numRuns: 5000 },
    );
  });
});
