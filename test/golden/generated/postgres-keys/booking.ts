// Written by gen-factories from public.booking. Extend it in ../index.ts; edits here are lost. checksum 9e0c350f
import { boolean, disjointRange, todo } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('booking', {
  count: 2_000,
  shape: {
    // TODO(gen-factories): fill it in ../index.ts
    room: todo('EXCLUDE booking_day: room WITH <>, ((isempty(during))::integer) WITH ='),
    during: disjointRange(),
    cancelled: boolean(),
  },
});
