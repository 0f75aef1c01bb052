// Written by gen-factories from public.invoices. Extend it in ../index.ts; edits here are lost. checksum 938c9001
import { decimal, edge, maybe, money } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('invoices', {
  count: 2_000,
  shape: {
    subtotal: edge(money(), { zero: '2%' }),
    tax: edge(money(), { zero: '2%' }),
    // CHECK (total = ((subtotal + tax) - discount))
    discount: ({ row }) => decimal({ max: row.subtotal + row.tax }),
    // CHECK (total = ((subtotal + tax) - discount))
    total: ({ row }) => row.subtotal + row.tax - row.discount,
    paid: ({ row }) => decimal({ max: row.total }), // CHECK (due = (total - paid))
    due: ({ row }) => maybe('10%', row.total - row.paid), // CHECK (due = (total - paid))
  },
});
