// Written by gen-factories from log_lines. Extend it in ../index.ts; edits here are lost. checksum d691727b
import { edge, float, maybe, recent, sentence } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('log_lines', {
  count: 2_000,
  shape: {
    happened_at: recent({ within: '3y' }),
    message: edge(sentence(), { longest: '2%', emoji: '2%', newline: '2%', html: '1%' }),
    weight: maybe('10%', edge(float({ min: 0, max: 1_000 }), { zero: '1%' })),
  },
});
