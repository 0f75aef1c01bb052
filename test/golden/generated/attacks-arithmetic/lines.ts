// Written by gen-factories from public.lines. Extend it in ../index.ts; edits here are lost. checksum f32f67d3
import { edge, integer, maybe, money } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('lines', {
  count: 2_000,
  shape: {
    // CHECK (free_units < quantity)
    quantity: ({ row }) =>
      row.free_units === null
        ? integer({ min: 1, max: 20 })
        : integer({ min: row.free_units + 1, max: row.free_units + 100 }),
    unit_price: edge(money(), { zero: '2%' }),
    // CHECK (amount = (quantity * unit_price))
    amount: ({ row }) => Math.round(row.quantity * row.unit_price * 100) / 100,
    free_units: maybe('10%', integer({ min: 1, max: 20 })),
  },
});
