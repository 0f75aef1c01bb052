// Written by gen-factories from public.invoice_lines. Extend it in ../index.ts; edits here are lost. checksum 41c1d948
import { edge, integer, money, position, ref, sentence, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('invoice_lines', {
  count: 20_000,
  shape: {
    invoice_id: ref('invoices', { fanout: skewed({ max: 100, none: '5%' }) }),
    line_no: position('invoice_id'),
    description: edge(sentence(), { longest: '2%', emoji: '2%', newline: '2%', html: '1%' }),
    quantity: integer({ min: 1, max: 20 }),
    unit_price: edge(money(), { zero: '2%' }),
  },
});
