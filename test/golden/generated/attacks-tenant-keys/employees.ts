// Written by gen-factories from public.employees. Extend it in ../index.ts; edits here are lost. checksum ea546d51
import { email, ref, serial, skewed } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('employees', {
  count: 10_000,
  shape: {
    tenant_id: ref('tenants', { through: 'department_id' }),
    id: serial(),
    department_id: ref('departments', {
      fanout: skewed({ max: 200, none: '5%' }),
      columns: ['tenant_id'],
    }),
    manager_id: ref('employees', { same: 'department_id', columns: ['tenant_id'] }),
    email: email(),
  },
  anonymize: ['email'],
});
