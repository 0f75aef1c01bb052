// Written by gen-factories 0.0.0 from public. Do not edit. checksum b9ef68ae
import { createFactory } from 'gen-factories';

export interface Addresses {
  id: number;
  user_id: string;
  line: string;
  is_primary: boolean;
}

export interface Assignments {
  id: string;
  user_id: string;
  started_at: Date;
  ended_at: Date | null;
}

export interface Keys {
  id: number;
  tenant_id: string;
  label: string;
}

export interface Memberships {
  tenant_id: string;
  user_id: string;
  role: string;
}

export interface Shifts {
  id: string;
  user_id: string;
  state: string;
  ended_at: Date | null;
}

export interface Subscriptions {
  id: string;
  tenant_id: string;
  status: 'trial' | 'active' | 'past_due' | 'canceled';
  note: string | null;
}

export interface Tenants {
  id: string;
  name: string;
  created_at: Date;
}

export interface Themes {
  id: number;
  tenant_id: string | null;
  is_default: boolean;
  deleted_at: Date | null;
}

export interface Users {
  id: string;
  email: string;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  addresses: { row: Addresses; references: { user_id: 'users' } };
  assignments: { row: Assignments; references: { user_id: 'users' } };
  keys: { row: Keys; references: { tenant_id: 'tenants' } };
  memberships: { row: Memberships; references: { tenant_id: 'tenants'; user_id: 'users' } };
  shifts: { row: Shifts; references: { user_id: 'users' } };
  subscriptions: { row: Subscriptions; references: { tenant_id: 'tenants' } };
  tenants: { row: Tenants; references: {} };
  themes: { row: Themes; references: { tenant_id: 'tenants' } };
  users: { row: Users; references: {} };
}

export const factory = createFactory<Schema>({
  dialect: 'postgres',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    addresses: {
      table: 'public.addresses',
      columns: {
        id: 'bigint not null identity always',
        user_id: 'uuid not null',
        line: 'text not null',
        is_primary: 'boolean not null default false',
      },
      primaryKey: ['id'],
      unique: [{ columns: ['user_id'], where: 'is_primary' }],
      references: [{ columns: ['user_id'], to: 'users', key: ['id'] }],
    },
    assignments: {
      table: 'public.assignments',
      columns: {
        id: 'uuid not null',
        user_id: 'uuid not null',
        started_at: 'timestamptz not null',
        ended_at: 'timestamptz',
      },
      primaryKey: ['id'],
      unique: [{ columns: ['user_id'], where: '(ended_at IS NULL)' }],
      references: [{ columns: ['user_id'], to: 'users', key: ['id'] }],
      checks: { assignments_check: '(ended_at > started_at)' },
    },
    keys: {
      table: 'public.keys',
      columns: { id: 'integer not null', tenant_id: 'uuid not null', label: 'text not null' },
      primaryKey: ['id'],
      unique: [{ columns: ['tenant_id'], where: '(length(label) < 5)' }],
      references: [{ columns: ['tenant_id'], to: 'tenants', key: ['id'] }],
    },
    memberships: {
      table: 'public.memberships',
      columns: {
        tenant_id: 'uuid not null',
        user_id: 'uuid not null',
        role: "text not null default 'member'::text",
      },
      primaryKey: ['tenant_id', 'user_id'],
      unique: [{ columns: ['tenant_id'], where: "(role = 'owner'::text)" }],
      references: [
        { columns: ['tenant_id'], to: 'tenants', key: ['id'], onDelete: 'cascade' },
        { columns: ['user_id'], to: 'users', key: ['id'], onDelete: 'cascade' },
      ],
      checks: {
        memberships_role_check:
          "(role = ANY (ARRAY['owner'::text, 'admin'::text, 'member'::text]))",
      },
    },
    shifts: {
      table: 'public.shifts',
      columns: {
        id: 'uuid not null',
        user_id: 'uuid not null',
        state: 'text not null',
        ended_at: 'timestamptz',
      },
      primaryKey: ['id'],
      unique: [{ columns: ['user_id'], where: '(ended_at IS NULL)' }],
      references: [{ columns: ['user_id'], to: 'users', key: ['id'] }],
      checks: {
        shifts_check: "((state = 'closed'::text) = (ended_at IS NOT NULL))",
        shifts_state_check: "(state = ANY (ARRAY['open'::text, 'closed'::text]))",
      },
    },
    subscriptions: {
      table: 'public.subscriptions',
      columns: {
        id: 'uuid not null',
        tenant_id: 'uuid not null',
        status:
          "enum('trial','active','past_due','canceled') not null default 'trial'::public.plan_status",
        note: 'text',
      },
      primaryKey: ['id'],
      unique: [
        {
          columns: ['tenant_id'],
          where:
            "(status = ANY (ARRAY['trial'::public.plan_status, 'active'::public.plan_status]))",
        },
      ],
      references: [{ columns: ['tenant_id'], to: 'tenants', key: ['id'] }],
    },
    tenants: {
      table: 'public.tenants',
      columns: {
        id: 'uuid not null',
        name: 'text not null',
        created_at: 'timestamptz not null default now()',
      },
      primaryKey: ['id'],
    },
    themes: {
      table: 'public.themes',
      columns: {
        id: 'integer not null',
        tenant_id: 'uuid',
        is_default: 'boolean not null',
        deleted_at: 'timestamptz',
      },
      primaryKey: ['id'],
      unique: [
        { columns: ['tenant_id'], where: '(is_default AND (deleted_at IS NULL))' },
        { columns: ['is_default'], where: '((tenant_id IS NULL) AND is_default)' },
      ],
      references: [{ columns: ['tenant_id'], to: 'tenants', key: ['id'] }],
    },
    users: {
      table: 'public.users',
      columns: { id: 'uuid not null', email: 'text not null' },
      primaryKey: ['id'],
      unique: [['email']],
    },
  },
});
