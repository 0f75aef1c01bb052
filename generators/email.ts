import { asciiWords, roomOf } from './fit-text.ts';
import { generator, type Generator, type Row, type Site } from './generator.ts';
import { numberedName } from './numbered-name.ts';
import { readPath } from './path.ts';
import { FIRST_NAMES, LAST_NAMES } from './word-lists.ts';

/**
 * An e-mail address that no mail server accepts (`.test` is reserved by RFC 2606) and no other row has:
 * the row's number ends its local part. Lower case and ASCII throughout, so that a column that ignores
 * case finds no duplicates either.
 *
 * @param columns - columns of the row that its name is made from; a name of its own without any
 * @throws GenFactoriesError `COLUMN_UNKNOWN`, when planned, for a column the table does not have
 * @example
 * ```ts
 * email(); // 'john.doe.42@example.test'
 * email('first_name', 'last_name');
 * ```
 */
export function email(...columns: readonly string[]): Generator<string> {
  const bind = (site: Site): ((row: Row) => string) => {
    const room = roomOf(site.type);
    const name = nameReader(site, columns, '.');
    return (row) => addressOf(name(row), row.ordinal, room);
  };
  return generator(
    ['email', ...columns],
    (site) => ({ draw: bind(site), distinct: roomOf(site.type) >= DISTINCT_ROOM }),
    {
      edge: (name, site) => emailEdge(name, site, columns),
      distinctEdges: true,
    },
  );
}

/**
 * A login name that no other row has: `john_doe_42`.
 *
 * @param columns - columns of the row that it is made from; a name of its own without any
 * @throws GenFactoriesError `COLUMN_UNKNOWN`, when planned, for a column the table does not have
 * @example
 * ```ts
 * username('full_name'); // 'john_doe_42'
 * ```
 */
export function username(...columns: readonly string[]): Generator<string> {
  return generator(['username', ...columns], (site) => {
    const room = roomOf(site.type);
    const name = nameReader(site, columns, '_');
    return {
      draw: (row) => numberedName(name(row), '_', row.ordinal, room),
      distinct: room >= LONGEST_NUMBER,
    };
  });
}

/** Digits of the largest row number, 2^53 − 1. */
const LONGEST_NUMBER = 16;
/** A column this long takes every row's number and a domain. */
const DISTINCT_ROOM = LONGEST_NUMBER + '@x.test'.length;
/** RFC 5321 allows 64 characters before the `@`; this leaves room for the number. */
const LONGEST_NAME = 40;
const DOMAINS: readonly string[] = ['@example.test', '@x.test'];

/** The row's name in lower-case words; a name of its own where its columns give none. */
function nameReader(
  site: Site,
  columns: readonly string[],
  separator: string,
): (row: Row) => string {
  const stream = site.stream('name');
  const ownName = (row: Row): string => {
    stream.seek(row.index);
    const first = stream.pick(FIRST_WORDS);
    return first + separator + stream.pick(LAST_WORDS);
  };
  if (columns.length === 0) return ownName;
  const readers = columns.map((column) => readPath(site, column));
  return (row) => {
    let text = '';
    for (const read of readers) {
      const value = read(row);
      if (typeof value === 'string') text += text === '' ? value : ` ${value}`;
    }
    const name = asciiWords(text, separator).slice(0, LONGEST_NAME);
    return name === '' ? ownName(row) : name;
  };
}

/** Names as they are in addresses: `O'Brien` is `obrien`. */
const FIRST_WORDS = FIRST_NAMES.map((name) => asciiWords(name, ''));
const LAST_WORDS = LAST_NAMES.map((name) => asciiWords(name, ''));

/** The longest domain that leaves room for the number, then as much of the name as fits. */
function addressOf(name: string, ordinal: number, room: number): string {
  const digits = String(ordinal).length;
  const domain = DOMAINS.find((each) => each.length + digits <= room) ?? '';
  return numberedName(name, '.', ordinal, room - domain.length) + domain;
}

type EmailEdge = (name: string, ordinal: number, room: number) => string;

/** Addresses that are valid and that forms and lists get wrong. */
const EDGES: Readonly<Record<string, EmailEdge>> = {
  apostrophe: (name, ordinal, room) => addressOf(`${name[0]}.o'brien`, ordinal, room),
  plus: (name, ordinal, room) => addressOf(`${name}+billing`, ordinal, room),
  hyphen: (name, ordinal, room) => addressOf(name.replace('.', '-'), ordinal, room),
  shortest: (_, ordinal, room) => `${ordinal}@x.test`.slice(0, room),
  subdomain: (name, ordinal, room) => {
    const address = `${name}.${ordinal}@mail.eu.example.test`;
    return address.length <= room ? address : addressOf(name, ordinal, room);
  },
  longest: (name, ordinal, room) => longestAddress(name, ordinal, Math.min(room, 254)),
};

/** 64 characters, the `@`, and labels of at most 63: as long as RFC 5321 lets an address be. */
function longestAddress(name: string, ordinal: number, room: number): string {
  if (room < 80) return addressOf(`${name}.`.repeat(12).slice(0, room), ordinal, room);
  const padded = `${name}.`.repeat(64);
  const local = numberedName(padded, '.', ordinal, 64).padStart(64, 'x');
  let host = '';
  for (let left = room - 64 - '@.example.test'.length; left > 0; left -= 64) {
    const label = 'mail'.repeat(16).slice(0, Math.min(63, left));
    host = host === '' ? label : `${host}.${label}`;
  }
  return `${local}@${host}.example.test`;
}

function emailEdge(
  name: string,
  site: Site,
  columns: readonly string[],
): ((row: Row) => string) | undefined {
  const make = EDGES[name];
  if (make === undefined) return undefined;
  const room = roomOf(site.type);
  const read = nameReader(site, columns, '.');
  return (row) => make(read(row), row.ordinal, room);
}
