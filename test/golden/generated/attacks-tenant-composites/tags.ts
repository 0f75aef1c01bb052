// Written by gen-factories from public.tags. Extend it in ../index.ts; edits here are lost. checksum e10af1a2
import { edge, ref, skewed, title } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('tags', {
  count: 2_000,
  shape: {
    tenant_id: ref('tenants', { fanout: skewed({ max: 100 }) }),
    name: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
  },
});
