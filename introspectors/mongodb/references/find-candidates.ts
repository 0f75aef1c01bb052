import type { ColumnType } from '../../../src/schema/column-type.ts';
import type { Column, Table } from '../../../src/schema/schema.ts';
import { singularOf, wordsOf } from './words.ts';

/** A field that may refer to documents of another collection. */
export interface Candidate {
  readonly table: string;
  readonly column: string;
  /** By likelihood; of those that are as likely as each other, by name. */
  readonly targets: readonly string[];
  /** Where documents cannot confirm it, the name is enough. */
  readonly named: boolean;
}

/**
 * Fields that may refer to another collection's key: their name is its name, or that of people it has, and
 * their type is its key's. A field of a type that serves for nothing else may refer to any collection.
 *
 * @param tables - all collections
 */
export function findCandidates(tables: readonly Table[]): readonly Candidate[] {
  const targets = tables.map(asTarget).filter((target) => target !== undefined);
  return tables.flatMap((table) =>
    table.columns.flatMap((column): Candidate[] => {
      if (column.name === '_id' || column.name.startsWith('_id.')) return [];
      const candidate = candidateOf(table, column, targets);
      return candidate === undefined ? [] : [candidate];
    }),
  );
}

interface Target {
  readonly name: string;
  /** `order_items` is an `order item`. */
  readonly words: readonly string[];
  readonly key: ColumnType;
}

function asTarget(table: Table): Target | undefined {
  const key = table.columns.find(({ name }) => name === '_id')?.type;
  const words = wordsOf(table.name).map(singularOf);
  return key === undefined || words.length === 0 ? undefined : { name: table.name, words, key };
}

function candidateOf(
  { name: table }: Table,
  { name: column, type }: Column,
  targets: readonly Target[],
): Candidate | undefined {
  const element = type.kind === 'array' ? type.element : type;
  const fitting = targets.filter(({ key }) => isAlike(element, key));
  if (fitting.length === 0) return undefined;
  const path = column.replace(/\.\$id$/, '').split('.');
  const { words, isKey } = referringWords(path);
  const named = namedBy(words, isKey, fitting, table);
  if (named.length > 0) return { table, column, targets: named, named: true };
  // An id of the server's making leads somewhere, if anything of that name is there or not.
  if (element.kind !== 'objectid' && !(element.kind === 'uuid' && isKey)) return undefined;
  return { table, column, targets: fitting.map(({ name }) => name), named: false };
}

/** A key and what refers to it have one type; numbers are equal whatever they are stored as. */
function isAlike(type: ColumnType, key: ColumnType): boolean {
  if (NUMERIC.has(type.kind) && NUMERIC.has(key.kind)) return true;
  return type.kind === key.kind && REFERRING.has(type.kind);
}

const NUMERIC: ReadonlySet<ColumnType['kind']> = new Set(['integer', 'float', 'decimal']);
const REFERRING: ReadonlySet<ColumnType['kind']> = new Set(['objectid', 'uuid', 'text', 'bytes']);

interface ReferringWords {
  readonly words: readonly string[];
  /** The name says that it holds a key: `userId`, `user_ids`. */
  readonly isKey: boolean;
}

const KEY_WORDS: ReadonlySet<string> = new Set(['id', 'ids', 'oid', 'ref', 'refs', 'key', 'uuid']);

/** `user._id` and `user.id` are what `userId` is. */
function referringWords(path: readonly string[]): ReferringWords {
  const words = wordsOf(path.at(-1) ?? '');
  const isBare = words.length === 1 && KEY_WORDS.has(words[0] ?? '');
  if (isBare) return { words: wordsOf(path.at(-2) ?? '').map(singularOf), isKey: true };
  const isKey = KEY_WORDS.has(words.at(-1) ?? '');
  return { words: (isKey ? words.slice(0, -1) : words).map(singularOf), isKey };
}

/** Collections that a name names, the one whose name is the longest part of it first. */
function namedBy(
  words: readonly string[],
  isKey: boolean,
  targets: readonly Target[],
  own: string,
): readonly string[] {
  if (words.length === 0) return [];
  const ofEnd = targets
    .filter((target) => endsWith(words, target.words))
    .sort((a, b) => b.words.length - a.words.length);
  // Texts and numbers have the names of collections for other reasons, too: `country`, `level`.
  const isSure = isKey || ofEnd.some(({ key }) => key.kind === 'objectid' || key.kind === 'uuid');
  if (ofEnd.length > 0) return isSure ? ofEnd.map(({ name }) => name) : [];
  const itself = targets.find(({ name }) => name === own);
  const isOwn =
    words.some((word) => SELVES.has(word)) && (isKey || itself?.key.kind === 'objectid');
  if (isOwn && itself !== undefined) return [own];
  const isPerson = words.some((word) => PERSONS.has(word)) || words.join(' ').endsWith(' by');
  const people = targets.filter((target) => PEOPLE.has(target.words.at(-1) ?? ''));
  const isCertain = isKey || people.some(({ key }) => key.kind === 'objectid');
  return isPerson && people.length === 1 && isCertain ? people.map(({ name }) => name) : [];
}

function endsWith(words: readonly string[], end: readonly string[]): boolean {
  const start = words.length - end.length;
  return start >= 0 && end.every((word, index) => words[start + index] === word);
}

const SELVES: ReadonlySet<string> = new Set([
  'parent',
  'previous',
  'next',
  'original',
  'root',
  'reply',
]);

/** What people are called by what they do, and collections that they are in. */
const PERSONS: ReadonlySet<string> = new Set(
  ['author', 'owner', 'creator', 'editor', 'assignee', 'reviewer', 'approver', 'reporter']
    .concat(['manager', 'sender', 'recipient', 'follower', 'participant', 'member', 'admin'])
    .concat(['buyer', 'seller', 'customer', 'organizer', 'host', 'guest', 'driver', 'user']),
);
const PEOPLE: ReadonlySet<string> = new Set(['user', 'account', 'person', 'profile']);
