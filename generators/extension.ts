import { generator, type Generator } from './generator.ts';
import { textGenerator } from './text-generator.ts';
import { NOUNS, ADJECTIVES } from './word-lists.ts';

/**
 * A small XML document.
 *
 * @example
 * ```ts
 * xml(); // '<item id="17"><name>harbor</name><note>brisk</note></item>'
 * ```
 */
export function xml(): Generator<string> {
  return textGenerator(
    ['xml'],
    (stream) =>
      `<item id="${stream.between(1, 9999)}"><name>${stream.pick(NOUNS)}</name><note>${stream.pick(ADJECTIVES)}</note></item>`,
  );
}

/**
 * Keys and values as the `hstore` extension of Postgres writes them.
 *
 * @example
 * ```ts
 * hstore(); // '"colour"=>"brisk", "size"=>"17"'
 * ```
 */
export function hstore(): Generator<string> {
  return textGenerator(
    ['hstore'],
    (stream) => `"kind"=>"${stream.pick(NOUNS)}", "size"=>"${stream.between(1, 99)}"`,
  );
}

/**
 * A place in a tree, as the `ltree` extension of Postgres writes it.
 *
 * @param options - `depth`, the most labels; 4 by default
 * @throws RangeError for a depth below 1
 * @example
 * ```ts
 * ltree(); // 'harbor.lantern.brisk'
 * ```
 */
export function ltree(options: { depth?: number } = {}): Generator<string> {
  const { depth = 4 } = options;
  if (!(depth >= 1)) throw new RangeError(`ltree() has 1 label or more, not ${depth}`);
  return textGenerator(['ltree', options], (stream) => {
    let path = stream.pick(NOUNS);
    for (let more = stream.below(depth); more > 0; more--) path += `.${stream.pick(NOUNS)}`;
    return path;
  });
}

/**
 * An embedding as the `vector` extension of Postgres (pgvector) writes it, of length 1.
 *
 * @param dimensions - how many; by default those of the column's type, `vector(1536)`, and 3 without
 * @throws RangeError for fewer than 1
 * @example
 * ```ts
 * vector(3); // '[0.5345,-0.2672,0.8018]'
 * ```
 */
export function vector(dimensions?: number): Generator<string> {
  if (dimensions !== undefined && !(dimensions >= 1)) {
    throw new RangeError(`vector() has 1 dimension or more, not ${dimensions}`);
  }
  return generator(['vector', dimensions], (site) => {
    const declared = site.type.kind === 'other' ? /\((\d+)\)/.exec(site.type.name) : null;
    const count = dimensions ?? Number(declared?.[1] ?? 3);
    const stream = site.stream();
    return {
      draw(row) {
        stream.seek(row.index);
        const values = Array.from({ length: count }, () => stream.next() * 2 - 1);
        const square = values.reduce((sum, value) => sum + value * value, 0);
        // IEEE 754 demands square roots to the last bit; unlike logarithms they are the same everywhere.
        const length = Math.sqrt(square) || 1;
        return `[${values.map((value) => Math.round((value / length) * 1e6) / 1e6).join(',')}]`;
      },
    };
  });
}
