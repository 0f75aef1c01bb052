import type { Generator } from './generator.ts';
import { listGenerator, textGenerator } from './text-generator.ts';
import { DEPARTMENTS, PRODUCTS, PRODUCT_ADJECTIVES, PRODUCT_MATERIALS } from './word-lists.ts';

/**
 * A product's name.
 *
 * @example
 * ```ts
 * productName(); // 'Bespoke Bamboo Bike'
 * ```
 */
export function productName(): Generator<string> {
  return textGenerator(
    ['productName'],
    (stream) =>
      `${stream.pick(PRODUCT_ADJECTIVES)} ${stream.pick(PRODUCT_MATERIALS)} ${stream.pick(PRODUCTS)}`,
  );
}

/**
 * A department of a shop.
 *
 * @example
 * ```ts
 * department(); // 'Automotive'
 * ```
 */
export function department(): Generator<string> {
  return listGenerator(['department'], DEPARTMENTS);
}
