// Written by gen-factories from tags. Extend it in ../index.ts; edits here are lost. checksum 07e39a15
import { edge, position, ref, skewed, title } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('tags', {
  count: 2_000,
  shape: {
    tenant_id: ref('tenants', { fanout: skewed({ max: 100 }) }),
    id: position('tenant_id'),
    name: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
  },
});
