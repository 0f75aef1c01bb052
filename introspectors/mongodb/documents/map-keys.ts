import type { ColumnType } from '../../../src/schema/column-type.ts';
import { mergeObservations, type Observation } from './observation.ts';

/** What keys that are data look like; null for words of no kind. */
export interface MapKeys {
  readonly key: ColumnType | null;
}

/**
 * Whether documents at a place are maps: their keys are ids, days, numbers, languages, or so many and so
 * seldom the same that nobody would have named fields like that.
 *
 * @param observation - of documents; those of a collection itself are never maps
 * @returns undefined for documents with fields
 */
export function mapKeysOf(observation: Observation): MapKeys | undefined {
  const names = [...observation.fields.keys()];
  if (names.length === 0) return undefined;
  const kind = KINDS.find(({ is, enough }) => names.length >= enough && names.every(is));
  if (kind !== undefined && haveOneType(observation)) return { key: kind.key };
  return isScattered(observation) && haveOneType(observation) ? { key: null } : undefined;
}

/** Whether a name is data, in a document whose other names are not: nobody names a field like that. */
export function isDataName(name: string): boolean {
  return ALWAYS_DATA.some((pattern) => pattern.test(name));
}

const OBJECT_ID = /^[0-9a-f]{24}$/i;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const DAY = /^\d{4}[-/]?(?:0[1-9]|1[0-2])[-/]?(?:0[1-9]|[12]\d|3[01])(?:[T ].*)?$/;
const MONTH = /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/;
const NUMBER = /^\d+$/;
const EMAIL = /^[^@\s]+@[^@\s]+$/;
const ALWAYS_DATA = [OBJECT_ID, UUID, DAY, MONTH, NUMBER, EMAIL];

/** Languages as browsers name them; one of the first has to be among the keys. */
const WIDESPREAD =
  /^(?:en|de|fr|es|it|pt|nl|pl|ru|zh|ja|ko|sv|tr|cs|da|fi|el|hu|uk)(?:[-_]\w{2,4})?$/;
const LANGUAGE = /^[a-z]{2,3}(?:[-_](?:[A-Z][a-z]{3}|[A-Z]{2}|\d{3}))?$/;

const TEXT: ColumnType = { kind: 'text', length: null, fixed: false, caseless: false };

const KINDS: readonly {
  readonly is: (name: string) => boolean;
  /** Of so many keys it is sure. */
  readonly enough: number;
  readonly key: ColumnType | null;
}[] = [
  { is: matching(OBJECT_ID), enough: 1, key: { kind: 'objectid' } },
  { is: matching(UUID), enough: 1, key: { kind: 'uuid' } },
  { is: matching(DAY), enough: 1, key: { kind: 'date' } },
  { is: matching(MONTH), enough: 1, key: { ...TEXT, length: 7 } },
  { is: matching(NUMBER), enough: 1, key: { kind: 'integer', bits: 32, unsigned: false } },
  { is: matching(EMAIL), enough: 1, key: null },
  { is: isLanguage, enough: 2, key: { ...TEXT, length: 5 } },
];

function matching(pattern: RegExp): (name: string) => boolean {
  return (name) => pattern.test(name);
}

/** `id`, `no` and `to` are languages, too: where all are, most are those that people have. */
function isLanguage(name: string, _index = 0, names: readonly string[] = [name]): boolean {
  const widespread = names.filter((each) => WIDESPREAD.test(each)).length;
  return LANGUAGE.test(name) && widespread * 2 >= names.length;
}

const MANY = 20;
/** Of all names, the share that a document has of them where they are data. */
const SELDOM = 0.25;

function isScattered({ fields, fieldCount, types }: Observation): boolean {
  const documents = types.get('object') ?? 0;
  return fields.size >= MANY && fieldCount / documents <= fields.size * SELDOM;
}

/** Fields of a document differ in what they hold; what is under a map's keys does not. */
function haveOneType({ fields }: Observation): boolean {
  const { types } = mergeObservations(fields.values());
  const present = [...types.keys()].filter((type) => type !== 'null' && type !== 'undefined');
  const isNumeric = present.every((type) => ['int', 'long', 'double', 'decimal'].includes(type));
  return present.length <= 1 || isNumeric;
}
