import type { Faker } from '@faker-js/faker';
import { createFaker } from '../../generators/faker.ts';
import { hashPath, type Key } from '../random/hash.ts';
import { Stream } from '../random/stream.ts';

/** One Faker for all columns, drawing from whichever column's stream is being read. */
export class Randomness {
  readonly faker: Faker;
  #current: Stream = new Stream(hashPath('outside of any cell'));

  /** @param now - what Faker's relative dates are relative to, in milliseconds since 1970 */
  constructor(now: number) {
    this.faker = createFaker(() => this.#current.next(), now);
  }

  /**
   * Makes a function of a row draw from a stream of its own, from the beginning of the row's numbers.
   * A cell may read another cell while it is made, even one of the same column in a parent row: each
   * goes on where it was.
   *
   * @param key - of the stream
   * @param draw - what to call
   */
  bind<R extends { readonly index: number }, T>(key: Key, draw: (row: R) => T): (row: R) => T {
    const own = new Stream(key);
    let busy = false;
    return (row) => {
      const outer = this.#current;
      const reentered = busy;
      const stream = reentered ? new Stream(key) : own;
      stream.seek(row.index);
      this.#current = stream;
      busy = true;
      try {
        return draw(row);
      } finally {
        this.#current = outer;
        busy = reentered;
      }
    };
  }
}
