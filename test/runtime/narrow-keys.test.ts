import fc from 'fast-check';
import { expect, it } from 'vitest';
import { edge } from '../../generators/edge.ts';
import { email, username } from '../../generators/email.ts';
import { countCharacters } from '../../generators/fit-text.ts';
import { given } from '../../generators/given.ts';
import { code } from '../../generators/text.ts';
import { hash, mimeType, semver, token, url } from '../../generators/internet.ts';
import { maybe } from '../../generators/maybe.ts';
import { inCase, upTo } from '../../generators/narrow.ts';
import { fullName } from '../../generators/person.ts';
import { sentence, slug, text, title } from '../../generators/text.ts';
import { looseFactory, table, type LooseSource } from './support/loose-factory.ts';

/** Values of every way that text is made unique. */
const SOURCES: Readonly<Record<string, LooseSource>> = {
  title: title(),
  slug: slug(),
  slugOf: slug('name'),
  sentence: sentence(),
  text: text({ minLength: 64, maxLength: 64 }),
  url: url(),
  mimeType: mimeType(),
  semver: semver(),
  hash: hash(),
  token: token(),
  code: code(),
  username: username(),
  email: email(),
  fullName: fullName(),
  constant: 'always the same',
  edge: edge(title(), { longest: '20%', emoji: '20%' }),
};

const AROUND: Readonly<Record<string, (source: LooseSource) => LooseSource>> = {
  nothing: (source) => source,
  maybe: (source) => maybe(0.2, source),
  given: (source) => given('id', { '1': 'one' }, source),
  inCase: (source) => inCase('upper', source),
};

it('text that is cut keeps to its length in a unique column, however many rows there are', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(SOURCES)),
      fc.constantFrom(...Object.keys(AROUND)),
      fc.integer({ min: 5, max: 70 }),
      fc.constantFrom('text', 'varchar(12)', 'varchar(40)', 'citext'),
      fc.constantFrom(50, 2000, 90_000),
      (source, around, length, type, count) => {
        const columns = { id: 'integer not null serial', name: 'text not null', c: type };
        const factory = looseFactory({ t: table(columns, { unique: [['c']] }) });
        const c = AROUND[around]!(upTo(length, SOURCES[source]));
        factory.define('t', { count, shape: { name: title(), c } });
        const rows = [...Array(25).keys()].flatMap((at) => [at, count - 1 - at]);
        const values = rows.flatMap((index) => factory.row('t', index)['c'] ?? []) as string[];
        expect(values.filter((value) => countCharacters(value) > length)).toEqual([]);
        expect(new Set(values.map((value) => value.toLowerCase())).size).toBe(values.length);
      },
    ),
    { numRuns: 300 },
  );
});
