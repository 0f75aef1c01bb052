// Written by gen-factories from pages. Extend it in ../index.ts; edits here are lost. checksum 69dc8f1c
import { edge, ref, title } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('pages', {
  count: 2_000,
  shape: {
    parent_id: ref('pages'),
    title: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
  },
});
