// Written by gen-factories from public.carts. Extend it in ../index.ts; edits here are lost. checksum c6df1b00
import { ref, serial } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('carts', {
  count: 2_000,
  shape: {
    id: serial(),
    shopper_id: ref('memberships', { columns: ['tenant_id'] }),
  },
});
