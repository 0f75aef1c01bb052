// Written by gen-factories from public.tenant. Extend it in ../index.ts; edits here are lost. checksum f731c58e
import { factory } from './schema.js';

factory.define('tenant', {
  count: 500,
});
