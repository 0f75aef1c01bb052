import { describe, expect, test } from 'vitest';
import {
  bits,
  bytes,
  currency,
  decimal,
  float,
  geometry,
  iban,
  integer,
  money,
  serial,
} from '../../generators/catalog.ts';
import { bindTo, drawRows, fakeRow } from '../support/fake-site.ts';

describe('integer()', () => {
  test('covers its range evenly in every first rows', () => {
    const made = drawRows(bindTo(integer({ min: 1, max: 10 }), 'integer'), 1000);
    for (let value = 1; value <= 10; value++) {
      const times = made.filter((each) => each === value).length;
      expect(Math.abs(times - 100)).toBeLessThanOrEqual(2);
    }
  });

  test('keeps to its step and to the column', () => {
    for (const value of drawRows(
      bindTo(integer({ min: -7, max: 1_000_000, step: 5 }), 'smallint unsigned'),
      500,
    )) {
      expect(value).toBeGreaterThanOrEqual(3);
      expect(value).toBeLessThanOrEqual(65_535);
      expect((value + 7) % 5).toBe(0);
    }
  });

  test('takes numbers that JavaScript has no room for', () => {
    const bound = bindTo(integer({ min: 2n ** 62n, max: 2n ** 63n - 1n }), 'bigint');
    const made = drawRows(bound, 200);
    expect(made.every((each) => each >= 2n ** 62n && each < 2n ** 63n)).toBe(true);
    expect(new Set(made).size).toBe(200);
    expect(bound.space).toBeUndefined();
  });

  test('says which range leaves nothing', () => {
    expect(() => integer({ min: 5, max: 4 })).toThrow('from 5 to 4');
    expect(() => bindTo(integer({ min: 40_000 }), 'smallint')).toThrow(
      /takes no number from 40000/,
    );
  });
});

describe('decimal()', () => {
  test.each([
    ['decimal(5,2)', { min: 0.01, max: 999.99 }],
    ['decimal(5,2)', { min: 1.1, max: 1.3 }],
    ['decimal(3,3)', { min: 0, max: 1 }],
    ['decimal(12,4)', { min: -5, max: 5, step: 0.5 }],
    ['decimal', { min: 0, max: 1, scale: 4 }],
    ['decimal(38,20)', { min: 0, max: 1 }],
    ['double', { min: 0, max: 1 }],
    ['integer', { min: 0.5, max: 10 }],
  ] as const)('fits %s from %o', (type, options) => {
    const bound = bindTo(decimal(options), type);
    const scale = Number(/,(\d+)\)/.exec(type)?.[1] ?? 4);
    for (const value of drawRows(bound, 500)) {
      expect(value).toBeGreaterThanOrEqual(options.min);
      expect(value).toBeLessThanOrEqual(options.max);
      expect(Number(value.toFixed(Math.min(scale, 15)))).toBe(value);
    }
  });

  test('reaches both of its bounds', () => {
    const made = drawRows(bindTo(decimal({ min: 1.1, max: 1.3 }), 'decimal(5,2)'), 500);
    expect(Math.min(...made)).toBe(1.1);
    expect(Math.max(...made)).toBe(1.3);
  });
});

test('float() keeps to its range, in single precision too', () => {
  for (const type of ['real', 'double']) {
    for (const value of drawRows(bindTo(float({ min: -1, max: 1 }), type), 300)) {
      expect(Math.abs(value)).toBeLessThanOrEqual(1);
      if (type === 'real') expect(Math.fround(value)).toBe(value);
    }
  }
});

test('money() is skewed, within its bounds, and fits', () => {
  const made = drawRows(bindTo(money({ min: 5, max: 20_000 }), 'decimal(7,2)'), 2000);
  const sorted = made.toSorted((a, b) => a - b);
  expect(sorted[0]).toBeGreaterThanOrEqual(5);
  expect(sorted.at(-1)).toBeLessThanOrEqual(20_000);
  const mean = made.reduce((sum, each) => sum + each, 0) / made.length;
  expect(mean).toBeGreaterThan(2 * sorted[1000]!);
  expect(made.every((each) => Number(each.toFixed(2)) === each)).toBe(true);
  expect(
    Math.max(...drawRows(bindTo(money({ max: 20_000 }), 'decimal(4,2)'), 2000)),
  ).toBeLessThanOrEqual(99.99);
});

test('money() counts cents in whole numbers', () => {
  const cents = bindTo(money({ min: 5, max: 20 }), 'integer');
  for (const value of drawRows(cents, 200)) {
    expect(Number.isInteger(value)).toBe(true);
    expect(value).toBeGreaterThanOrEqual(500);
    expect(value).toBeLessThanOrEqual(2000);
  }
});

test('iban() has check digits that hold', () => {
  for (const made of drawRows(bindTo(iban(), 'text'), 100)) {
    const moved = made.slice(4) + made.slice(0, 4);
    const digits = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
    expect(BigInt(digits) % 97n).toBe(1n);
  }
});

test('currency() has its shares', () => {
  const made = drawRows(bindTo(currency(), 'char(3)'), 100);
  expect(Math.abs(made.filter((each) => each === 'USD').length - 66)).toBeLessThanOrEqual(1);
});

test('serial() counts on in every table', () => {
  expect(drawRows(bindTo(serial({ from: 1000 }), 'integer'), 3)).toEqual([1000, 1001, 1002]);
  expect(bindTo(serial(), 'smallint').space?.size).toBe(32_767);
});

test('bytes() and bits() have the length that is asked for', () => {
  expect(bindTo(bytes({ length: 33 }), 'bytea').draw(fakeRow(1))).toHaveLength(33);
  expect(bindTo(bytes({ length: 33 }), 'bytea(8)').draw(fakeRow(1))).toHaveLength(8);
  expect(bindTo(bits(), 'bit(70)').draw(fakeRow(1))).toMatch(/^[01]{70}$/);
  expect(bindTo(bits({ length: 70 }), 'varbit(9)').draw(fakeRow(1))).toMatch(/^[01]{9}$/);
});

test.each(['point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle'])(
  'geometry() writes a %s',
  (type) => {
    const number = String.raw`-?\d+(\.\d+)?`;
    const point = String.raw`\(${number},${number}\)`;
    const forms: Record<string, string> = {
      point,
      line: String.raw`\{${number},${number},${number}\}`,
      lseg: String.raw`\[${point},${point}\]`,
      box: `${point},${point}`,
      path: String.raw`\[${point}(,${point})+\]`,
      polygon: String.raw`\(${point}(,${point}){2,}\)`,
      circle: `<${point},${number}>`,
    };
    for (const made of drawRows(bindTo(geometry(), type), 100)) {
      expect(made).toMatch(new RegExp(`^${forms[type]}$`));
    }
  },
);
