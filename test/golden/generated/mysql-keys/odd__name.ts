// Written by gen-factories from odd `name. Extend it in ../index.ts; edits here are lost. checksum 228a51a0
import { edge, title } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('odd `name', {
  count: 2_000,
  shape: {
    select: edge(title(), { longest: '1%', emoji: '1%' }),
    'a.b': edge(title(), { longest: '1%', emoji: '1%' }),
  },
});
