// Written by gen-factories from public.flagships. Extend it in ../index.ts; edits here are lost. checksum 9af9da02
import { edge, ref, sentence } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('flagships', {
  count: 1_991,
  shape: {
    tariff_id: ref('tariffs', { where: { id: { min: 10 } } }), // CHECK (tariff_id >= 10)
    slogan: edge(sentence(), { longest: '1%', emoji: '1%' }),
  },
});
