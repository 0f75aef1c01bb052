// Written by gen-factories from invoices. Extend it in ../index.ts; edits here are lost. checksum 67747659
import {
  after,
  bytes,
  decimal,
  edge,
  oneOf,
  optional,
  pattern,
  recent,
  ref,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('invoices', {
  count: 5_000,
  shape: {
    _id: decimal({ min: 0, max: 999_999 }),
    order_id: ref('orders'),
    number: pattern('^INV-\\d{4}-\\d{5}$'), // validator: pattern
    issued_on: recent({ within: '3y', after: 'order_id.placed_at' }),
    due_on: after('issued_on', { min: '1d', max: '90d' }), // validator: $expr
    level: optional('10%', oneOf([10, 20, 30])), // validator: enum
    scan: optional('10%', edge(bytes({ length: 32 }), { empty: '1%' })),
  },
});
