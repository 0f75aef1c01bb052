// Written by gen-factories from public.tariffs. Extend it in ../index.ts; edits here are lost. checksum 94b3528a
import { edge, float, maybe, money, recent, title } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('tariffs', {
  count: 2_000,
  shape: {
    name: edge(title(), { longest: '2%', emoji: '1%', quotes: '1%' }),
    price: edge(money(), { zero: '2%' }),
    weight: edge(float({ min: 0, max: 1_000 }), { zero: '1%' }),
    since: recent({ within: '3y' }),
    until: maybe('30%', recent({ within: '3y' })),
  },
});
