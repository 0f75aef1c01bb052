// Written by gen-factories from tickets. Extend it in ../index.ts; edits here are lost. checksum 7e02e75e
import {
  edge,
  float,
  integer,
  listOf,
  maybe,
  metadata,
  mixed,
  objectId,
  optional,
  recent,
  record,
  sentence,
  title,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('tickets', {
  count: 2_000,
  shape: {
    subject: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
    reporter: mixed([0.5, sentence()], [0.5, objectId()]),
    priority: optional('20%', maybe('10%', integer({ min: 0, max: 10 }))),
    attachment: optional(
      '20%',
      maybe('10%', edge(metadata(), { empty: '3%', deep: '1%', unicode: '1%' })),
    ),
    history: edge(
      listOf(
        mixed(
          [0.5, record({ at: recent({ within: '3y' }), note: sentence() })],
          [0.5, record({ at: recent({ within: '3y' }), by: objectId() })],
        ),
        { max: 5 },
      ),
      { empty: '5%', many: '2%' },
    ),
    // validator: items.minItems
    matrix: optional(
      '10%',
      edge(listOf(listOf(float({ min: 0, max: 1_000 }), { min: 2, max: 5 }), { max: 5 }), {
        empty: '5%',
      }),
    ),
  },
});
