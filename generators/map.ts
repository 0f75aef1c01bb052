import { storableText } from './fit-text.ts';
import {
  generator,
  type Bound,
  type EdgeSource,
  type Generator,
  type Row,
  type Site,
  type Source,
} from './generator.ts';
import { Elements } from './elements.ts';
import { asJson } from './json.ts';
import type { Instant } from './moment.ts';
import type { Values } from './nested-shape.ts';
import { entryTypes } from './part-types.ts';
import type { Ref } from './reference.ts';
import { unique } from './unique.ts';

export interface MapOptions {
  /** The fewest entries; 0 by default. */
  readonly min?: number;
  /** The most entries; 5 by default. */
  readonly max?: number;
}

/** What may become a key, which is text in the end. */
type MapKey = Source<string | number | bigint | Date | Instant> | Ref;

/**
 * Documents whose keys are data: values by day, by language, by the id of a row. No key is in a document
 * twice; where a generator repeats keys there are fewer, though not fewer than `min`. Keys are written so
 * that MongoDB takes them: `_` stands for a dot, and for a dollar sign in front.
 *
 * @param key - text, or what is written as text
 * @param value - what each key leads to
 * @param options - `min` and `max`, how many entries, 0 to 5 by default
 * @throws RangeError for a `max` below `min`, or above 1,000
 * @example
 * ```ts
 * mapOf(locale(), sentence(), { min: 1, max: 3 }); // { 'en-GB': 'Vox amplus tergum.', … }
 * mapOf(ref('users'), { role: oneOf(['reader', 'writer']), since: recent() });
 * ```
 */
export function mapOf(
  key: MapKey,
  value: Ref,
  options?: MapOptions,
): Generator<Readonly<Record<string, never>>>;
export function mapOf<V>(
  key: MapKey,
  value: Generator<V>,
  options?: MapOptions,
): Generator<Readonly<Record<string, V>>>;
export function mapOf<V>(
  key: MapKey,
  value: Source<V>,
  options?: MapOptions,
): Generator<Readonly<Record<string, Values<V>>>>;
export function mapOf(
  key: Source<unknown>,
  value: Source<unknown>,
  options: MapOptions = {},
): Generator<Document> {
  const { min = Math.min(0, options.max ?? 0) } = options;
  const { max = Math.max(5, min) } = options;
  if (!(min >= 0 && max >= min && max <= MOST_ENTRIES)) {
    throw new RangeError(`mapOf() has 0 to ${MOST_ENTRIES} entries, not ${min} to ${max}`);
  }
  const bind = (site: Site): Entries => new Entries(site, key, value, { min, max });
  return generator<Document>(['mapOf', key, value, options], (site) => bindMap(site, bind(site)), {
    inner: [
      { source: key, step: '{}' },
      { source: value, step: '*' },
    ],
    ...sizeEdges(bind),
  });

  function bindMap(site: Site, entries: Entries): Bound<Document> {
    const stream = site.stream('count');
    return {
      draw(row) {
        stream.seek(row.index);
        return entries.draw(row, stream.between(min, max));
      },
    };
  }
}

type Document = Readonly<Record<string, unknown>>;

const MOST_ENTRIES = 1000;

/** Keys, and what they lead to, once for every place in a document. */
class Entries {
  readonly #keys: Elements<unknown>;
  readonly #values: Elements<unknown>;
  readonly #min: number;
  readonly #asJson: boolean;

  constructor(
    site: Site,
    key: Source<unknown>,
    value: Source<unknown>,
    { min, max }: { readonly min: number; readonly max: number },
  ) {
    const types = entryTypes(site.type);
    const keyOptions = { type: types.key, label: 'key', most: max };
    const keys = new Elements(site, key, keyOptions);
    // What is unique by row is so by entry.
    this.#keys = keys.at(0).distinct ? new Elements(site, unique(key), keyOptions) : keys;
    this.#values = new Elements(site, value, { type: types.value, label: 'entry', most: max });
    this.#values.at(0);
    this.#min = min;
    this.#asJson = site.type.kind === 'json';
  }

  draw(row: Row, count: number): Document {
    const made = new Map<string, unknown>();
    const repeated: (readonly [place: number, key: string])[] = [];
    for (const [place, drawn] of this.#keys.drawApart(row, count).entries()) {
      const key = keyText(drawn);
      if (made.has(key)) repeated.push([place, key]);
      else this.#put(made, key, place, row);
    }
    for (const [place, key] of repeated) {
      if (made.size >= this.#min) break;
      this.#put(made, `${key}_${place + 1}`, place, row);
    }
    return Object.fromEntries(made);
  }

  #put(made: Map<string, unknown>, key: string, place: number, row: Row): void {
    const bound = this.#values.at(place);
    if (bound.missing?.(row)) return;
    const drawn = bound.draw(row);
    const value = this.#asJson ? asJson(drawn) : drawn;
    if (value !== undefined) made.set(key, value);
  }
}

function keyText(value: unknown): string {
  const text = value instanceof Date ? value.toISOString() : String(value);
  // Milliseconds would bring a dot with them.
  const whole = text.replace(/^(\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+Z$/, '$1Z');
  return storableText(whole)
    .replaceAll('.', '_')
    .replace(/^(?:\$|$)/, '_');
}

/** One entry, or many, where the type's own edge cases could only repeat what is there. */
function sizeEdges(bind: (site: Site) => Entries): EdgeSource<Document> {
  const sizes: Readonly<Record<string, number>> = { single: 1, many: 100 };
  return {
    edge(name, site) {
      const size = sizes[name];
      if (size === undefined) return undefined;
      const entries = bind(site);
      return (row) => entries.draw(row, size);
    },
  };
}
