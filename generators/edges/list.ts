import { always, type EdgeTable, type EdgeValue } from './edge-table.ts';

/** Arrays by their length; the elements are ordinary ones. */
export const ARRAY_EDGES: EdgeTable = {
  empty: always([]),
  single: () => ofLength(1),
  many: () => ofLength(100),
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
