import type { Stream } from '../src/random/stream.ts';
import { generator, type Generator } from './generator.ts';
import { inAlphabet } from './ordinal-text.ts';
import { shuffledSpace } from './spread.ts';

/**
 * Random bytes.
 *
 * @param options - `length`, how many in every row; or `min` and `max`; 16 to 64 by default, and never more
 *   than the column takes
 * @throws RangeError for a `max` below `min`
 * @example
 * ```ts
 * bytes({ length: 32 });
 * ```
 */
export function bytes(
  options: { length?: number; min?: number; max?: number } = {},
): Generator<Uint8Array> {
  const { min = options.length ?? Math.min(16, options.max ?? 16) } = options;
  const { max = options.length ?? Math.max(64, min) } = options;
  if (!(min >= 0 && max >= min))
    throw new RangeError(`bytes() cannot have ${min} to ${max} of them`);
  return generator(['bytes', options], (site) => {
    const stream = site.stream();
    const room = site.type.kind === 'bytes' ? (site.type.length ?? Infinity) : Infinity;
    const least = Math.min(min, room);
    const most = Math.min(max, room);
    return {
      draw(row) {
        stream.seek(row.index);
        return randomBytes(stream, stream.between(least, most));
      },
      space:
        least < NUMBER_BYTES
          ? undefined
          : shuffledSpace(site, 2 ** 48, (number) => {
              stream.seek(number % 2 ** 32);
              return startingWith(number, randomBytes(stream, stream.between(least, most)));
            }),
    };
  });
}

/**
 * Random bits, as the zeros and ones that databases write them in. A fixed column gets exactly as many as
 * it has.
 *
 * @param options - `length`, how many; by default the column's, and 8 where it sets none
 * @example
 * ```ts
 * bits(); // '01101001'
 * ```
 */
export function bits(options: { length?: number } = {}): Generator<string> {
  return generator(['bits', options], (site) => {
    const { type } = site;
    const own = type.kind === 'bits' ? type.length : null;
    const fixed = type.kind === 'bits' && !type.varying;
    const length = fixed ? (own ?? 1) : Math.min(options.length ?? own ?? 8, own ?? Infinity);
    const stream = site.stream();
    return {
      draw(row) {
        stream.seek(row.index);
        let text = '';
        for (let left = length; left > 0; left -= 32) {
          text += inAlphabet(stream.uint32(), '01', Math.min(32, left));
        }
        return text;
      },
      space:
        length <= 52
          ? shuffledSpace(site, 2 ** length, (number) => inAlphabet(number, '01', length))
          : undefined,
    };
  });
}

/** Bytes that hold a number below 2^48. */
const NUMBER_BYTES = 6;

/** The bytes with a number in the first of them, so that different numbers give different bytes. */
function startingWith(number: number, bytes: Uint8Array): Uint8Array {
  for (let at = NUMBER_BYTES - 1, left = number; at >= 0; at--, left = Math.floor(left / 256)) {
    bytes[at] = left % 256;
  }
  return bytes;
}

function randomBytes(stream: Stream, length: number): Uint8Array {
  const made = new Uint8Array(length);
  for (let at = 0; at < length; at += 4) {
    const four = stream.uint32();
    made[at] = four;
    if (at + 1 < length) made[at + 1] = four >>> 8;
    if (at + 2 < length) made[at + 2] = four >>> 16;
    if (at + 3 < length) made[at + 3] = four >>> 24;
  }
  return made;
}
