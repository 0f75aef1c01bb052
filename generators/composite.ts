import { generator, type Generator, type Source } from './generator.ts';
import { bindFields } from './inner-site.ts';
import type { Fields, NestedShape, Plain, Values } from './nested-shape.ts';

/**
 * Values of a composite type or a document, as objects by field name. A field that is not named, or that
 * is undefined in a row, is left out: of a composite type it is NULL.
 *
 * What fills a field may read those beside it by their names.
 *
 * @param fields - what fills each field; references too, which lead to any row that there is
 * @example
 * ```ts
 * record({ street: streetAddress(), city: city(), zip: postalCode() });
 * listOf(record({ product: ref('products'), quantity: integer({ min: 1, max: 9 }) }), { max: 4 });
 * ```
 */
export function record<F extends NestedShape>(fields: {
  readonly [Name in keyof F]: Source<F[Name]> & Plain<F[Name]>;
}): Generator<Fields<F>>;
export function record<F extends NestedShape>(fields: F): Generator<Values<F>>;
export function record(fields: NestedShape): Generator {
  const inner = Object.entries(fields).map(([step, source]) => ({ step, source }));
  return generator(['record', fields], (site) => bindFields(site, fields), { inner });
}
