import { storageType } from '../src/schema/column-type.ts';
import { generator, type Generator, type Source } from './generator.ts';
import { bindPart } from './inner-site.ts';

/**
 * Values of a composite type, as objects by field name. A field that is not named is NULL.
 *
 * @param fields - what fills each field
 * @example
 * ```ts
 * record({ street: streetAddress(), city: city(), zip: postalCode() });
 * ```
 */
export function record<F extends Readonly<Record<string, unknown>>>(fields: {
  readonly [Name in keyof F]: Source<F[Name]>;
}): Generator<F> {
  return generator(['record', fields], (site) => {
    const type = storageType(site.type);
    const types = new Map(
      type.kind === 'composite' ? type.fields.map((field) => [field.name, field.type]) : [],
    );
    const bound = Object.entries(fields).map(
      ([name, source]) =>
        [name, bindPart(site, types.get(name) ?? type, source as Source<unknown>, name)] as const,
    );
    return {
      draw(row) {
        const made: Record<string, unknown> = {};
        for (const [name, field] of bound) made[name] = field.draw(row);
        return made as F;
      },
    };
  });
}
