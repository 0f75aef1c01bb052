// Written by gen-factories from public.tenants. Extend it in ../index.ts; edits here are lost. checksum 04fc7a2f
import { companyName, edge, recent } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('tenants', {
  count: 500,
  shape: {
    name: edge(companyName(), { longest: '1%', apostrophe: '1%' }),
    created_at: edge(recent({ within: '3y' }), { leapDay: '1%', endOfMonth: '1%', dst: '1%' }),
  },
});
