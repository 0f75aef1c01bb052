import type { ColumnType } from '../src/schema/column-type.ts';
import { isGenerator, type Bound, type Site, type Source } from './generator.ts';

/**
 * A column seen as one of its parts: an element of an array, a field of a composite, a member of a JSON
 * document. It has the part's type and streams of its own.
 *
 * @param site - the column
 * @param type - what the part stores
 * @param label - tells the part from the column's other parts
 */
function innerSite(site: Site, type: ColumnType, label: string): Site {
  const inner: Site = {
    table: site.table,
    column: site.column,
    type,
    nullable: true,
    now: site.now,
    columns: site.columns,
    key: (...labels) => site.key(label, ...labels),
    stream: (...labels) => site.stream(label, ...labels),
    withFaker: (draw, ...labels) => site.withFaker(draw, label, ...labels),
    bind: (source, part) => bindInner(inner, site, source, part, `${label} ${part}`),
  };
  return inner;
}

/**
 * Binds what stands for a part's values.
 *
 * @param site - the column
 * @param type - what the part stores
 * @param source - a generator, a function of the row's context, or a constant
 * @param label - tells the part from the column's other parts
 */
export function bindPart<T>(
  site: Site,
  type: ColumnType,
  source: Source<T>,
  label: string,
): Bound<T> {
  return isGenerator(source)
    ? (source.bind(innerSite(site, type, label)) as Bound<T>)
    : site.bind(source, label);
}

function bindInner<T>(
  inner: Site,
  outer: Site,
  source: Source<T>,
  part: string,
  label: string,
): Bound<T> {
  return isGenerator(source)
    ? (source.bind(innerSite(inner, inner.type, part)) as Bound<T>)
    : outer.bind(source, label);
}
