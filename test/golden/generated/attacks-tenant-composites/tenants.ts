// Written by gen-factories from public.tenants. Extend it in ../index.ts; edits here are lost. checksum 67be69ac
import { companyName, edge } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('tenants', {
  count: 500,
  shape: {
    name: edge(companyName(), { longest: '1%', apostrophe: '1%' }),
  },
});
