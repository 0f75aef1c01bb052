// Written by gen-factories from public.stock. Extend it in ../index.ts; edits here are lost. checksum 6fe24497
import { given, integer, oneOf } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('stock', {
  count: 2_000,
  shape: {
    // CHECK (reserved <= (on_hand - broken))
    on_hand: ({ row }) => integer({ min: row.reserved, max: row.reserved + 100 }),
    // CHECK (status = 'open' OR reserved = 0)
    reserved: given('status', { closed: 0 }, integer({ min: 0, max: 1_000 })),
    // CHECK (reserved <= (on_hand - broken))
    broken: ({ row }) => integer({ max: row.on_hand - row.reserved }),
    status: oneOf(['open', 'closed']), // CHECK stock_status_check, stock_check1
  },
});
