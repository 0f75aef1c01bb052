import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashPath } from '../../src/random/hash.ts';
import { Stream } from '../../src/random/stream.ts';
import { correlation, histogram, mean, range, unevenness, variance } from './statistics.ts';

const ROWS = 51_200;

/** The first number of each of the first rows. */
function firstNumbers(column: string, draw: (stream: Stream) => number): number[] {
  const stream = new Stream(hashPath('seed', 'users', column));
  return range(ROWS).map((index) => {
    stream.seek(index);
    return draw(stream);
  });
}

describe('Stream', () => {
  it('never changes', () => {
    const stream = new Stream(hashPath('seed', 'users', 'email'));
    const drawn = [0, 1, 42, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1].map((index) => {
      stream.seek(index);
      return [stream.uint32(), stream.next(), stream.below(10), stream.between(-5, 5)];
    });
    expect(drawn).toMatchInlineSnapshot(`
      [
        [
          298320370,
          0.4861316164851006,
          8,
          -5,
        ],
        [
          3077475863,
          0.03392514160073268,
          1,
          0,
        ],
        [
          1066368804,
          0.268487025623967,
          9,
          -5,
        ],
        [
          2563947843,
          0.835647802289765,
          7,
          -3,
        ],
        [
          3561682201,
          0.2772555403264185,
          0,
          2,
        ],
        [
          1863224579,
          0.5152352686320895,
          7,
          5,
        ],
      ]
    `);
  });

  it('gives a row the same numbers whatever was drawn before', () => {
    const key = hashPath('seed', 'users', 'email');
    const wandering = new Stream(key);
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(20), (index, drawn) => {
        for (let n = 0; n < drawn; n++) wandering.next();
        wandering.seek(index);
        const fresh = new Stream(key);
        fresh.seek(index);
        expect([wandering.uint32(), wandering.next()]).toEqual([fresh.uint32(), fresh.next()]);
      }),
    );
  });

  it('goes to a far row as fast as to a near one', () => {
    const stream = new Stream(hashPath('seed'));
    const time = (from: number): number => {
      const start = performance.now();
      for (let index = from; index < from + 200_000; index++) stream.seek(index);
      return performance.now() - start;
    };
    time(0);
    expect(time(2 ** 52)).toBeLessThan(20 * time(0) + 20);
  });

  it('tells rows beyond 2^32 from those before', () => {
    const stream = new Stream(hashPath('seed'));
    const firsts = range(53).map((bit) => {
      stream.seek(2 ** bit);
      return stream.uint32();
    });
    expect(new Set(firsts).size).toBe(53);
  });

  it('begins rows with numbers of the right mean and variance', () => {
    const firsts = firstNumbers('email', (stream) => stream.next());
    expect(mean(firsts)).toBeCloseTo(1 / 2, 2);
    expect(variance(firsts)).toBeCloseTo(1 / 12, 2);
    expect(Math.min(...firsts)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...firsts)).toBeLessThan(1);
  });

  it.each([
    ['high', (bits: number) => bits >>> 24],
    ['middle', (bits: number) => (bits >>> 12) & 255],
    ['low', (bits: number) => bits & 255],
  ])('begins rows with even %s bits', (_, byte) => {
    const bytes = firstNumbers('email', (stream) => byte(stream.uint32()));
    expect(Math.abs(unevenness(histogram(bytes, 256)))).toBeLessThan(4);
  });

  it('begins rows independently of the row before, of another column, of the next number', () => {
    const own = firstNumbers('email', (stream) => stream.next());
    const other = firstNumbers('name', (stream) => stream.next());
    const second = firstNumbers('email', (stream) => (stream.next(), stream.next()));
    expect(Math.abs(correlation(own.slice(1), own.slice(0, -1)))).toBeLessThan(0.02);
    expect(Math.abs(correlation(own, other))).toBeLessThan(0.02);
    expect(Math.abs(correlation(own, second))).toBeLessThan(0.02);
  });

  it('keeps to the bounds it is given', () => {
    const stream = new Stream(hashPath('seed'));
    fc.assert(
      fc.property(
        fc.maxSafeNat(),
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        (index, bound) => {
          stream.seek(index);
          const value = stream.below(bound);
          expect(Number.isSafeInteger(value) && value >= 0 && value < bound).toBe(true);
        },
      ),
    );
    expect(() => stream.pick([])).toThrow(RangeError);
    expect(stream.pick([undefined])).toBeUndefined();
  });

  it('goes on from where it was saved', () => {
    const stream = new Stream(hashPath('seed'));
    stream.seek(7);
    stream.next();
    const saved = stream.save();
    const [first, second] = [stream.next(), stream.next()];
    stream.seek(100);
    stream.restore(saved);
    expect([stream.next(), stream.next()]).toEqual([first, second]);
  });
});
