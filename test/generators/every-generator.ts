import * as catalog from '../../generators/catalog.ts';
import type { Generator, Row } from '../../generators/generator.ts';
import { fakeRow, NOW, type FakeSiteOptions } from '../support/fake-site.ts';

/** A generator at the column it is meant for: what the laws of all generators are tested on. */
export interface Example {
  readonly make: () => Generator;
  readonly type: string;
  readonly options?: FakeSiteOptions;
  readonly row?: (index: number) => Row;
}

const DATES = { columns: { created_at: 'timestamptz', org_id: 'uuid' } } as const;

function datedRow(index: number): Row {
  const created = new Date(NOW - (index % 1000) * 86_400_000);
  return fakeRow(index, { created_at: created }, { org_id: fakeRow(1, { created_at: created }) });
}

function namedRow(index: number): Row {
  return fakeRow(index, { first_name: 'Renée', last_name: "O'Brien", title: 'Upright Harbor' });
}

const NAMES = {
  columns: { first_name: 'text', last_name: 'text', title: 'text' },
} as const;

/** By name; what is not a generator of its own (`ref`, `edge`, …) is tested elsewhere. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  avatarUrl: { make: catalog.avatarUrl, type: 'text' },
  after: {
    make: () => catalog.after('created_at'),
    type: 'timestamptz',
    options: DATES,
    row: datedRow,
  },
  before: {
    make: () => catalog.before('created_at'),
    type: 'timestamptz',
    options: DATES,
    row: datedRow,
  },
  bio: { make: catalog.bio, type: 'text' },
  birthDate: { make: catalog.birthDate, type: 'date' },
  bits: { make: catalog.bits, type: 'bit(12)' },
  bytes: { make: catalog.bytes, type: 'bytea' },
  cardNumber: { make: catalog.cardNumber, type: 'text' },
  cidr: { make: catalog.cidr, type: 'cidr' },
  city: { make: catalog.city, type: 'text' },
  code: { make: catalog.code, type: 'varchar(8)' },
  companyName: { make: catalog.companyName, type: 'text' },
  countryCode: { make: catalog.countryCode, type: 'char(2)' },
  countryName: { make: catalog.countryName, type: 'text' },
  cuid: { make: catalog.cuid, type: 'text' },
  currency: { make: catalog.currency, type: 'char(3)' },
  decimal: { make: catalog.decimal, type: 'decimal(8,2)' },
  department: { make: catalog.department, type: 'text' },
  disjointRange: { make: catalog.disjointRange, type: 'range(timestamptz)' },
  domainName: { make: catalog.domainName, type: 'text' },
  duration: { make: catalog.duration, type: 'interval' },
  'duration in milliseconds': {
    make: () => catalog.duration({ min: '5ms', max: '20s', unit: 'ms' }),
    type: 'integer',
  },
  email: { make: catalog.email, type: 'varchar(255)' },
  'email of a name': {
    make: () => catalog.email('first_name', 'last_name'),
    type: 'varchar(255)',
    options: NAMES,
    row: namedRow,
  },
  fileName: { make: catalog.fileName, type: 'text' },
  filePath: { make: catalog.filePath, type: 'text' },
  firstName: { make: catalog.firstName, type: 'text' },
  float: { make: catalog.float, type: 'double' },
  fullName: { make: catalog.fullName, type: 'text' },
  future: { make: catalog.future, type: 'timestamptz' },
  geometry: { make: catalog.geometry, type: 'polygon' },
  hash: { make: catalog.hash, type: 'text' },
  hexColor: { make: catalog.hexColor, type: 'text' },
  hstore: { make: catalog.hstore, type: 'hstore' },
  httpMethod: { make: catalog.httpMethod, type: 'text' },
  iban: { make: catalog.iban, type: 'text' },
  integer: { make: catalog.integer, type: 'integer' },
  'integer beyond 2^53': {
    make: () => catalog.integer({ min: 10n ** 17n, max: 10n ** 18n }),
    type: 'bigint',
  },
  ipAddress: { make: catalog.ipAddress, type: 'inet' },
  ipv6: { make: catalog.ipv6, type: 'inet' },
  jobTitle: { make: catalog.jobTitle, type: 'text' },
  json: {
    make: () => catalog.json({ a: [1, catalog.words()], at: catalog.recent() }),
    type: 'jsonb',
  },
  lastName: { make: catalog.lastName, type: 'text' },
  latitude: { make: catalog.latitude, type: 'double' },
  listOf: { make: () => catalog.listOf(catalog.words()), type: 'text[]' },
  'listOf what no other list has': {
    make: () => catalog.listOf(catalog.words(), { unique: true }),
    type: 'text[]',
  },
  locale: { make: catalog.locale, type: 'text' },
  longitude: { make: catalog.longitude, type: 'double' },
  ltree: { make: catalog.ltree, type: 'ltree' },
  macAddress: { make: catalog.macAddress, type: 'macaddr' },
  mapOf: {
    make: () => catalog.mapOf(catalog.slug(), catalog.integer(), { min: 1 }),
    type: 'map(integer)',
  },
  'mapOf moments': {
    make: () => catalog.mapOf(catalog.recent(), { n: catalog.integer(), at: catalog.recent() }),
    type: 'jsonb',
  },
  metadata: { make: catalog.metadata, type: 'jsonb' },
  mimeType: { make: catalog.mimeType, type: 'text' },
  mixed: {
    make: () => catalog.mixed([0.6, catalog.words()], [0.3, catalog.integer()], ['10%', { a: 1 }]),
    type: 'union(text, integer, document)',
    options: { dialect: 'mongodb' },
  },
  money: { make: catalog.money, type: 'decimal(10,2)' },
  nanoid: { make: catalog.nanoid, type: 'text' },
  objectId: { make: catalog.objectId, type: 'text' },
  paragraph: { make: catalog.paragraph, type: 'text' },
  pattern: { make: () => catalog.pattern('^[A-Z]{2}-\\d{4}(x|yz)?$'), type: 'text' },
  phone: { make: catalog.phone, type: 'text' },
  postalCode: { make: catalog.postalCode, type: 'text' },
  productName: { make: catalog.productName, type: 'text' },
  range: { make: catalog.range, type: 'range(integer)' },
  recent: { make: catalog.recent, type: 'timestamptz' },
  'recent after a column': {
    make: () => catalog.recent({ within: '3y', after: 'org_id.created_at' }),
    type: 'timestamptz',
    options: DATES,
    row: datedRow,
  },
  record: {
    make: () => catalog.record({ street: catalog.streetAddress(), zip: catalog.postalCode() }),
    type: 'row(street varchar(20), zip char(5))',
  },
  shape: { make: catalog.shape, type: 'polygon srid 4326', options: { dialect: 'mysql' } },
  search: { make: catalog.search, type: 'tsvector' },
  semver: { make: catalog.semver, type: 'text' },
  sentence: { make: catalog.sentence, type: 'text' },
  serial: { make: catalog.serial, type: 'integer' },
  settings: { make: catalog.settings, type: 'jsonb' },
  slug: { make: catalog.slug, type: 'text' },
  'slug of a title': {
    make: () => catalog.slug('title'),
    type: 'text',
    options: NAMES,
    row: namedRow,
  },
  state: { make: catalog.state, type: 'text' },
  streetAddress: { make: catalog.streetAddress, type: 'text' },
  text: { make: catalog.text, type: 'text' },
  timeOfDay: { make: catalog.timeOfDay, type: 'time' },
  timezone: { make: catalog.timezone, type: 'text' },
  title: { make: catalog.title, type: 'text' },
  token: { make: catalog.token, type: 'text' },
  ulid: { make: catalog.ulid, type: 'text' },
  unique: { make: () => catalog.unique(catalog.uuid()), type: 'uuid' },
  url: { make: catalog.url, type: 'text' },
  userAgent: { make: catalog.userAgent, type: 'text' },
  username: { make: catalog.username, type: 'text' },
  uuid: { make: catalog.uuid, type: 'uuid' },
  uuidv7: { make: catalog.uuidv7, type: 'uuid' },
  vector: { make: catalog.vector, type: 'vector(3)' },
  words: { make: catalog.words, type: 'text' },
  xml: { make: catalog.xml, type: 'xml' },
};

/** What takes sources rather than making values by itself. */
export const NOT_VALUES: readonly string[] = [
  'between',
  'boolean',
  'countOf',
  'edge',
  'even',
  'given',
  'inCase',
  'maybe',
  'oneOf',
  'optional',
  'otherThan',
  'position',
  'ref',
  'skewed',
  'todo',
  'tree',
  'truncated',
  'upTo',
  'weighted',
];
