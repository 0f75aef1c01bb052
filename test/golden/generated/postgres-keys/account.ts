// Written by gen-factories from public.account. Extend it in ../index.ts; edits here are lost. checksum c3a8077f
import {
  edge,
  email,
  firstName,
  integer,
  lastName,
  maybe,
  recent,
  username,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('account', {
  count: 500,
  shape: {
    tenant: edge(integer({ min: 0, max: 1_000 }), { zero: '1%' }),
    email: email('first_name', 'last_name'),
    handle: maybe('10%', username()),
    first_name: maybe('10%', edge(firstName(), { apostrophe: '2%', unicode: '2%', longest: '1%' })),
    last_name: maybe('10%', edge(lastName(), { apostrophe: '2%', unicode: '2%', longest: '1%' })),
    nickname: maybe('10%', username()),
    deleted_at: maybe('90%', recent({ within: '3y' })),
    number: maybe('10%', integer({ min: 1, max: 1_000_000 })),
    badge: maybe('10%', integer({ min: 1, max: 1_000_000 })),
  },
  anonymize: ['email', 'handle', 'first_name', 'last_name', 'nickname'],
});
