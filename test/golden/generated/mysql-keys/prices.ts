// Written by gen-factories from prices. Extend it in ../index.ts; edits here are lost. checksum 939b25cb
import { code, edge, listOf, money, oneOf, recent } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('prices', {
  count: 2_000,
  shape: {
    region: oneOf(['eu', 'us', 'asia']),
    day: recent({ within: '3y' }),
    sizes: listOf(oneOf(['s', 'm', 'l']), { max: 3, distinct: true }),
    code: code({ length: 2 }),
    amount: edge(money(), { zero: '2%' }),
  },
});
