// Written by gen-factories 0.0.0 from public. Do not edit. checksum e8fa88a0
import { createFactory } from 'gen-factories';

export interface CartItems {
  cart_id: number;
  added_by: number;
  line: number;
  tenant_id: string;
}

export interface Carts {
  id: number;
  shopper_id: number;
  tenant_id: string;
}

export interface Comments {
  id: number;
  tenant_id: string;
  task_id: number;
  author_id: number;
  body: string;
}

export interface CourierStores {
  zone: string;
  zone_no: number;
  courier: number;
  store: number;
}

export interface Couriers {
  zone: string;
  zone_no: number;
  badge: number;
}

export interface Deliveries {
  id: number;
  area: string;
  area_no: number;
  courier: number;
  store: number;
  back_to: number | null;
}

export interface Files {
  id: string;
  tenant_id: string;
  task_id: number | null;
  filename: string;
}

export interface Memberships {
  tenant_id: string;
  user_id: number;
  role: string;
  invited_by: number | null;
}

export interface Milestones {
  tenant_id: string;
  id: number;
  project_id: number;
  due_on: `${number}-${number}-${number}`;
}

export interface Projects {
  tenant_id: string;
  id: number;
  lead_id: number | null;
  name: string;
}

export interface Regions {
  region: string;
  number: number;
}

export interface Reminders {
  id: number;
  tenant_id: string;
  task_id: number | null;
  member_id: number | null;
  text: string;
}

export interface Stores {
  region: string;
  region_no: number;
  id: number;
}

export interface Tags {
  tenant_id: string;
  id: number;
  name: string;
}

export interface TaskReviews {
  tenant_id: string;
  reviewer_id: number;
  task_id: number;
  passed: boolean;
}

export interface TaskTags {
  tenant_id: string;
  task_id: number;
  tag_id: number;
}

export interface TaskWatchers {
  tenant_id: string;
  task_id: number;
  user_id: number;
}

export interface Tasks {
  tenant_id: string;
  id: number;
  reporter_id: number;
  assignee_id: number | null;
  project_id: number;
  milestone_id: number | null;
  parent_id: number | null;
  title: string;
}

export interface Tenants {
  id: string;
  name: string;
}

export interface TimeEntries {
  id: number;
  tenant_id: string;
  project_id: number;
  task_id: number;
  member_id: number;
  minutes: number;
}

export interface Users {
  id: number;
  email: string;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  cart_items: {
    row: CartItems;
    references: { added_by: 'memberships'; tenant_id: 'memberships' | 'carts'; cart_id: 'carts' };
  };
  carts: { row: Carts; references: { shopper_id: 'memberships'; tenant_id: 'memberships' } };
  comments: {
    row: Comments;
    references: { tenant_id: 'memberships' | 'tasks'; author_id: 'memberships'; task_id: 'tasks' };
  };
  courier_stores: {
    row: CourierStores;
    references: {
      zone: 'couriers' | 'stores';
      zone_no: 'couriers' | 'stores';
      courier: 'couriers';
      store: 'stores';
    };
  };
  couriers: { row: Couriers; references: { zone: 'regions'; zone_no: 'regions' } };
  deliveries: {
    row: Deliveries;
    references: {
      area: 'stores' | 'couriers';
      area_no: 'stores' | 'couriers';
      back_to: 'stores';
      store: 'stores';
      courier: 'couriers';
    };
  };
  files: { row: Files; references: { tenant_id: 'tenants' | 'tasks'; task_id: 'tasks' } };
  memberships: {
    row: Memberships;
    references: {
      tenant_id: 'tenants' | 'memberships';
      invited_by: 'memberships';
      user_id: 'users';
    };
  };
  milestones: { row: Milestones; references: { tenant_id: 'projects'; project_id: 'projects' } };
  projects: {
    row: Projects;
    references: { tenant_id: 'tenants' | 'memberships'; lead_id: 'memberships' };
  };
  regions: { row: Regions; references: {} };
  reminders: {
    row: Reminders;
    references: { tenant_id: 'memberships' | 'tasks'; member_id: 'memberships'; task_id: 'tasks' };
  };
  stores: { row: Stores; references: { region: 'regions'; region_no: 'regions' } };
  tags: { row: Tags; references: { tenant_id: 'tenants' } };
  task_reviews: {
    row: TaskReviews;
    references: {
      tenant_id: 'memberships' | 'tasks';
      reviewer_id: 'memberships';
      task_id: 'tasks';
    };
  };
  task_tags: {
    row: TaskTags;
    references: { tenant_id: 'tags' | 'tasks'; tag_id: 'tags'; task_id: 'tasks' };
  };
  task_watchers: {
    row: TaskWatchers;
    references: { tenant_id: 'tasks' | 'memberships'; task_id: 'tasks'; user_id: 'memberships' };
  };
  tasks: {
    row: Tasks;
    references: {
      tenant_id: 'memberships';
      assignee_id: 'memberships';
      milestone_id: 'milestones';
      parent_id: 'tasks';
      project_id: 'projects';
      reporter_id: 'memberships';
    };
  };
  tenants: { row: Tenants; references: {} };
  time_entries: {
    row: TimeEntries;
    references: {
      tenant_id: 'memberships' | 'projects' | 'tasks';
      member_id: 'memberships';
      project_id: 'projects';
      task_id: 'tasks';
    };
  };
  users: { row: Users; references: {} };
}

