import { storageType, type ColumnType } from '../src/schema/column-type.ts';
import { GenFactoriesError } from '../src/errors.ts';
import { DAY } from './duration.ts';
import { generator, type Generator, type Site } from './generator.ts';
import { isoDate, isoTime } from './moment.ts';
import { evenSpread } from './spread.ts';

/** Where ranges lie and how long they are, in the element's units (see {@link range}). */
export interface RangeOptions {
  /** The least lower bound: 0, or a year before the present. */
  readonly min?: number | undefined;
  /** The greatest upper bound: 1,000, or a year after the present. */
  readonly max?: number | undefined;
  /** The longest; a tenth of what is between `min` and `max` by default. */
  readonly longest?: number | undefined;
}

/**
 * Ranges as Postgres writes them, the upper bound not included: `[3,17)`, `[2026-01-31,2026-02-04)`. A
 * multirange column gets one to three of them.
 *
 * @param options - `min`, `max`, `longest`: numbers as they are for ranges of numbers, days since 1970 for
 *   dates, seconds since 1970 for timestamps
 * @throws RangeError for a `max` that is not above `min`
 * @throws GenFactoriesError `DEFINITION_INVALID`, when planned, for a column that is no range
 * @example
 * ```ts
 * range({ min: 0, max: 120, longest: 12 }); // '[35,41)'
 * ```
 */
export function range(options: RangeOptions = {}): Generator<string> {
  return generator(['range', options], (site) => {
    const { write, multi, min, max } = rangeFormat(site, options);
    const stream = site.stream();
    const spread = evenSpread(site, 'lower');
    const longest = Math.max(
      1,
      Math.min(max - min, options.longest ?? Math.floor((max - min) / 10)),
    );
    return {
      draw(row) {
        stream.seek(row.index);
        const length = stream.between(1, longest);
        const lower = min + Math.floor(spread(row.index) * (max - min - length + 1));
        if (!multi) return `[${write(lower)},${write(lower + length)})`;
        return `{${pieces(lower, length, stream.between(1, 3), write)}}`;
      },
    };
  });
}

/**
 * Ranges of which no two rows' overlap, for exclusion constraints: row n's lies within the n-th slot of
 * equal length. Dates may leave the present far behind in large tables.
 *
 * @param options - `from`, where the first slot begins, 0 or the present by default; `slot`, its length,
 *   10 by default (days for dates), 3,600 for timestamps (seconds)
 * @throws RangeError for a `slot` below 1
 * @throws GenFactoriesError `DEFINITION_INVALID`, when planned, for a column that is no range
 * @example
 * ```ts
 * disjointRange({ slot: 3_600 }); // bookings of a room, an hour each at most
 * ```
 */
export function disjointRange(options: { from?: number; slot?: number } = {}): Generator<string> {
  if (options.slot !== undefined && !(options.slot >= 1)) {
    throw new RangeError(`The slot of disjointRange() is 1 or more, not ${options.slot}`);
  }
  return generator(['disjointRange', options], (site) => {
    const { write, multi, now, slot: usual } = rangeFormat(site, {});
    const slot = Math.floor(options.slot ?? usual);
    const from = options.from ?? now;
    const stream = site.stream();
    return {
      draw(row) {
        stream.seek(row.index);
        const lower = from + row.ordinal * slot;
        const made = `[${write(lower)},${write(lower + stream.between(1, slot))})`;
        return multi ? `{${made}}` : made;
      },
      distinct: true,
    };
  });
}

interface RangeFormat {
  readonly multi: boolean;
  readonly min: number;
  readonly max: number;
  readonly now: number;
  readonly slot: number;
  write(bound: number): string;
}

function rangeFormat(site: Site, options: RangeOptions): RangeFormat {
  const type = storageType(site.type);
  if (type.kind !== 'range') {
    throw new GenFactoriesError('DEFINITION_INVALID', {
      what: `range() makes values for ranges, not for a column of type ${type.kind}`,
      where: `${site.table}.${site.column}`,
    });
  }
  const unit = unitOf(type.element);
  const now = unit.size === null ? 0 : Math.floor(site.now / unit.size);
  const year = unit.size === null ? 0 : Math.floor((365 * DAY) / unit.size);
  const min = Math.floor(options.min ?? now - year);
  const max = Math.floor(options.max ?? (unit.size === null ? min + 1000 : now + year));
  if (max <= min) throw new RangeError(`range() cannot go from ${min} to ${max}`);
  return { multi: type.multi, min, max, now, slot: unit.slot, write: unit.write };
}

interface Unit {
  /** In milliseconds; null for numbers. */
  readonly size: number | null;
  readonly slot: number;
  write(bound: number): string;
}

/** Bounds are written as Postgres prints them, so that a row reads back as it was made. */
function unitOf(element: ColumnType): Unit {
  switch (element.kind) {
    case 'date':
      return { size: DAY, slot: 10, write: (day) => isoDate(day * DAY) };
    case 'timestamp': {
      const zone = element.zoned ? '+00' : '';
      const write = (second: number): string =>
        `"${isoDate(second * 1000)} ${isoTime(second * 1000)}${zone}"`;
      return { size: 1000, slot: 3600, write };
    }
    case 'decimal': {
      const zeros =
        element.scale === null || element.scale <= 0 ? '' : `.${'0'.repeat(element.scale)}`;
      return { size: null, slot: 10, write: (bound) => `${bound}${zeros}` };
    }
    default:
      return { size: null, slot: 10, write: String };
  }
}

/** Parts of a range with gaps between them. */
function pieces(
  lower: number,
  length: number,
  wanted: number,
  write: (bound: number) => string,
): string {
  const count = Math.max(1, Math.min(wanted, Math.floor(length / 2)));
  const step = Math.floor(length / count);
  const made: string[] = [];
  for (let piece = 0; piece < count; piece++) {
    const from = lower + piece * step;
    made.push(`[${write(from)},${write(from + Math.max(1, step - 1))})`);
  }
  return made.join(',');
}
