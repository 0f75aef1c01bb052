// Written by gen-factories from public.room_bookings. Extend it in ../index.ts; edits here are lost. checksum a607f21e
import { disjointRange, edge, integer, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('room_bookings', {
  count: 5_000,
  shape: {
    org_id: ref('orgs', { fanout: skewed({ max: 300, none: '5%' }) }),
    // CHECK (room >= 1 AND room <= 40)
    room: edge(integer({ min: 1, max: 40 }), { min: '1%', max: '1%' }),
    during: disjointRange(),
  },
});
