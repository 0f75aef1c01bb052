import type { ColumnType } from '../src/schema/column-type.ts';
import { GenFactoriesError } from '../src/errors.ts';
import { hashPath } from '../src/random/hash.ts';
import { Permutation } from '../src/random/permutation.ts';
import { roomOf } from './fit-text.ts';
import {
  wrapper,
  type Bound,
  type Generator,
  type Row,
  type Site,
  type Source,
} from './generator.ts';
import { BASE36, inAlphabet } from './ordinal-text.ts';
import type { Ref } from './reference.ts';
import { withSuffix } from './scramble.ts';

/**
 * Values that no other row has, and no other element of any row's list: for a unique index on a field of
 * documents in a list. Columns of unique keys need no such mark.
 *
 * Each value is numbered. Of a generator with so many values, the number's own is taken; text gets the number,
 * visibly and within the column's length. In one column every list has to have the same `max`, in scenarios
 * too, as numbers are counted by it.
 *
 * @param source - the values: text, or a generator whose values are numbered or unique by row
 * @throws GenFactoriesError `COUNT_OVER_CAPACITY`, when planned, where there are more rows, or elements, than
 *   values
 * @throws RangeError, when planned, for values that nothing can make unique
 * @example
 * ```ts
 * listOf(record({ sku: unique(code()), quantity: integer() }), { max: 4 });
 * ```
 */
export function unique(source: Ref): Generator<never>;
export function unique<T>(source: Source<T>): Generator<T>;
export function unique<T>(source: Source<T>): Generator<T> {
  return wrapper<T>(['unique', source], [source], (site) => {
    const inner = site.bind<T>(source, 'value');
    const numbered = numberedValues(site, source, inner);
    const most = site.element?.most ?? 1;
    requireCapacity(site, site.rowCount * most, numbered.size, most);
    const numberOf = site.element?.number ?? ((row: Row) => row.ordinal);
    return {
      distinct: true,
      nulls: inner.nulls,
      draw(row) {
        const number = numberOf(row);
        // Rows that were in the table before are counted too.
        if (number >= numbered.size) requireCapacity(site, number + 1, numbered.size, most);
        return numbered.at(number, row);
      },
    };
  });
}

/** Values by their number, no two alike. */
interface Numbered<T> {
  readonly size: number;
  at(number: number, row: Row): T;
}

function numberedValues<T>(site: Site, source: Source<T>, inner: Bound<T>): Numbered<T> {
  if (inner.distinct) {
    return { size: Infinity, at: (number, row) => inner.draw(new NumberedRow(row, number)) };
  }
  const space = inner.space && site.base.bind<T>(source, 'value').space;
  if (space !== undefined) {
    const { size } = space;
    return { size, at: (number, row) => (isNull(inner, row) ? null : space.at(number)) as T };
  }
  if (MAY_BE_TEXT.has(site.type.kind) && !inner.formed) return numberedText(site, inner);
  throw notNumbered();
}

/** What nothing is known of may be text as well. */
const MAY_BE_TEXT: ReadonlySet<ColumnType['kind']> = new Set([
  'text',
  'json',
  'union',
  'document',
  'map',
]);

function notNumbered(): RangeError {
  return new RangeError(
    'unique() needs text, or a generator that has enough values, such as integer(), uuid() or code()',
  );
}

function isNull(inner: Bound, row: Row): boolean {
  return inner.nulls === true && (inner.draw(row) ?? null) === null;
}

/** The shortest text that has room for a word and a number. */
const SUFFIX_ROOM = 8;

/** Text ends in its number; what is too short for that is the number, in letters and digits. */
function numberedText<T>(site: Site, inner: Bound<T>): Numbered<T> {
  const room = Math.min(roomOf(site.type), inner.room ?? Infinity);
  if (room < SUFFIX_ROOM) {
    const size = 36 ** room;
    const order = new Permutation(size, hashPath('unique', site.table, site.column));
    return { size, at: (number) => inAlphabet(order.apply(number), BASE36, room) as T };
  }
  return {
    size: 10 ** Math.min(16, room),
    at(number, row) {
      const value = inner.draw(row) ?? null;
      if (value === null) return null as T;
      if (typeof value !== 'string' && site.type.kind !== 'text') throw notNumbered();
      return withSuffix(String(value), number, room) as T;
    },
  };
}

/** The same row, under the number that an element of it has: what is unique by row is so by element. */
class NumberedRow implements Row {
  readonly index: number;
  readonly ordinal: number;
  readonly #row: Row;

  constructor(row: Row, ordinal: number) {
    this.index = row.index;
    this.ordinal = ordinal;
    this.#row = row;
  }

  get(path: string): unknown {
    return this.#row.get(path);
  }

  parent(column: string): Row | null {
    return this.#row.parent(column);
  }
}

function requireCapacity(site: Site, wanted: number, size: number, most: number): void {
  if (wanted <= size) return;
  const rows = Math.floor(size / most);
  const each = most === 1 ? '' : ` with up to ${most} values each`;
  throw new GenFactoriesError('COUNT_OVER_CAPACITY', {
    what: `${Math.ceil(wanted / most)} rows of "${site.table}"${each} are more than the unique values have: ${size}`,
    where: `${site.table}.${site.column}`,
    room: { table: site.table, rows },
    fix: `Lower the count of "${site.table}" to ${rows}, or let the generator have more values.`,
  });
}
