// Written by gen-factories from public.courier_stores. Extend it in ../index.ts; edits here are lost. checksum 63055287
import { ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('courier_stores', {
  count: 5_000,
  shape: {
    courier: ref('couriers', { columns: ['zone', 'zone_no'] }),
    store: ref('stores', { same: { region: 'courier.zone' }, columns: ['zone', 'zone_no'] }),
  },
});
