// Written by gen-factories from public.event. Extend it in ../index.ts; edits here are lost. checksum 2789fbbd
import { between, ref, serial, skewed, weighted } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('event', {
  count: 20_000,
  shape: {
    id: serial(),
    at: between({ to: '2023-12-31' }),
    kind: weighted({ standard: 0.7, custom: 0.2, internal: 0.1 }),
    tenant_id: ref('tenant', { fanout: skewed({ max: 1_000, none: '5%' }) }),
  },
});
