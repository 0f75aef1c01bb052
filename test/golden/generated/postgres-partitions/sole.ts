// Written by gen-factories from public.sole. Extend it in ../index.ts; edits here are lost. checksum 5328a1a3
import { factory } from './schema.js';

factory.define('sole', {
  count: 2_000,
});
