import type { TableLoad } from '../runtime/engine.ts';

/**
 * The places of a load, each after the rows of the same table that it refers to: what INSERT statements
 * need, which are checked one by one. COPY is one statement, so any order does for it.
 *
 * @returns places from `load.first` to `load.end`, in their own order where nothing forces another
 */
export function* parentsFirst(load: TableLoad): Generator<number> {
  const { rows, first, end, places } = load;
  // They are in such an order already.
  if (places !== undefined) {
    yield* places;
    return;
  }
  const references = rows.references.flatMap((reference, place) =>
    reference.enforced && reference.selfReferring ? [place] : [],
  );
  if (references.length === 0) {
    for (let place = first; place < end; place++) yield place;
    return;
  }
  const view = rows.newView();
  const seen = new Uint8Array(end - first);
  const isOpen = (place: number): boolean =>
    place >= first && place < end && seen[place - first] === 0;
  for (let start = first; start < end; start++) {
    if (!isOpen(start)) continue;
    seen[start - first] = 1;
    const path = [start];
    while (path.length > 0) {
      view.moveTo(path.at(-1)!);
      const parent = references.map((reference) => view.parentPlace(reference)).find(isOpen);
      if (parent === undefined) {
        yield path.pop()!;
      } else {
        seen[parent - first] = 1;
        path.push(parent);
      }
    }
  }
}
