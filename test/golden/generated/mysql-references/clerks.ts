// Written by gen-factories from clerks. Extend it in ../index.ts; edits here are lost. checksum e84f6424
import { edge, ref, skewed, title } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('clerks', {
  count: 2_000,
  shape: {
    shop_id: ref('shops', { fanout: skewed({ max: 100, none: '5%' }) }),
    name: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
  },
});
