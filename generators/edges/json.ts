import { proseOfLength } from '../prose.ts';
import { always, type EdgeTable } from './edge-table.ts';

/** Documents that are valid and that programs do not expect. */
export const JSON_EDGES: EdgeTable = {
  empty: always({}),
  emptyArray: always([]),
  nulls: always({ id: null, items: [null, null], nested: { value: null } }),
  unicode: always({
    name: 'Zoë 山田 🦊',
    'clé à molette': '“quoted” \\ "escaped"\n',
    rtl: 'مرحبا',
  }),
  deep: () => {
    const document = nested(DEPTH);
    return () => document;
  },
  large: (site) => {
    const stream = site.stream('large');
    return (row) => {
      stream.seek(row.index);
      return Object.fromEntries(
        Array.from({ length: 100 }, (_, place) => [`field_${place}`, proseOfLength(stream, 80)]),
      );
    };
  },
  numbers: always({ zero: 0, negative: -1, fraction: 0.1, large: 9_007_199_254_740_991 }),
};

/** Deeper than a person nests, and just below the 32 at which MariaDB stops reading. */
const DEPTH = 30;

function nested(depth: number): unknown {
  let document: unknown = { leaf: true };
  for (let level = 0; level < depth; level++) document = { child: document };
  return document;
}
