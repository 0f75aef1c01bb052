// Written by gen-factories from public.keys. Extend it in ../index.ts; edits here are lost. checksum 2b18fd1e
import { edge, ref, title } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('keys', {
  count: 500,
  shape: {
    tenant_id: ref('tenants'),
    label: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
  },
});
