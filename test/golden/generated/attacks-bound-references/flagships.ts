// Written by gen-factories from public.flagships. Extend it in ../index.ts; edits here are lost. checksum 08caab4e
import { ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('flagships', {
  count: 1_991,
  shape: {
    tariff_id: ref('tariffs', { where: { id: { min: 10 } } }), // CHECK (tariff_id >= 10)
    account_id: ref('accounts', { same: 'tariff_id' }),
  },
});
