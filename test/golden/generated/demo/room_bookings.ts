// Written by gen-factories from public.room_bookings. Extend it in ../index.ts; edits here are lost. checksum 6f1512fd
import { disjointRange, integer, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('room_bookings', {
  count: 5_000,
  shape: {
    org_id: ref('orgs', { fanout: skewed({ max: 300, none: '5%' }) }),
    room: integer({ min: 1, max: 40 }), // from its CHECK
    during: disjointRange(),
  },
});
