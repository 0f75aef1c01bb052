import { quota } from '../src/random/quota.ts';
import { wrapper, type Bound, type Generator, type Row, type Source } from './generator.ts';
import { nestedShape, type Values } from './nested-shape.ts';
import { isRef, rate, without, type Rate, type Ref } from './reference.ts';
import { within } from './within.ts';

/**
 * A field that is absent in a share of the documents, otherwise the values of another generator. An edge
 * case that is due in a document is never left out.
 *
 * @param absent - the share of documents without the field, 0 to 1 or a percentage
 * @param source - a generator, a reference, a constant, a function of the row's context, or the fields of
 *   a document
 * @example
 * ```ts
 * optional('20%', phone());
 * optional('30%', { street: streetAddress(), city: city() });
 * ```
 */
export function optional<const Table extends string>(absent: Rate, source: Ref<Table>): Ref<Table>;
export function optional<T>(absent: Rate, source: Generator<T>): Generator<T | undefined>;
export function optional<T>(absent: Rate, source: Source<T>): Generator<Values<T> | undefined>;
export function optional(absent: Rate, source: unknown): Generator<unknown> | Ref {
  const share = rate(absent);
  if (isRef(source)) return without(source, share, 'absent');
  const made = wrapper(['optional', share, source], [source], (site) => {
    const inner = site.bind<unknown>(source, 'value');
    const key = site.key('absent');
    const edgeAt = inner.edgeAt;
    const isLeftOut = ({ index }: Row): boolean => quota(key, index) < share && !edgeAt?.(index);
    const bound: Bound = {
      ...inner,
      edgeAt,
      draw: (row) => (isLeftOut(row) ? undefined : inner.draw(row)),
      within(accepts) {
        const kept = within(inner, key, accepts);
        if (share === 0 || !accepts(undefined)) return kept;
        if (kept === inner) return bound;
        return { draw: (row) => (kept === null || isLeftOut(row) ? undefined : kept.draw(row)) };
      },
    };
    return bound;
  });
  return { ...made, nested: nestedShape(source) };
}
