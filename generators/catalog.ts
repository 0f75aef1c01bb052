/**
 * Every generator by its name: what generated definitions import, and what a person may write in their
 * own. Public as `gen-factories/generators`.
 */
export { listOf } from './array.ts';
export { bits, bytes } from './binary.ts';
export { boolean, oneOf, weighted } from './choice.ts';
export { department, productName } from './commerce.ts';
export { record } from './composite.ts';
export { after, before, birthDate, future, recent, timeOfDay } from './date-time.ts';
export { duration } from './duration.ts';
export { edge } from './edge.ts';
export { email, username } from './email.ts';
export { hstore, ltree, vector, xml } from './extension.ts';
export { countOf, position } from './family.ts';
export { geometry } from './geometry.ts';
export { given } from './given.ts';
export { cuid, nanoid, objectId, serial, ulid, uuid, uuidv7 } from './identifier.ts';
export {
  domainName,
  fileName,
  filePath,
  hash,
  hexColor,
  httpMethod,
  locale,
  mimeType,
  semver,
  token,
  url,
  userAgent,
} from './internet.ts';
export { json, metadata, settings } from './json.ts';
export { mapOf } from './map.ts';
export { maybe } from './maybe.ts';
export { mixed } from './mixed.ts';
export { cardNumber, currency, iban, money } from './money.ts';
export { between, inCase, otherThan, truncated, upTo } from './narrow.ts';
export { cidr, ipAddress, ipv6, macAddress } from './network.ts';
export { decimal, float, integer } from './number.ts';
export { optional } from './optional.ts';
export { pattern } from './pattern.ts';
export {
  avatarUrl,
  bio,
  companyName,
  firstName,
  fullName,
  jobTitle,
  lastName,
  phone,
} from './person.ts';
export {
  city,
  countryCode,
  countryName,
  latitude,
  longitude,
  postalCode,
  state,
  streetAddress,
  timezone,
} from './place.ts';
export { disjointRange, range } from './range.ts';
export { even, ref, skewed, tree } from './reference.ts';
export { search } from './search.ts';
export { shape } from './shape.ts';
export { code, paragraph, sentence, slug, text, title, words } from './text.ts';
export { todo } from './todo.ts';
export { unique } from './unique.ts';

export type { DurationBounds, Duration, TimeSpan } from './duration.ts';
export type { Generator, Row, Site, Source } from './generator.ts';
export type { JsonShape, JsonValue } from './json.ts';
export type { Instant, Moment } from './moment.ts';

/** The names of all generators and of what else a definition is written with. */
export const CATALOG = [
  'after',
  'avatarUrl',
  'before',
  'between',
  'bio',
  'birthDate',
  'bits',
  'boolean',
  'bytes',
  'cardNumber',
  'cidr',
  'city',
  'code',
  'companyName',
  'countOf',
  'countryCode',
  'countryName',
  'cuid',
  'currency',
  'decimal',
  'department',
  'disjointRange',
  'domainName',
  'duration',
  'edge',
  'email',
  'even',
  'fileName',
  'filePath',
  'firstName',
  'float',
  'fullName',
  'future',
  'geometry',
  'given',
  'hash',
  'hexColor',
  'hstore',
  'httpMethod',
  'iban',
  'inCase',
  'integer',
  'ipAddress',
  'ipv6',
  'jobTitle',
  'json',
  'lastName',
  'latitude',
  'listOf',
  'locale',
  'longitude',
  'ltree',
  'macAddress',
  'mapOf',
  'maybe',
  'metadata',
  'mimeType',
  'mixed',
  'money',
  'nanoid',
  'objectId',
  'oneOf',
  'optional',
  'otherThan',
  'paragraph',
  'pattern',
  'phone',
  'position',
  'postalCode',
  'productName',
  'range',
  'recent',
  'record',
  'ref',
  'search',
  'semver',
  'sentence',
  'serial',
  'settings',
  'shape',
  'skewed',
  'slug',
  'state',
  'streetAddress',
  'text',
  'timeOfDay',
  'timezone',
  'title',
  'todo',
  'token',
  'tree',
  'truncated',
  'ulid',
  'unique',
  'upTo',
  'url',
  'userAgent',
  'username',
  'uuid',
  'uuidv7',
  'vector',
  'weighted',
  'words',
  'xml',
] as const;

export type GeneratorName = (typeof CATALOG)[number];
