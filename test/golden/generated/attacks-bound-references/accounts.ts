// Written by gen-factories from public.accounts. Extend it in ../index.ts; edits here are lost. checksum 38736f3d
import { maybe, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('accounts', {
  count: 2_000,
  shape: {
    tariff_id: ref('tariffs', { where: { id: [1, 2] } }), // CHECK (tariff_id IN (1, 2))
    trial_tariff_id: ref('tariffs', { where: { id: 3 } }), // CHECK (trial_tariff_id = 3)
    // CHECK (last_tariff_id >= 5 AND last_tariff_id <= 8)
    last_tariff_id: maybe('20%', ref('tariffs', { where: { id: { min: 5, max: 8 } } })),
    // CHECK (next_tariff_id > 10 AND next_tariff_id <= 100)
    next_tariff_id: ref('tariffs', { where: { id: { min: 11, max: 100 } } }),
  },
});