export const factory = createFactory<Schema>({
  dialect: 'postgres',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    cart_items: {
      table: 'public.cart_items',
      columns: {
        cart_id: 'bigint not null',
        added_by: 'bigint not null',
        line: 'integer not null',
        tenant_id: 'uuid not null',
      },
      primaryKey: ['cart_id', 'line', 'tenant_id'],
      references: [
        { columns: ['added_by', 'tenant_id'], to: 'memberships', key: ['user_id', 'tenant_id'] },
        { columns: ['cart_id', 'tenant_id'], to: 'carts', key: ['id', 'tenant_id'] },
      ],
    },
    carts: {
      table: 'public.carts',
      columns: { id: 'bigint not null', shopper_id: 'bigint not null', tenant_id: 'uuid not null' },
      primaryKey: ['id', 'tenant_id'],
      references: [
        { columns: ['shopper_id', 'tenant_id'], to: 'memberships', key: ['user_id', 'tenant_id'] },
      ],
    },
    comments: {
      table: 'public.comments',
      columns: {
        id: 'bigint not null serial',
        tenant_id: 'uuid not null',
        task_id: 'bigint not null',
        author_id: 'bigint not null',
        body: 'text not null',
      },
      primaryKey: ['id'],
      references: [
        { columns: ['tenant_id', 'author_id'], to: 'memberships', key: ['tenant_id', 'user_id'] },
        {
          columns: ['tenant_id', 'task_id'],
          to: 'tasks',
          key: ['tenant_id', 'id'],
          onDelete: 'cascade',
        },
      ],
    },
    courier_stores: {
      table: 'public.courier_stores',
      columns: {
        zone: 'char(2) not null',
        zone_no: 'integer not null',
        courier: 'bigint not null',
        store: 'bigint not null',
      },
      primaryKey: ['zone', 'zone_no', 'courier', 'store'],
      references: [
        {
          columns: ['zone', 'zone_no', 'courier'],
          to: 'couriers',
          key: ['zone', 'zone_no', 'badge'],
        },
        { columns: ['zone', 'zone_no', 'store'], to: 'stores', key: ['region', 'region_no', 'id'] },
      ],
    },
    couriers: {
      table: 'public.couriers',
      columns: { zone: 'char(2) not null', zone_no: 'integer not null', badge: 'bigint not null' },
      primaryKey: ['badge', 'zone', 'zone_no'],
      unique: [['zone', 'zone_no', 'badge']],
      references: [{ columns: ['zone', 'zone_no'], to: 'regions', key: ['region', 'number'] }],
    },
    deliveries: {
      table: 'public.deliveries',
      columns: {
        id: 'bigint not null serial',
        area: 'char(2) not null',
        area_no: 'integer not null',
        courier: 'bigint not null',
        store: 'bigint not null',
        back_to: 'bigint',
      },
      primaryKey: ['id'],
      references: [
        {
          columns: ['area', 'area_no', 'back_to'],
          to: 'stores',
          key: ['region', 'region_no', 'id'],
        },
        { columns: ['area', 'area_no', 'store'], to: 'stores', key: ['region', 'region_no', 'id'] },
        {
          columns: ['courier', 'area', 'area_no'],
          to: 'couriers',
          key: ['badge', 'zone', 'zone_no'],
        },
      ],
    },
    files: {
      table: 'public.files',
      columns: {
        id: 'uuid not null',
        tenant_id: 'uuid not null',
        task_id: 'bigint',
        filename: 'text not null',
      },
      primaryKey: ['id'],
      references: [
        { columns: ['tenant_id'], to: 'tenants', key: ['id'] },
        {
          columns: ['tenant_id', 'task_id'],
          to: 'tasks',
          key: ['tenant_id', 'id'],
          onDelete: 'set null',
        },
      ],
    },
    memberships: {
      table: 'public.memberships',
      columns: {
        tenant_id: 'uuid not null',
        user_id: 'bigint not null',
        role: 'text not null',
        invited_by: 'bigint',
      },
      primaryKey: ['tenant_id', 'user_id'],
      references: [
        { columns: ['tenant_id'], to: 'tenants', key: ['id'], onDelete: 'cascade' },
        { columns: ['tenant_id', 'invited_by'], to: 'memberships', key: ['tenant_id', 'user_id'] },
        { columns: ['user_id'], to: 'users', key: ['id'] },
      ],
      checks: { memberships_role_check: "(role = ANY (ARRAY['owner'::text, 'member'::text]))" },
    },
    milestones: {
      table: 'public.milestones',
      columns: {
        tenant_id: 'uuid not null',
        id: 'bigint not null identity always',
        project_id: 'bigint not null',
        due_on: 'date not null',
      },
      primaryKey: ['tenant_id', 'id'],
      references: [
        { columns: ['tenant_id', 'project_id'], to: 'projects', key: ['tenant_id', 'id'] },
      ],
    },
    projects: {
      table: 'public.projects',
      columns: {
        tenant_id: 'uuid not null',
        id: 'bigint not null identity always',
        lead_id: 'bigint',
        name: 'text not null',
      },
      primaryKey: ['tenant_id', 'id'],
      references: [
        { columns: ['tenant_id'], to: 'tenants', key: ['id'] },
        { columns: ['tenant_id', 'lead_id'], to: 'memberships', key: ['tenant_id', 'user_id'] },
      ],
    },
    regions: {
      table: 'public.regions',
      columns: { region: 'char(2) not null', number: 'integer not null' },
      primaryKey: ['region', 'number'],
    },
    reminders: {
      table: 'public.reminders',
      columns: {
        id: 'bigint not null serial',
        tenant_id: 'uuid not null',
        task_id: 'bigint',
        member_id: 'bigint',
        text: 'text not null',
      },
      primaryKey: ['id'],
      references: [
        { columns: ['tenant_id', 'member_id'], to: 'memberships', key: ['tenant_id', 'user_id'] },
        { columns: ['tenant_id', 'task_id'], to: 'tasks', key: ['tenant_id', 'id'] },
      ],
    },
    stores: {
      table: 'public.stores',
      columns: { region: 'char(2) not null', region_no: 'integer not null', id: 'bigint not null' },
      primaryKey: ['region', 'region_no', 'id'],
      references: [{ columns: ['region', 'region_no'], to: 'regions', key: ['region', 'number'] }],
    },
    tags: {
      table: 'public.tags',
      columns: {
        tenant_id: 'uuid not null',
        id: 'integer not null identity always',
        name: 'text not null',
      },
      primaryKey: ['tenant_id', 'id'],
      unique: [['tenant_id', 'name']],
      references: [{ columns: ['tenant_id'], to: 'tenants', key: ['id'] }],
    },
    task_reviews: {
      table: 'public.task_reviews',
      columns: {
        tenant_id: 'uuid not null',
        reviewer_id: 'bigint not null',
        task_id: 'bigint not null',
        passed: 'boolean not null',
      },
      primaryKey: ['tenant_id', 'task_id'],
      references: [
        { columns: ['tenant_id', 'reviewer_id'], to: 'memberships', key: ['tenant_id', 'user_id'] },
        { columns: ['tenant_id', 'task_id'], to: 'tasks', key: ['tenant_id', 'id'] },
      ],
    },
    task_tags: {
      table: 'public.task_tags',
      columns: {
        tenant_id: 'uuid not null',
        task_id: 'bigint not null',
        tag_id: 'integer not null',
      },
      primaryKey: ['tenant_id', 'task_id', 'tag_id'],
      references: [
        {
          columns: ['tenant_id', 'tag_id'],
          to: 'tags',
          key: ['tenant_id', 'id'],
          onDelete: 'cascade',
        },
        {
          columns: ['tenant_id', 'task_id'],
          to: 'tasks',
          key: ['tenant_id', 'id'],
          onDelete: 'cascade',
        },
      ],
    },
    task_watchers: {
      table: 'public.task_watchers',
      columns: {
        tenant_id: 'uuid not null',
        task_id: 'bigint not null',
        user_id: 'bigint not null',
      },
      primaryKey: ['tenant_id', 'task_id', 'user_id'],
      references: [
        { columns: ['tenant_id', 'task_id'], to: 'tasks', key: ['tenant_id', 'id'] },
        { columns: ['tenant_id', 'user_id'], to: 'memberships', key: ['tenant_id', 'user_id'] },
      ],
    },
    tasks: {
      table: 'public.tasks',
      columns: {
        tenant_id: 'uuid not null',
        id: 'bigint not null identity always',
        reporter_id: 'bigint not null',
        assignee_id: 'bigint',
        project_id: 'bigint not null',
        milestone_id: 'bigint',
        parent_id: 'bigint',
        title: 'text not null',
      },
      primaryKey: ['tenant_id', 'id'],
      references: [
        { columns: ['tenant_id', 'assignee_id'], to: 'memberships', key: ['tenant_id', 'user_id'] },
        { columns: ['tenant_id', 'milestone_id'], to: 'milestones', key: ['tenant_id', 'id'] },
        { columns: ['tenant_id', 'parent_id'], to: 'tasks', key: ['tenant_id', 'id'] },
        { columns: ['tenant_id', 'project_id'], to: 'projects', key: ['tenant_id', 'id'] },
        { columns: ['tenant_id', 'reporter_id'], to: 'memberships', key: ['tenant_id', 'user_id'] },
      ],
      checks: { tasks_check: '(parent_id <> id)' },
    },
    tenants: {
      table: 'public.tenants',
      columns: { id: 'uuid not null', name: 'text not null' },
      primaryKey: ['id'],
    },
    time_entries: {
      table: 'public.time_entries',
      columns: {
        id: 'bigint not null serial',
        tenant_id: 'uuid not null',
        project_id: 'bigint not null',
        task_id: 'bigint not null',
        member_id: 'bigint not null',
        minutes: 'integer not null',
      },
      primaryKey: ['id'],
      references: [
        { columns: ['tenant_id', 'member_id'], to: 'memberships', key: ['tenant_id', 'user_id'] },
        { columns: ['tenant_id', 'project_id'], to: 'projects', key: ['tenant_id', 'id'] },
        { columns: ['tenant_id', 'task_id'], to: 'tasks', key: ['tenant_id', 'id'] },
      ],
      checks: { time_entries_minutes_check: '((minutes >= 1) AND (minutes <= 600))' },
    },
    users: {
      table: 'public.users',
      columns: { id: 'bigint not null serial', email: 'text not null' },
      primaryKey: ['id'],
      unique: [['email']],
    },
  },
});
