// Written by gen-factories from users. Extend it in ../index.ts; edits here are lost. checksum adf9ba97
import { boolean, code, email, maybe, username } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('users', {
  count: 10_000,
  shape: {
    email: email(),
    handle: username(),
    badge: code({ length: 4 }),
    nickname: maybe('10%', username()),
    is_root: maybe('10%', boolean('5%')),
  },
  anonymize: ['email', 'handle', 'nickname'],
});
