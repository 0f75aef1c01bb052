// Written by gen-factories from public.upgrades. Extend it in ../index.ts; edits here are lost. checksum 5fc31ba6
import { maybe, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('upgrades', {
  count: 2_000,
  shape: {
    from_id: ref('tariffs'),
    to_id: ref('tariffs', { above: 'from_id' }), // CHECK (from_id < to_id)
    via_id: maybe('20%', ref('tariffs', { otherThan: 'from_id' })), // CHECK (via_id <> from_id)
  },
});
