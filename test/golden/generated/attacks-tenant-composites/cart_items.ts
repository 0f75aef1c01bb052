// Written by gen-factories from public.cart_items. Extend it in ../index.ts; edits here are lost. checksum d7d56de3
import { position, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('cart_items', {
  count: 20_000,
  shape: {
    cart_id: ref('carts', { fanout: skewed({ max: 300, none: '5%' }), columns: ['tenant_id'] }),
    added_by: ref('memberships', {
      same: { tenant_id: 'cart_id.tenant_id' },
      columns: ['tenant_id'],
    }),
    line: position('cart_id'),
  },
});
