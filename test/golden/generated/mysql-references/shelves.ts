// Written by gen-factories from shelves. Extend it in ../index.ts; edits here are lost. checksum 9fbc74fc
import { edge, ref, title } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('shelves', {
  count: 2_000,
  shape: {
    warehouse: ref('warehouses', { columns: ['country'] }),
    label: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
  },
});
