// Written by gen-factories from public.shares. Extend it in ../index.ts; edits here are lost. checksum c056ec30
import { edge, integer } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('shares', {
  count: 2_000,
  shape: {
    // CHECK shares_stocks_check, shares_check
    stocks: edge(integer({ min: 0, max: 100 }), { min: '1%', max: '1%' }),
    // CHECK (((stocks + bonds) + cash) = 100)
    bonds: ({ row }) => integer({ max: 100 - row.stocks }),
    cash: ({ row }) => 100 - row.stocks - row.bonds, // CHECK (((stocks + bonds) + cash) = 100)
  },
});
