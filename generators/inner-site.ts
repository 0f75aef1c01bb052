import { GenFactoriesError } from '../src/errors.ts';
import type { ColumnType } from '../src/schema/column-type.ts';
import {
  isGenerator,
  type Bound,
  type Element,
  type Row,
  type Site,
  type Source,
} from './generator.ts';
import { holdsSource, nestedShape, type NestedShape } from './nested-shape.ts';
import { fieldType } from './part-types.ts';
import { memberAt } from './path.ts';
import { isRef } from './reference.ts';

/** What a part of a column's value is: an element of an array, a field of a composite, a member of a document. */
export interface PartOptions {
  readonly type: ColumnType;
  /** Tells the part from the column's other parts. */
  readonly label: string;
  readonly nullable?: boolean;
  readonly optional?: boolean;
  readonly element?: Element | undefined;
  /** The same part in the first element of a list. */
  readonly first?: PartOptions | undefined;
  /** It is a part of the element, and not the element itself. */
  readonly field?: true;
  readonly columns?: Site['columns'];
  readonly beside?: Site['beside'];
}

/**
 * Binds what stands for a part's values.
 *
 * @param site - the column, or the part of it that this is a part of
 * @param source - a generator, a reference, a constant, a function of the row's context, or the fields of a
 *   document
 * @param part - its type, and what tells it from other parts
 */
export function bindPart<T>(site: Site, source: Source<T>, part: PartOptions): Bound<T> {
  return bindAt(
    () => innerSite(site, part),
    source,
    () => site.bind(source, part.label),
  );
}

/**
 * Binds the fields of a document of which the column may have many. A field that is undefined in a row is left
 * out of it.
 *
 * @param site - the document
 * @param fields - what fills each field
 */
export function bindFields(
  site: Site,
  fields: NestedShape,
): Bound<Readonly<Record<string, unknown>>> {
  const types = Object.keys(fields).map((name) => [name, fieldType(site.type, name)] as const);
  const columns = new Map([
    ...site.columns,
    ...types.map(([name, { type }]) => [name, type] as const),
  ]);
  const bound = new Map<string, Bound>();
  for (const [name, facts] of types) {
    const beside: Site['beside'] = (path) =>
      besideIn(bound, fields, path, name) ?? site.beside?.(path);
    const part = { ...facts, label: name, field: true, columns, beside } as const;
    bound.set(name, bindPart<unknown>(site, fields[name], part));
  }
  const needed = [...bound.values()].flatMap(({ missing }) => missing ?? []);
  return {
    missing: needed.length === 0 ? undefined : (row) => needed.some((missing) => missing(row)),
    draw(row) {
      const made: Record<string, unknown> = {};
      for (const [name, field] of bound) {
        const value = field.draw(row);
        if (value !== undefined) made[name] = value;
      }
      return made;
    },
  };
}

/** Reads another field of the same document. It is drawn again, which gives the same. */
function besideIn(
  bound: ReadonlyMap<string, Bound>,
  fields: NestedShape,
  path: string,
  reader: string,
): ((row: Row) => unknown) | undefined {
  const [first = ''] = path.split('.', 1);
  if (first === reader || !Object.hasOwn(fields, first)) return undefined;
  const rest = path.slice(first.length + 1);
  if (rest === '') return (row) => bound.get(first)?.draw(row);
  return (row) => memberAt(bound.get(first)?.draw(row), rest);
}

/** A column seen as one of its parts: it has the part's type and streams of its own. */
function innerSite(site: Site, part: PartOptions): Site {
  const { label } = part;
  const inner: Site = {
    table: site.table,
    column: site.column,
    type: part.type,
    nullable: part.nullable ?? true,
    optional: part.optional,
    now: site.now,
    rowCount: site.rowCount,
    columns: part.columns ?? site.columns,
    element: part.element ?? withinElement(site.element, part),
    get base() {
      const { first = part } = part;
      return site.base === site && first === part ? inner : innerSite(site.base, first);
    },
    beside: part.beside ?? site.beside,
    key: (...labels) => site.key(label, ...labels),
    stream: (...labels) => site.stream(label, ...labels),
    withFaker: (draw, ...labels) => site.withFaker(draw, label, ...labels),
    bind: (source, own) =>
      bindAt(
        () => innerSite(inner, { ...part, label: own, element: inner.element, first: undefined }),
        source,
        () => site.bind(source, `${label} ${own}`),
      ),
    bindReference: (ref, at) => site.bindReference(ref, at),
  };
  return inner;
}

/** The same element, as one of its parts sees it. */
function withinElement(element: Element | undefined, part: PartOptions): Element | undefined {
  return (
    element && {
      ...element,
      whole: element.whole && !part.field,
      key: (...labels) => element.key(part.label, ...labels),
    }
  );
}

function bindAt<T>(at: () => Site, source: Source<T>, bindOther: () => Bound<T>): Bound<T> {
  if (isGenerator(source)) return source.bind(at()) as Bound<T>;
  if (isRef(source)) {
    const site = at();
    return site.bindReference(source, site) as Bound<T>;
  }
  const fields = holdsSource(source) ? nestedShape(source) : undefined;
  if (fields !== undefined) return bindFields(at(), fields) as Bound<unknown> as Bound<T>;
  const other = bindOther();
  return typeof source === 'function' ? withoutReferences(at(), other) : other;
}

/** Which rows are referred to is planned before a function is called. */
function withoutReferences<T>({ table, column }: Site, { draw, ...more }: Bound<T>): Bound<T> {
  return {
    ...more,
    draw(row) {
      const value = draw(row);
      if (!isRef(value)) return value;
      throw new GenFactoriesError('REFERENCE_INVALID', {
        what: `A function gives a reference to "${value.table}" for a part of the value`,
        where: `${table}.${column}`,
        fix: `Write ref('${value.table}') in place of the function.`,
      });
    },
  };
}
