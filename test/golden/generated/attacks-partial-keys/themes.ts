// Written by gen-factories from public.themes. Extend it in ../index.ts; edits here are lost. checksum 55982836
import { boolean, maybe, recent, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('themes', {
  count: 2_000,
  shape: {
    tenant_id: maybe('20%', ref('tenants')),
    is_default: boolean('5%'),
    deleted_at: maybe('90%', recent({ within: '3y' })),
  },
});
