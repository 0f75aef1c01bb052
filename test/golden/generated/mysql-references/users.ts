// Written by gen-factories from users. Extend it in ../index.ts; edits here are lost. checksum 09298ec2
import { email, ref, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('users', {
  count: 10_000,
  shape: {
    org_id: ref('orgs', { fanout: skewed({ max: 9_000, none: '5%' }) }),
    manager_id: ref('users', { same: 'org_id' }),
    email: email(),
  },
  anonymize: ['email'],
});
