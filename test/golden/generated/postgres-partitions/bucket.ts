// Written by gen-factories from public.bucket. Extend it in ../index.ts; edits here are lost. checksum d91f9725
import { factory } from './schema.js';

factory.define('bucket', {
  count: 2_000,
});
