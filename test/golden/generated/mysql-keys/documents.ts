// Written by gen-factories from documents. Extend it in ../index.ts; edits here are lost. checksum 575d76f3
import { bytes, edge, integer, title } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('documents', {
  count: 2_000,
  shape: {
    id: bytes({ length: 32 }),
    title: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
    year: integer({ min: 1990, max: 2026 }),
  },
});
