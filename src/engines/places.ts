import type { TableLoad } from '../runtime/engine.ts';

/** Which rows of a load are written. */
type Places = Pick<TableLoad, 'first' | 'end' | 'places'>;

/** The places of the rows to write, in the order that the load gives them. */
export function* placesOf({ first, end, places }: Places): Generator<number> {
  if (places !== undefined) yield* places;
  else for (let place = first; place < end; place++) yield place;
}

/** How many rows are to be written. */
export function sizeOf({ first, end, places }: Places): number {
  return places?.length ?? end - first;
}

/** The place of a row, by its number among those to write. */
export function placeAt({ first, places }: Places, number: number): number {
  return places?.[number] ?? first + number;
}
