// Written by gen-factories from public.event. Extend it in ../index.ts; edits here are lost. checksum 5c237014
import { between, ref, serial, skewed, slug, upTo } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('event', {
  count: 20_000,
  shape: {
    id: serial(),
    at: between({ to: '2023-12-31' }),
    kind: upTo(19, slug()), // CHECK event_kind, event_kind_check
    tenant_id: ref('tenant', { fanout: skewed({ max: 1_000, none: '5%' }) }),
  },
});
