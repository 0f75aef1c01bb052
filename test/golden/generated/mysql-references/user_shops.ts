// Written by gen-factories from user_shops. Extend it in ../index.ts; edits here are lost. checksum 05d34c4c
import { recent, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('user_shops', {
  count: 5_000,
  shape: {
    user_id: ref('users'),
    shop_id: ref('shops', { fanout: skewed({ max: 300, none: '5%' }) }),
    since: recent({ within: '3y' }),
  },
});
