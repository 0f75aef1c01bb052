// Written by gen-factories from posts. Extend it in ../index.ts; edits here are lost. checksum 8c7b7eb9
import {
  boolean,
  decimal,
  edge,
  integer,
  listOf,
  locale,
  mapOf,
  mixed,
  money,
  objectId,
  optional,
  paragraph,
  recent,
  record,
  ref,
  sentence,
  shape,
  title,
  url,
  weighted,
  words,
} from 'gen-factories/generators';
import { factory } from './schema.js';

// Inferred from 20 documents or more: there is no validator.
factory.define('posts', {
  count: 5_000,
  shape: {
    authorId: ref('people'),
    title: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
    likes: listOf(ref('people'), { max: 5 }),
    likedBy: listOf(ref('people'), { max: 5 }),
    unrelated: objectId(),
    editor: ref('people'),
    comments: edge(
      listOf(
        record({
          personId: ref('people'),
          text: sentence(),
          at: recent({ within: '3y', after: 'authorId.createdAt' }),
          edited: optional('65%', boolean()),
        }),
        { max: 2 },
      ),
      { empty: '5%', many: '2%' },
    ),
    translations: mapOf(locale(), record({ title: title(), body: paragraph() }), {
      min: 2,
      max: 5,
    }),
    viewsByDay: edge(
      mapOf(recent({ within: '3y' }), integer({ min: 0, max: 1_000 }), { min: 1, max: 5 }),
      { empty: '5%', many: '2%' },
    ),
    reactions: edge(mapOf(objectId(), words({ min: 1, max: 2 }), { max: 5 }), {
      empty: '5%',
      many: '2%',
    }),
    body: mixed(
      [0.65, sentence()],
      [
        0.35,
        listOf(
          record({
            kind: weighted({ standard: 0.7, custom: 0.2, internal: 0.1 }),
            text: optional('50%', sentence()),
            url: optional('50%', url()),
            width: optional('50%', integer({ min: 16, max: 4_096 })),
          }),
          { min: 2, max: 2 },
        ),
      ],
    ),
    location: shape(),
    meta: null,
    stats: {
      reads: edge(integer({ min: 0, max: 1_000 }), { zero: '1%' }),
      ratio: decimal({ min: 0, max: 1, scale: 2 }),
    },
    price: edge(money(), { zero: '2%' }),
  },
});
