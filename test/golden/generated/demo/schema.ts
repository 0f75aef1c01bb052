// Written by gen-factories 0.0.0 from public. Do not edit. checksum 11524600
import { createFactory } from 'gen-factories';

export interface ApiKeys {
  id: string;
  org_id: number;
  created_by: number | null;
  name: string;
  token_hash: string;
  last_used_ip: string | null;
  expires_at: Date | null;
  created_at: Date;
}

export interface Attachments {
  id: string;
  task_id: number | null;
  comment_id: number | null;
  file_name: string;
  mime_type: string;
  size_bytes: number | bigint;
  checksum: Uint8Array | null;
}

export interface AuditEvents {
  id: number;
  org_id: number;
  actor_id: number | null;
  action: string;
  ip_address: string | null;
  user_agent: string | null;
  payload: unknown;
  created_at: Date;
}

export interface Comments {
  id: number;
  task_id: number;
  author_id: number;
  parent_id: number | null;
  body: string;
  created_at: Date;
}

export interface Countries {
  code: string;
  name: string;
}

export interface Invitations {
  id: number;
  org_id: number;
  invited_by: number;
  email: string;
  token: string;
  accepted_at: Date | null;
  expires_at: Date;
}

export interface InvoiceLines {
  invoice_id: number;
  line_no: number;
  description: string;
  quantity: number;
  unit_price: number;
}

export interface Invoices {
  id: number;
  subscription_id: number;
  number: string;
  status: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible';
  total: number;
  issued_on: `${number}-${number}-${number}`;
  due_on: `${number}-${number}-${number}`;
  paid_at: Date | null;
}

export interface Milestones {
  id: number;
  project_id: string;
  position: number;
  title: string;
  progress: number;
}

/** Tenants: everything belongs to one of them. */
export interface Orgs {
  id: number;
  name: string;
  slug: string;
  plan: 'free' | 'starter' | 'growth' | 'enterprise';
  country_code: string | null;
  member_count: number;
  settings: unknown;
  created_at: Date;
  deleted_at: Date | null;
}

export interface Projects {
  id: string;
  org_id: number;
  owner_id: number | null;
  key: string;
  name: string;
  description: string | null;
  starts_on: `${number}-${number}-${number}` | null;
  ends_on: `${number}-${number}-${number}` | null;
  archived_at: Date | null;
  created_at: Date;
}

export interface RoomBookings {
  id: number;
  org_id: number;
  room: number;
  during: string;
}

export interface Subscriptions {
  id: number;
  org_id: number;
  status: 'trialing' | 'active' | 'past_due' | 'canceled' | 'paused';
  seats: number;
  unit_price: number;
  currency: string;
  started_at: Date;
  trial_ends_at: Date | null;
  canceled_at: Date | null;
}

export interface Tasks {
  id: number;
  project_id: string;
  org_id: number;
  assignee_id: number | null;
  parent_id: number | null;
  title: string;
  body: string | null;
  status: 'todo' | 'in_progress' | 'blocked' | 'done' | 'canceled';
  priority: number;
  labels: string[];
  estimate_hours: number | null;
  due_on: `${number}-${number}-${number}` | null;
  completed_at: Date | null;
  comment_count: number;
  created_at: Date;
}

export interface TeamMembers {
  team_id: number;
  user_id: number;
  is_lead: boolean;
  joined_at: Date;
}

export interface Teams {
  id: number;
  org_id: number;
  /** The department the team is part of. */
  parent_id: number | null;
  name: string;
}

export interface Users {
  id: number;
  org_id: number;
  email: string;
  full_name: string;
  display_name: string | null;
  phone: string | null;
  address: string | null;
  role: 'viewer' | 'editor' | 'admin' | 'owner';
  is_active: boolean;
  last_login_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  api_keys: { row: ApiKeys; references: { created_by: 'users'; org_id: 'orgs' } };
  attachments: { row: Attachments; references: { comment_id: 'comments'; task_id: 'tasks' } };
  audit_events: { row: AuditEvents; references: { actor_id: 'users'; org_id: 'orgs' } };
  comments: {
    row: Comments;
    references: { author_id: 'users'; parent_id: 'comments'; task_id: 'tasks' };
  };
  countries: { row: Countries; references: {} };
  invitations: { row: Invitations; references: { invited_by: 'users'; org_id: 'orgs' } };
  invoice_lines: { row: InvoiceLines; references: { invoice_id: 'invoices' } };
  invoices: { row: Invoices; references: { subscription_id: 'subscriptions' } };
  milestones: { row: Milestones; references: { project_id: 'projects' } };
  orgs: { row: Orgs; references: { country_code: 'countries' } };
  projects: { row: Projects; references: { org_id: 'orgs'; owner_id: 'users' } };
  room_bookings: { row: RoomBookings; references: { org_id: 'orgs' } };
  subscriptions: { row: Subscriptions; references: { org_id: 'orgs' } };
  tasks: {
    row: Tasks;
    references: {
      assignee_id: 'users';
      org_id: 'orgs';
      parent_id: 'tasks';
      project_id: 'projects';
    };
  };
  team_members: { row: TeamMembers; references: { team_id: 'teams'; user_id: 'users' } };
  teams: { row: Teams; references: { org_id: 'orgs'; parent_id: 'teams' } };
  users: { row: Users; references: { org_id: 'orgs' } };
}

