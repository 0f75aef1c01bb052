import type { Stream } from '../src/random/stream.ts';
import { cutText, roomOf } from './fit-text.ts';
import { generator, type Config, type Generator, type Row } from './generator.ts';

/**
 * A generator of text that is written from the numbers of its cell alone, and cut to the column's length.
 *
 * @param config - the generator's name and options
 * @param write - makes a row's text from its numbers; `room` is the column's length, `Infinity` without
 *   one, for a text that has to be shortened with care
 */
export function textGenerator(
  config: Config,
  write: (stream: Stream, room: number, row: Row) => string,
): Generator<string> {
  return generator(config, (site) => {
    const stream = site.stream();
    const room = roomOf(site.type);
    return {
      draw(row) {
        stream.seek(row.index);
        return cutText(write(stream, room, row), room);
      },
    };
  });
}

/**
 * A generator of one word of a list, each as likely as another.
 *
 * @param config - the generator's name and options
 * @param list - at least one
 */
export function listGenerator(config: Config, list: readonly string[]): Generator<string> {
  return textGenerator(config, (stream) => stream.pick(list));
}
