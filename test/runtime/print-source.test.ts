import { describe, expect, it } from 'vitest';
import { CATALOG } from '../../generators/catalog.ts';
import { printSource } from '../../src/runtime/print-source.ts';
import { PLAIN, VARIANTS } from './support/variants.ts';

/** Parts of a reference, which prints them. */
const PARTS = ['even', 'skewed', 'tree'];

describe('what is written at a column', () => {
  it('prints of every generator', () => {
    const known = [...Object.keys(VARIANTS), ...Object.keys(PLAIN), ...PARTS];
    expect(known.toSorted()).toEqual([...CATALOG]);
  });

  it.each(Object.entries(VARIANTS))('prints otherwise for every option of %s()', (_, variants) => {
    const texts = variants.map((make) => printSource(make()));
    expect(new Set(texts).size).toBe(texts.length);
    expect(variants.map((make) => printSource(make()))).toEqual(texts);
  });

  it('prints otherwise for every generator', () => {
    const texts = Object.values({ ...PLAIN, ...VARIANTS }).map((made) =>
      printSource(typeof made === 'function' ? made() : made[0]!()),
    );
    // One list and another, true and false alike: these are choices of equal weight.
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('prints constants by type and value', () => {
    const values = [
      ...['', 'a', '1', 'null', 'function', 1, 1n, 1.5, NaN, true, false, null, undefined],
      ...[new Date(0), /a/, /a/i, new Uint8Array([1]), new Uint8Array([2])],
      ...[new Set([1]), new Set([2]), new Map([[1, 2]]), new Map([[1, 3]])],
      ...[[], [1], ['1'], [1, 2], [[1], 2], {}, { a: 1 }, { a: '1' }, { b: 1 }, { a: { b: 1 } }],
    ];
    expect(new Set(values.map(printSource)).size).toBe(values.length);
  });

  it('prints the same for what was written in another order or form', () => {
    expect(printSource({ a: 1, b: undefined, c: [2] })).toBe(printSource({ c: [2], a: 1 }));
    expect(printSource(VARIANTS['maybe']![0]!())).toBe('maybe(0.1,words({}))');
    expect(printSource(() => 1)).toBe(printSource(({ index }: { index: number }) => index));
  });
});
