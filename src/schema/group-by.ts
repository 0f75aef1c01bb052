/**
 * Items by a key they share, in the order they came.
 *
 * @example
 * ```ts
 * groupBy(['ant', 'bee', 'ape'], (word) => word[0]); // Map { 'a' => ['ant', 'ape'], 'b' => ['bee'] }
 * ```
 */
export function groupBy<Item, Key>(
  items: readonly Item[],
  key: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
