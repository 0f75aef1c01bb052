// Written by gen-factories from partly_described. Extend it in ../index.ts; edits here are lost. checksum 7968ee94
import {
  boolean,
  edge,
  hexColor,
  integer,
  listOf,
  optional,
  pattern,
  sentence,
  words,
} from 'gen-factories/generators';
import { factory } from './schema.js';

// Inferred from 2 documents or more, where the validator is silent: nested.more, list, bag, unused, extra.
factory.define('partly_described', {
  count: 2_000,
  shape: {
    code: pattern('^C.*$'), // validator: pattern
    nested: { known: edge(sentence(), { longest: '1%', emoji: '1%' }), more: boolean() },
    list: optional(
      '1%',
      edge(listOf(words({ min: 1, max: 2 }), { min: 1, max: 1 }), { empty: '5%', many: '2%' }),
    ),
    bag: optional('1%', { color: hexColor() }),
    unused: optional('20%', edge(sentence(), { longest: '1%', emoji: '1%' })),
    extra: edge(integer({ min: 0, max: 1_000 }), { zero: '1%' }),
  },
});
