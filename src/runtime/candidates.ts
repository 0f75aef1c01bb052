/** Rows that a reference may lead to, numbered. */
export interface Candidates {
  readonly size: number;
  /** The place of a row by its number, from 0 to `size − 1`. */
  at(number: number): number;
  /** The number of a place; −1 where the row is not among them. */
  numberOf(place: number): number;
}

/** Rows that lie together. */
export function run(start: number, size: number): Candidates {
  return {
    size,
    at: (number) => start + number,
    numberOf: (place) => (place >= start && place < start + size ? place - start : -1),
  };
}

/** Rows in the order of their places. */
export function listed(places: readonly number[]): Candidates {
  return {
    size: places.length,
    at: (number) => places[number]!,
    numberOf: (place) => places.indexOf(place),
  };
}

/**
 * The same rows without some of them.
 *
 * @param places - of those to leave out, whether they are among the rows or not
 */
export function withoutPlaces(rows: Candidates, places: readonly number[]): Candidates {
  const left = [...new Set(places.map((place) => rows.numberOf(place)))]
    .filter((number) => number >= 0)
    .sort((a, b) => a - b);
  if (left.length === 0) return rows;
  return {
    size: rows.size - left.length,
    at: (number) => rows.at(left.reduce((at, out) => (at >= out ? at + 1 : at), number)),
    numberOf(place) {
      const number = rows.numberOf(place);
      return left.includes(number) ? -1 : number - left.filter((out) => out < number).length;
    },
  };
}
