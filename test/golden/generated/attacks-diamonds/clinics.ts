// Written by gen-factories from public.clinics. Extend it in ../index.ts; edits here are lost. checksum 3cbc7cab
import { edge, title } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('clinics', {
  count: 2_000,
  shape: {
    name: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
  },
});
