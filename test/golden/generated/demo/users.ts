// Written by gen-factories from public.users. Extend it in ../index.ts; edits here are lost. checksum a03b7dc0
import {
  boolean,
  edge,
  email,
  fullName,
  maybe,
  phone,
  recent,
  ref,
  skewed,
  streetAddress,
  weighted,
} from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('users', {
  count: 10_000,
  shape: {
    org_id: ref('orgs', { fanout: skewed({ max: 9_000 }) }),
    email: email('full_name'),
    full_name: edge(fullName(), { apostrophe: '2%', unicode: '2%', longest: '1%' }),
    display_name: maybe('10%', edge(fullName(), { emoji: '5%', longest: '2%', apostrophe: '1%' })),
    phone: maybe('10%', phone()),
    address: maybe('10%', edge(streetAddress(), { longest: '2%', newline: '1%' })),
    role: weighted({ viewer: 0.6, editor: 0.2, admin: 0.15, owner: 0.05 }),
    is_active: boolean('90%'),
    last_login_at: maybe('30%', recent({ after: 'created_at' })),
    created_at: recent({ within: '3y', after: 'org_id.created_at' }),
    updated_at: recent({ after: 'created_at' }), // CHECK (updated_at >= created_at)
  },
  anonymize: ['email', 'full_name', 'display_name', 'phone', 'address'],
});
