import type { Faker } from '@faker-js/faker';
// The package's main entry loads all 70 locales (160 ms); this one loads English alone (25 ms).
import { faker as english } from '@faker-js/faker/locale/en';

/**
 * A Faker that draws from numbers it is given and whose dates are relative to a pinned present. It has
 * the English locale only: a value must not depend on where it is made.
 *
 * @param next - gives the next number in [0, 1); may switch streams between calls
 * @param now - the present, in milliseconds since 1970
 * @example
 * ```ts
 * const stream = new Stream(hashPath('seed', 'users', 'name'));
 * createFaker(() => stream.next(), Date.UTC(2026, 0, 1)).person.firstName();
 * ```
 */
export function createFaker(next: () => number, now: number): Faker {
  const EnglishFaker = english.constructor as new (options: object) => Faker;
  const faker = new EnglishFaker({
    locale: english.rawDefinitions,
    randomizer: { next, seed: refuseSeed },
  });
  faker.setDefaultRefDate(new Date(now));
  return faker;
}

/** Seeding would only look as if it had an effect: a cell's numbers are given by its place. */
function refuseSeed(): void {
  throw new Error(
    'faker.seed() has no effect on a factory: every cell has a stream of its own. Set the seed in gen-factories.config.ts.',
  );
}

/** Faker's English word lists, to draw from without its call overhead. */
export const definitions = english.rawDefinitions;
