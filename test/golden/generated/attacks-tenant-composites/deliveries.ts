// Written by gen-factories from public.deliveries. Extend it in ../index.ts; edits here are lost. checksum 3f91de84
import { maybe, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('deliveries', {
  count: 2_000,
  shape: {
    courier: ref('couriers', { columns: ['area', 'area_no'] }),
    store: ref('stores', { same: { region: 'courier.zone' }, columns: ['area', 'area_no'] }),
    back_to: maybe(
      '20%',
      ref('stores', { same: { region: 'courier.zone' }, columns: ['area', 'area_no'] }),
    ),
  },
});
