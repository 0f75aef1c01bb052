import { definitions } from './faker.ts';

/**
 * Words of Faker's English lists that generators draw from directly: a pick from a list takes a tenth of
 * the time of a call to Faker, and does not change when Faker changes how it draws.
 */

const { person, location, lorem, word, commerce, internet } = definitions;

export const FEMALE_NAMES = listOf(person?.first_name?.female);
export const MALE_NAMES = listOf(person?.first_name?.male);
export const LAST_NAMES = listOf(person?.last_name?.generic);
export const FIRST_NAMES: readonly string[] = [...FEMALE_NAMES, ...MALE_NAMES];

export const JOB_DESCRIPTORS = listOf(person?.job_descriptor);
export const JOB_AREAS = listOf(person?.job_area);
export const JOB_TYPES = listOf(person?.job_type);
export const BIO_PARTS = listOf(person?.bio_part);

export const CITIES = listOf(location?.city_name);
export const STATES = listOf(location?.state);
export const STATE_CODES = listOf(location?.state_abbr);
export const STREETS = listOf(location?.street_name);
export const COUNTRIES = listOf(location?.country);

export const LATIN_WORDS = listOf(lorem?.word);
export const ADJECTIVES = plainWords(listOf(word?.adjective));
export const NOUNS = plainWords(listOf(word?.noun));

export const PRODUCT_ADJECTIVES = listOf(commerce?.product_name?.adjective);
export const PRODUCT_MATERIALS = listOf(commerce?.product_name?.material);
export const PRODUCTS = listOf(commerce?.product_name?.product);
export const DEPARTMENTS = listOf(commerce?.department);

/** Emojis of one character each, so that they can be counted. */
export const EMOJIS: readonly string[] = [
  ...listOf(internet?.emoji?.food),
  ...listOf(internet?.emoji?.nature),
  ...listOf(internet?.emoji?.travel),
].filter((emoji) => [...emoji].length === 1);

/** A Faker without one of the lists is not the version that is asked for: say so at once. */
function listOf(list: unknown): readonly string[] {
  if (Array.isArray(list) && list.length > 0) return list as readonly string[];
  throw new Error(
    'A list of English words is missing from @faker-js/faker: is it another version?',
  );
}

/** Words of lower-case ASCII letters, which are safe in slugs, file names and host names. */
function plainWords(words: readonly string[]): readonly string[] {
  return words.filter((each) => /^[a-z]+$/.test(each));
}
