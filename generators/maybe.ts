import { quota } from '../src/random/quota.ts';
import { wrapper, type Bound, type Generator, type Row, type Source } from './generator.ts';
import { nestedShape, type Values } from './nested-shape.ts';
import { isRef, rate, without, type Rate, type Ref } from './reference.ts';
import { within } from './within.ts';

/**
 * NULL in a share of the rows, otherwise the values of another generator. An edge case that is due in
 * a row is never hidden by NULL.
 *
 * @param nulls - the share of NULL, 0 to 1 or a percentage
 * @param source - a generator, a reference, a constant, a function of the row's context, or the fields of
 *   a document
 * @example
 * ```ts
 * maybe(0.12, streetAddress());
 * maybe('30%', ref('users'));
 * ```
 */
export function maybe<const Table extends string>(nulls: Rate, source: Ref<Table>): Ref<Table>;
export function maybe<T>(nulls: Rate, source: Generator<T>): Generator<T | null>;
export function maybe<T>(nulls: Rate, source: Source<T>): Generator<Values<T> | null>;
export function maybe(nulls: Rate, source: unknown): Generator<unknown> | Ref {
  const share = rate(nulls);
  if (isRef(source)) return without(source, share, 'null');
  const made = wrapper(['maybe', share, source], [source], (site) => {
    const inner = site.bind<unknown>(source, 'value');
    const key = site.key('null');
    const edgeAt = inner.edgeAt;
    const isLeftOut = ({ index }: Row): boolean => quota(key, index) < share && !edgeAt?.(index);
    const bound: Bound = {
      ...inner,
      nulls: true,
      edgeAt,
      draw: (row) => (isLeftOut(row) ? null : inner.draw(row)),
      within(accepts) {
        const kept = within(inner, key, accepts);
        if (share === 0 || !accepts(null)) return kept;
        if (kept === inner) return bound;
        return { draw: (row) => (kept === null || isLeftOut(row) ? null : kept.draw(row)) };
      },
    };
    return bound;
  });
  return { ...made, nested: nestedShape(source) };
}
