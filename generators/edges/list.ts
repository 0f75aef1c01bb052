import { always, type EdgeTable, type EdgeValue } from './edge-table.ts';

/** Arrays by their length; the elements are ordinary ones. */
export const ARRAY_EDGES: EdgeTable = {
  empty: always([]),
  single: () => ofLength(1),
  many: () => ofLength(100),
};

/** Documents by how many keys they have; what these lead to is ordinary. */
export const MAP_EDGES: EdgeTable = {
  empty: always({}),
  single: () => ofSize(1),
  many: () => ofSize(100),
};

export const RANGE_EDGES: EdgeTable = {
  empty: (site) => {
    const value = site.type.kind === 'range' && site.type.multi ? '{}' : 'empty';
    return () => value;
  },
  unbounded: (site) => {
    const value = site.type.kind === 'range' && site.type.multi ? '{(,)}' : '(,)';
    return () => value;
  },
};

/** The ordinary elements over and over; an array without any stays as it is. */
function ofLength(length: number): EdgeValue {
  return (_, ordinary) => {
    const elements = ordinary();
    if (!Array.isArray(elements) || elements.length === 0) return elements ?? [];
    return Array.from({ length }, (__, place) => elements[place % elements.length] as unknown);
  };
}

/** The ordinary entries, and then the same under keys with numbers. */
function ofSize(size: number): EdgeValue {
  return (_, ordinary) => {
    const value = ordinary();
    if (typeof value !== 'object' || value === null) return value ?? {};
    const entries = Object.entries(value) as [string, unknown][];
    if (entries.length === 0) return value;
    const made = Array.from({ length: size }, (__, place): [string, unknown] => {
      const [key, member] = entries[place % entries.length]!;
      return [place < entries.length ? key : `${key}_${place + 1}`, member];
    });
    return Object.fromEntries(made);
  };
}
