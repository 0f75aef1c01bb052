// Written by gen-factories from audit_events. Extend it in ../index.ts; edits here are lost. checksum c8a1109d
import {
  bytes,
  code,
  edge,
  integer,
  ipAddress,
  listOf,
  mixed,
  money,
  objectId,
  optional,
  recent,
  record,
  ref,
  sentence,
  skewed,
  weighted,
} from 'gen-factories/generators';
import { factory } from './schema.js';

// Inferred from 20 documents or more: there is no validator.
factory.define('audit_events', {
  count: 20_000,
  shape: {
    type: weighted({ standard: 0.7, custom: 0.2, internal: 0.1 }),
    ip: optional('65%', ipAddress()),
    agent: optional('65%', edge(sentence(), { longest: '1%', emoji: '1%' })),
    actor: mixed([0.25, sentence()], [0.75, objectId()]),
    at: recent({ within: '3y' }),
    flags: edge(integer({ min: 0, max: 1_000 }), { zero: '1%' }),
    checksum: edge(bytes({ length: 32 }), { empty: '1%' }),
    amount: optional('65%', edge(money(), { zero: '2%' })),
    items: optional(
      '65%',
      edge(
        listOf(record({ sku: code({ length: 10 }), qty: integer({ min: 1, max: 20 }) }), {
          min: 1,
          max: 1,
        }),
        { empty: '5%', many: '2%' },
      ),
    ),
    target: optional('65%', {
      collection: edge(sentence(), { longest: '1%', emoji: '1%' }),
      id: ref('posts', { fanout: skewed({ max: 100, none: '5%' }) }),
    }),
  },
  anonymize: ['ip'],
});
