import { generator, type Generator } from './generator.ts';
import { NOUNS } from './word-lists.ts';

/**
 * What full-text search stores and asks for, as Postgres writes it: lexemes with positions in a tsvector,
 * lexemes and operators in a tsquery. Postgres does not stem what is written so: `to_tsvector` in a
 * generated column or trigger is how real ones come about.
 *
 * @example
 * ```ts
 * search(); // "'harbor':2 'lantern':1,3" or "'harbor' & 'lantern'"
 * ```
 */
export function search(): Generator<string> {
  return generator(['search'], (site) => {
    const stream = site.stream();
    const query = site.type.kind === 'search' && site.type.name === 'tsquery';
    return {
      draw(row) {
        stream.seek(row.index);
        const lexemes = Array.from({ length: stream.between(2, 6) }, () => stream.pick(NOUNS));
        return query
          ? lexemes
              .slice(0, 3)
              .map(quote)
              .join(stream.below(2) === 0 ? ' & ' : ' | ')
          : vectorOf(lexemes);
      },
    };
  });
}

/** Lexemes in the order of their letters, as Postgres prints them, each with its positions. */
function vectorOf(lexemes: readonly string[]): string {
  const positions = new Map<string, number[]>();
  for (const [place, lexeme] of lexemes.entries()) {
    const known = positions.get(lexeme);
    if (known === undefined) positions.set(lexeme, [place + 1]);
    else known.push(place + 1);
  }
  return [...positions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([lexeme, places]) => `${quote(lexeme)}:${places.join(',')}`)
    .join(' ');
}

function quote(lexeme: string): string {
  return `'${lexeme}'`;
}
