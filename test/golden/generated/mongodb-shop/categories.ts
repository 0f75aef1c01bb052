// Written by gen-factories from categories. Extend it in ../index.ts; edits here are lost. checksum f56103a3
import { edge, metadata, optional, ref, title } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('categories', {
  count: 2_000,
  shape: {
    name: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
    parent_id: optional('20%', ref('categories')),
    names: optional('10%', edge(metadata(), { empty: '3%', deep: '1%', unicode: '1%' })),
  },
});
