import type { Stream } from '../../src/random/stream.ts';
import { repertoireOf, type Repertoire } from '../charset.ts';
import { countCharacters, cutText, roomOf } from '../fit-text.ts';
import type { Site } from '../generator.ts';
import { proseOfLength } from '../prose.ts';
import { EMOJIS } from '../word-lists.ts';
import type { EdgeTable, EdgeValue } from './edge-table.ts';

/** What a person types who means no harm, and what programs do wrong with it. */
export const TEXT_EDGES: EdgeTable = {
  emoji: (site) => {
    requireRepertoire('emoji', site, ['unicode']);
    const stream = site.stream('emoji');
    const room = roomOf(site.type);
    return (row, ordinary) => {
      const text = beginning(ordinary(), room);
      stream.seek(row.index);
      return withEmojis(text, room - countCharacters(text), stream);
    };
  },
  longest: (site) => {
    const stream = site.stream('longest');
    const room = roomOf(site.type);
    const length = Math.min(LONGEST, room === Infinity ? UNBOUNDED : room);
    return (row, ordinary) => {
      const text = textOf(ordinary());
      stream.seek(row.index);
      return lengthened(text, length, stream);
    };
  },
  shortest: () => (_, ordinary) =>
    String.fromCodePoint(textOf(ordinary()).codePointAt(0) ?? LETTER),
  empty: () => () => '',
  apostrophe: added((stream) => stream.pick(["O'Brien", "D'Angelo", "O'Connor-Smith", "N'Diaye"])),
  quotes: added((stream, { type }) =>
    repertoireOf(type) === 'ascii'
      ? stream.pick(['"Ace"', '`Ace`'])
      : stream.pick(['"Ace"', '“Ace”', '«Ace»', '`Ace`']),
  ),
  unicode: added((stream, site) => {
    requireRepertoire('unicode', site, ['unicode', 'basic', 'latin']);
    if (repertoireOf(site.type) === 'latin') return stream.pick(['Zoë Åkesson', 'José Nuñez']);
    return stream.pick([
      'Zoë Łukasiewicz',
      'José Nuñez',
      '山田太郎',
      'Нина Ёлкина',
      'Ω≈ç√∫',
      'e\u0301a\u0308 ｆｕｌｌ',
    ]);
  }),
  rtl: added((stream, site) => {
    requireRepertoire('rtl', site, ['unicode', 'basic']);
    return stream.pick(['مرحبا بالعالم', 'שלום עולם', 'نص 123 عربي']);
  }),
  whitespace: (site) => {
    const room = roomOf(site.type);
    return (_, ordinary) => {
      const words = textOf(ordinary()).replaceAll(' ', '   ');
      const inner = cutText(words, Math.max(1, room - 2));
      const end = repertoireOf(site.type) === 'ascii' ? ' ' : '\u00a0';
      return room < 3 ? inner : ` ${inner}${end}`;
    };
  },
  html: added((stream) =>
    stream.pick([
      '<b>bold</b>',
      '<script>alert(1)</script>',
      '&lt;&amp;&#39;',
      '<img src=x onerror=alert(1)>',
    ]),
  ),
  sql: added((stream) => stream.pick(["'; DROP TABLE users; --", '" OR 1=1 --', "100% _'\\''"])),
  newline: added((stream) =>
    stream.pick(['line one\nline two', 'line one\r\nline two', 'tab\there']),
  ),
  backslash: added((stream) => stream.pick(['C:\\temp\\new', '\\N', '\\.', 'a\\'])),
  numeric: replaced((stream) => stream.pick(['007', '1e5', '-0', '0x1F', '3.14', '1,000'])),
  nullish: replaced((stream) => stream.pick(['null', 'NULL', 'undefined', 'None', 'NaN', 'true'])),
};

/** The longest text that is made: a column of a million characters is not filled to test a page. */
const LONGEST = 65_535;
/** What is long where a column sets no bound: an address with a note pasted into it. */
const UNBOUNDED = 800;
/** As many emojis as a person has been seen to put into a display name. */
const MOST_EMOJIS = 47;
const LETTER = 0x41;

/** @throws RangeError for a column that has no such characters */
function requireRepertoire(name: string, { type }: Site, taken: readonly Repertoire[]): void {
  if (taken.includes(repertoireOf(type))) return;
  const charset = type.kind === 'text' ? type.charset : undefined;
  throw new RangeError(
    `the character set ${charset} has no characters for the edge case "${name}"`,
  );
}

function added(pick: (stream: Stream, site: Site) => string): (site: Site) => EdgeValue {
  return (site) => {
    const stream = site.stream('added');
    const room = roomOf(site.type);
    return (row, ordinary) => {
      const text = textOf(ordinary());
      stream.seek(row.index);
      const addition = cutText(pick(stream, site), room);
      // The addition is the point: what is before it gives way.
      const left = room - countCharacters(addition) - 1;
      const start = left < 1 ? '' : cutText(text, left);
      return start === '' ? addition : `${start} ${addition}`;
    };
  };
}

function replaced(pick: (stream: Stream) => string): (site: Site) => EdgeValue {
  return (site) => {
    const stream = site.stream('replaced');
    const room = roomOf(site.type);
    return (row) => {
      stream.seek(row.index);
      return cutText(pick(stream), room);
    };
  };
}

/** At most half of the column, so that as much is left for what is added. */
function beginning(ordinary: unknown, room: number): string {
  return cutText(textOf(ordinary), Math.floor(room / 2));
}

function withEmojis(text: string, room: number, stream: Stream): string {
  const space = text === '' || room < 2 ? '' : ' ';
  let made = text + space;
  for (let left = Math.min(MOST_EMOJIS, room - space.length); left > 0; left--) {
    made += stream.pick(EMOJIS);
  }
  return made;
}

/** The text itself, then prose, to exactly so many characters. */
function lengthened(text: string, length: number, stream: Stream): string {
  const start = cutText(text, length);
  const missing = length - countCharacters(start);
  if (missing === 0) return start;
  return missing === 1 ? `${start}.` : `${start} ${proseOfLength(stream, missing - 1)}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string'
    ? value
    : value === null || value === undefined
      ? ''
      : String(value);
}