export const factory = createFactory<Schema>({
  dialect: 'postgres',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    api_keys: {
      table: 'public.api_keys',
      columns: {
        id: 'uuid not null default gen_random_uuid()',
        org_id: 'bigint not null',
        created_by: 'bigint',
        name: 'varchar(60) not null',
        token_hash: 'char(64) not null',
        last_used_ip: 'inet',
        expires_at: 'timestamptz',
        created_at: 'timestamptz not null default now()',
      },
      primaryKey: ['id'],
      unique: [['token_hash']],
      references: [
        { columns: ['created_by'], to: 'users', key: ['id'], onDelete: 'set null' },
        { columns: ['org_id'], to: 'orgs', key: ['id'], onDelete: 'cascade' },
      ],
    },
    attachments: {
      table: 'public.attachments',
      columns: {
        id: 'uuid not null default gen_random_uuid()',
        task_id: 'bigint',
        comment_id: 'bigint',
        file_name: 'varchar(200) not null',
        mime_type: 'varchar(100) not null',
        size_bytes: 'bigint not null',
        checksum: 'bytea',
      },
      primaryKey: ['id'],
      references: [
        { columns: ['comment_id'], to: 'comments', key: ['id'], onDelete: 'cascade' },
        { columns: ['task_id'], to: 'tasks', key: ['id'], onDelete: 'cascade' },
      ],
      checks: {
        attachments_checksum_check: '(octet_length(checksum) = 32)',
        attachments_size_bytes_check: '(size_bytes > 0)',
        one_home: '(num_nonnulls(task_id, comment_id) = 1)',
      },
    },
    audit_events: {
      table: 'public.audit_events',
      columns: {
        id: 'bigint not null identity',
        org_id: 'bigint not null',
        actor_id: 'bigint',
        action: 'varchar(60) not null',
        ip_address: 'inet',
        user_agent: 'text',
        payload: "jsonb not null default '{}'::jsonb",
        created_at: 'timestamptz not null default now()',
      },
      primaryKey: ['id', 'created_at'],
      references: [
        { columns: ['actor_id'], to: 'users', key: ['id'], onDelete: 'set null' },
        { columns: ['org_id'], to: 'orgs', key: ['id'], onDelete: 'cascade' },
      ],
      notes: {
        partitions:
          "by range (created_at): audit_events_2024 FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00'); audit_events_2025 FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2026-01-01 00:00:00+00')",
      },
    },
    comments: {
      table: 'public.comments',
      columns: {
        id: 'bigint not null identity',
        task_id: 'bigint not null',
        author_id: 'bigint not null',
        parent_id: 'bigint',
        body: 'text not null',
        created_at: 'timestamptz not null default now()',
      },
      primaryKey: ['id'],
      references: [
        { columns: ['author_id'], to: 'users', key: ['id'], onDelete: 'cascade' },
        { columns: ['parent_id'], to: 'comments', key: ['id'], onDelete: 'cascade' },
        { columns: ['task_id'], to: 'tasks', key: ['id'], onDelete: 'cascade' },
      ],
      checks: { comments_body_check: '((length(body) >= 1) AND (length(body) <= 4000))' },
    },
    countries: {
      table: 'public.countries',
      columns: { code: 'char(2) not null', name: 'varchar(80) not null' },
      primaryKey: ['code'],
    },
    invitations: {
      table: 'public.invitations',
      columns: {
        id: 'bigint not null identity',
        org_id: 'bigint not null',
        invited_by: 'bigint not null',
        email: 'varchar(120) not null',
        token: 'varchar(40) not null',
        accepted_at: 'timestamptz',
        expires_at: 'timestamptz not null',
      },
      primaryKey: ['id'],
      unique: [
        {
          columns: ['org_id', 'email'],
          on: 'org_id, lower((email)::text)',
          where: '(accepted_at IS NULL)',
        },
        ['token'],
      ],
      references: [
        { columns: ['invited_by'], to: 'users', key: ['id'], onDelete: 'cascade' },
        { columns: ['org_id'], to: 'orgs', key: ['id'], onDelete: 'cascade' },
      ],
    },
    invoice_lines: {
      table: 'public.invoice_lines',
      columns: {
        invoice_id: 'bigint not null',
        line_no: 'integer not null',
        description: 'varchar(200) not null',
        quantity: 'integer not null',
        unit_price: 'decimal(10,2) not null',
      },
      primaryKey: ['invoice_id', 'line_no'],
      references: [{ columns: ['invoice_id'], to: 'invoices', key: ['id'], onDelete: 'cascade' }],
      checks: {
        invoice_lines_line_no_check: '(line_no > 0)',
        invoice_lines_quantity_check: '((quantity >= 1) AND (quantity <= 1000))',
        invoice_lines_unit_price_check: '(unit_price >= (0)::numeric)',
      },
    },
    invoices: {
      table: 'public.invoices',
      columns: {
        id: 'bigint not null identity',
        subscription_id: 'bigint not null',
        number: 'varchar(20) not null',
        status:
          "enum('draft','open','paid','void','uncollectible') not null default 'draft'::public.invoice_status",
        total: 'decimal(12,2) not null',
        issued_on: 'date not null',
        due_on: 'date not null',
        paid_at: 'timestamptz',
      },
      primaryKey: ['id'],
      unique: [['number']],
      references: [
        { columns: ['subscription_id'], to: 'subscriptions', key: ['id'], onDelete: 'cascade' },
      ],
      checks: {
        invoices_check: '(due_on >= issued_on)',
        invoices_total_check: '(total >= (0)::numeric)',
        paid_has_date: "((status = 'paid'::public.invoice_status) = (paid_at IS NOT NULL))",
      },
    },
    milestones: {
      table: 'public.milestones',
      columns: {
        id: 'bigint not null identity',
        project_id: 'uuid not null',
        position: 'integer not null',
        title: 'varchar(120) not null',
        progress: 'decimal(5,2) not null domain public.percentage default 0',
      },
      primaryKey: ['id'],
      unique: [['project_id', 'position']],
      references: [{ columns: ['project_id'], to: 'projects', key: ['id'], onDelete: 'cascade' }],
      checks: {
        'progress (percentage.percentage_check)':
          '((VALUE >= (0)::numeric) AND (VALUE <= (100)::numeric))',
        milestones_position_check: '("position" > 0)',
      },
    },
    orgs: {
      table: 'public.orgs',
      columns: {
        id: 'bigint not null identity',
        name: 'varchar(120) not null',
        slug: 'varchar(60) not null',
        plan: "enum('free','starter','growth','enterprise') not null default 'free'::public.org_plan",
        country_code: 'char(2)',
        member_count: 'integer not null default 0',
        settings: "jsonb not null default '{}'::jsonb",
        created_at: 'timestamptz not null default now()',
        deleted_at: 'timestamptz',
      },
      primaryKey: ['id'],
      unique: [['slug']],
      references: [{ columns: ['country_code'], to: 'countries', key: ['code'] }],
      checks: {
        orgs_member_count_check: '(member_count >= 0)',
        orgs_settings_check: "(jsonb_typeof(settings) = 'object'::text)",
        orgs_slug_check: '((slug)::text = lower((slug)::text))',
      },
    },
    projects: {
      table: 'public.projects',
      columns: {
        id: 'uuid not null default gen_random_uuid()',
        org_id: 'bigint not null',
        owner_id: 'bigint',
        key: 'varchar(8) not null',
        name: 'varchar(120) not null',
        description: 'text',
        starts_on: 'date',
        ends_on: 'date',
        archived_at: 'timestamptz',
        created_at: 'timestamptz not null default now()',
      },
      primaryKey: ['id'],
      unique: [['org_id', 'key']],
      references: [
        { columns: ['org_id'], to: 'orgs', key: ['id'], onDelete: 'cascade' },
        { columns: ['owner_id'], to: 'users', key: ['id'], onDelete: 'set null' },
      ],
      checks: {
        projects_check: '((ends_on IS NULL) OR (ends_on >= starts_on))',
        projects_description_check: '(length(description) <= 2000)',
        projects_key_check: "((key)::text ~ '^[A-Z][A-Z0-9]+$'::text)",
      },
    },
    room_bookings: {
      table: 'public.room_bookings',
      columns: {
        id: 'bigint not null identity',
        org_id: 'bigint not null',
        room: 'smallint not null',
        during: 'range(timestamptz) not null',
      },
      primaryKey: ['id'],
      references: [{ columns: ['org_id'], to: 'orgs', key: ['id'], onDelete: 'cascade' }],
      checks: { room_bookings_room_check: '((room >= 1) AND (room <= 40))' },
      excludes: { room_bookings_during_excl: 'during WITH &&' },
    },
    subscriptions: {
      table: 'public.subscriptions',
      columns: {
        id: 'bigint not null identity',
        org_id: 'bigint not null',
        status:
          "enum('trialing','active','past_due','canceled','paused') not null default 'trialing'::public.subscription_status",
        seats: 'integer not null default 1',
        unit_price: 'decimal(10,2) not null',
        currency: "char(3) not null default 'USD'::bpchar",
        started_at: 'timestamptz not null',
        trial_ends_at: 'timestamptz',
        canceled_at: 'timestamptz',
      },
      primaryKey: ['id'],
      unique: [['org_id']],
      references: [{ columns: ['org_id'], to: 'orgs', key: ['id'], onDelete: 'cascade' }],
      checks: {
        canceled_has_date:
          "((status <> 'canceled'::public.subscription_status) OR (canceled_at IS NOT NULL))",
        subscriptions_currency_check:
          "(currency = ANY (ARRAY['USD'::bpchar, 'EUR'::bpchar, 'GBP'::bpchar]))",
        subscriptions_seats_check: '(seats > 0)',
        subscriptions_unit_price_check: '(unit_price >= (0)::numeric)',
      },
    },
    tasks: {
      table: 'public.tasks',
      columns: {
        id: 'bigint not null identity always',
        project_id: 'uuid not null',
        org_id: 'bigint not null',
        assignee_id: 'bigint',
        parent_id: 'bigint',
        title: 'varchar(200) not null',
        body: 'text',
        status:
          "enum('todo','in_progress','blocked','done','canceled') not null default 'todo'::public.task_status",
        priority: 'smallint not null default 3',
        labels: "text[] not null default '{}'::text[]",
        estimate_hours: 'decimal(6,2)',
        due_on: 'date',
        completed_at: 'timestamptz',
        comment_count: 'integer not null default 0',
        title_length: 'integer generated (char_length((title)::text))',
        created_at: 'timestamptz not null default now()',
      },
      primaryKey: ['id'],
      references: [
        { columns: ['assignee_id'], to: 'users', key: ['id'], onDelete: 'set null' },
        { columns: ['org_id'], to: 'orgs', key: ['id'], onDelete: 'cascade' },
        { columns: ['parent_id'], to: 'tasks', key: ['id'], onDelete: 'cascade' },
        { columns: ['project_id'], to: 'projects', key: ['id'], onDelete: 'cascade' },
      ],
      checks: {
        done_means_completed:
          "((status = 'done'::public.task_status) = (completed_at IS NOT NULL))",
        tasks_estimate_hours_check: '(estimate_hours > (0)::numeric)',
        tasks_labels_check: '(cardinality(labels) <= 8)',
        tasks_priority_check: '((priority >= 1) AND (priority <= 5))',
        tasks_title_check: "(TRIM(BOTH FROM title) <> ''::text)",
      },
    },
    team_members: {
      table: 'public.team_members',
      columns: {
        team_id: 'bigint not null',
        user_id: 'bigint not null',
        is_lead: 'boolean not null default false',
        joined_at: 'timestamptz not null default now()',
      },
      primaryKey: ['team_id', 'user_id'],
      references: [
        { columns: ['team_id'], to: 'teams', key: ['id'], onDelete: 'cascade' },
        { columns: ['user_id'], to: 'users', key: ['id'], onDelete: 'cascade' },
      ],
    },
    teams: {
      table: 'public.teams',
      columns: {
        id: 'bigint not null identity',
        org_id: 'bigint not null',
        parent_id: 'bigint',
        name: 'varchar(60) not null',
      },
      primaryKey: ['id'],
      unique: [['org_id', 'name']],
      references: [
        { columns: ['org_id'], to: 'orgs', key: ['id'], onDelete: 'cascade' },
        { columns: ['parent_id'], to: 'teams', key: ['id'] },
      ],
    },
    users: {
      table: 'public.users',
      columns: {
        id: 'bigint not null identity',
        org_id: 'bigint not null',
        email: 'varchar(120) not null',
        full_name: 'varchar(80) not null',
        display_name: 'varchar(80)',
        phone: 'varchar(20)',
        address: 'text',
        role: "enum('viewer','editor','admin','owner') not null default 'viewer'::public.member_role",
        is_active: 'boolean not null default true',
        last_login_at: 'timestamptz',
        created_at: 'timestamptz not null default now()',
        updated_at: 'timestamptz not null default now()',
      },
      primaryKey: ['id'],
      unique: [['email']],
      references: [{ columns: ['org_id'], to: 'orgs', key: ['id'], onDelete: 'cascade' }],
      checks: { users_check: '(updated_at >= created_at)' },
    },
  },
});
