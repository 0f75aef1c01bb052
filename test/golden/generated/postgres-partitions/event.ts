// Written by gen-factories from public.event. Extend it in ../index.ts; edits here are lost. checksum c60642a1
import { between, edge, integer, ref, skewed, slug, upTo } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('event', {
  count: 20_000,
  shape: {
    id: edge(integer({ min: 0, max: 1_000 }), { min: '1%', max: '1%' }),
    at: between({ to: '2023-12-31T23:59:59.000Z' }),
    kind: upTo(19, slug()), // CHECK event_kind, event_kind_check
    tenant_id: ref('tenant', { fanout: skewed({ max: 1_000, none: '5%' }) }),
  },
});
