// Written by gen-factories from audit_log. Extend it in ../index.ts; edits here are lost. checksum 80a536b3
import { edge, ref, title } from 'gen-factories/generators';
import { factory } from './schema.js';

// Filled by trigger users_audit of users.
factory.define('audit_log', {
  count: 0,
  shape: {
    what: edge(title(), { longest: '1%', emoji: '1%' }),
    user_id: ref('users'), // by its name; there is no foreign key
  },
});
