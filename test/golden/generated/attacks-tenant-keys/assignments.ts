// Written by gen-factories from public.assignments. Extend it in ../index.ts; edits here are lost. checksum e5470009
import { recent, ref } from 'gen-factories/generators';
import { factory } from './schema.js';

factory.define('assignments', {
  count: 5_000,
  shape: {
    employee_id: ref('employees', { columns: ['tenant_id'] }),
    department_id: ref('departments', {
      same: { tenant_id: 'employee_id.tenant_id' },
      columns: ['tenant_id'],
    }),
    since: recent({ within: '3y' }),
  },
});
