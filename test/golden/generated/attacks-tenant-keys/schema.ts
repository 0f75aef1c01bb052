// Written by gen-factories 0.0.0 from public. Do not edit. checksum 81b92387
import { createFactory } from 'gen-factories';

export interface Assignments {
  tenant_id: number;
  employee_id: number;
  department_id: number;
  since: `${number}-${number}-${number}`;
}

export interface Departments {
  tenant_id: number;
  id: number;
  name: string;
}

export interface Employees {
  tenant_id: number;
  id: number;
  department_id: number;
  manager_id: number | null;
  email: string;
}

export interface Tenants {
  id: number;
  name: string;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  assignments: {
    row: Assignments;
    references: {
      tenant_id: 'departments' | 'employees';
      department_id: 'departments';
      employee_id: 'employees';
    };
  };
  departments: { row: Departments; references: { tenant_id: 'tenants' } };
  employees: {
    row: Employees;
    references: {
      tenant_id: 'departments' | 'tenants' | 'employees';
      department_id: 'departments';
      manager_id: 'employees';
    };
  };
  tenants: { row: Tenants; references: {} };
}

export const factory = createFactory<Schema>({
  dialect: 'postgres',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    assignments: {
      table: 'public.assignments',
      columns: {
        tenant_id: 'integer not null',
        employee_id: 'integer not null',
        department_id: 'integer not null',
        since: 'date not null',
      },
      primaryKey: ['tenant_id', 'employee_id', 'department_id'],
      references: [
        { columns: ['tenant_id', 'department_id'], to: 'departments', key: ['tenant_id', 'id'] },
        { columns: ['tenant_id', 'employee_id'], to: 'employees', key: ['tenant_id', 'id'] },
      ],
    },
    departments: {
      table: 'public.departments',
      columns: {
        tenant_id: 'integer not null',
        id: 'integer not null',
        name: 'varchar(40) not null',
      },
      primaryKey: ['tenant_id', 'id'],
      references: [{ columns: ['tenant_id'], to: 'tenants', key: ['id'] }],
    },
    employees: {
      table: 'public.employees',
      columns: {
        tenant_id: 'integer not null',
        id: 'integer not null',
        department_id: 'integer not null',
        manager_id: 'integer',
        email: 'text not null',
      },
      primaryKey: ['tenant_id', 'id'],
      unique: [['tenant_id', 'email']],
      references: [
        { columns: ['tenant_id', 'department_id'], to: 'departments', key: ['tenant_id', 'id'] },
        { columns: ['tenant_id'], to: 'tenants', key: ['id'] },
        { columns: ['tenant_id', 'manager_id'], to: 'employees', key: ['tenant_id', 'id'] },
      ],
    },
    tenants: {
      table: 'public.tenants',
      columns: { id: 'integer not null', name: 'text not null' },
      primaryKey: ['id'],
    },
  },
});
