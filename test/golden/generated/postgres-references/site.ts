// Written by gen-factories from public.site. Extend it in ../index.ts; edits here are lost. checksum c302ea7d
import { position, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('site', {
  count: 2_000,
  shape: {
    number: position('org_id'),
    org_id: ref('org', { fanout: skewed({ max: 100, none: '5%' }) }),
  },
});
