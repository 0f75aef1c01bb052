// Written by gen-factories 0.0.0 from mysql. Do not edit. checksum c21f8f5f
import { createFactory } from 'gen-factories';

export interface Comments {
  id: number;
  tenant_id: number;
  task_id: number;
  author_id: number;
}

export interface Files {
  id: number;
  tenant_id: number;
  task_id: number | null;
}

export interface Memberships {
  tenant_id: number;
  user_id: number;
}

export interface Projects {
  tenant_id: number;
  id: number;
  lead_id: number | null;
}

export interface Tags {
  tenant_id: number;
  id: number;
  name: string;
}

export interface TaskTags {
  tenant_id: number;
  task_id: number;
  tag_id: number;
}

export interface TaskWatchers {
  tenant_id: number;
  task_id: number;
  user_id: number;
}

export interface Tasks {
  tenant_id: number;
  id: number;
  reporter_id: number;
  assignee_id: number | null;
  project_id: number;
  parent_id: number | null;
}

export interface Tenants {
  id: number;
  name: string;
}

export interface TimeEntries {
  id: number;
  project_id: number;
  task_id: number;
  member_id: number;
  tenant_id: number;
}

export interface Users {
  id: number;
  email: string;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  comments: {
    row: Comments;
    references: { tenant_id: 'tasks' | 'memberships'; task_id: 'tasks'; author_id: 'memberships' };
  };
  files: { row: Files; references: { tenant_id: 'tenants' | 'tasks'; task_id: 'tasks' } };
  memberships: { row: Memberships; references: { tenant_id: 'tenants'; user_id: 'users' } };
  projects: {
    row: Projects;
    references: { tenant_id: 'tenants' | 'memberships'; lead_id: 'memberships' };
  };
  tags: { row: Tags; references: { tenant_id: 'tenants' } };
  task_tags: {
    row: TaskTags;
    references: { tenant_id: 'tasks' | 'tags'; task_id: 'tasks'; tag_id: 'tags' };
  };
  task_watchers: {
    row: TaskWatchers;
    references: { tenant_id: 'tasks' | 'memberships'; task_id: 'tasks'; user_id: 'memberships' };
  };
  tasks: {
    row: Tasks;
    references: {
      tenant_id: 'memberships' | 'projects' | 'tasks';
      reporter_id: 'memberships';
      assignee_id: 'memberships';
      project_id: 'projects';
      parent_id: 'tasks';
    };
  };
  tenants: { row: Tenants; references: {} };
  time_entries: {
    row: TimeEntries;
    references: {
      tenant_id: 'projects' | 'tasks' | 'memberships';
      project_id: 'projects';
      task_id: 'tasks';
      member_id: 'memberships';
    };
  };
  users: { row: Users; references: {} };
}

export const factory = createFactory<Schema>({
  dialect: 'mysql',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    comments: {
      table: 'comments',
      columns: {
        id: 'bigint not null auto_increment',
        tenant_id: 'int not null',
        task_id: 'bigint not null',
        author_id: 'bigint not null',
      },
      primaryKey: ['id'],
      references: [
        {
          columns: ['tenant_id', 'task_id'],
          to: 'tasks',
          key: ['tenant_id', 'id'],
          onDelete: 'cascade',
        },
        { columns: ['tenant_id', 'author_id'], to: 'memberships', key: ['tenant_id', 'user_id'] },
      ],
    },
    files: {
      table: 'files',
      columns: {
        id: 'bigint not null auto_increment',
        tenant_id: 'int not null',
        task_id: 'bigint',
      },
      primaryKey: ['id'],
      references: [
        { columns: ['tenant_id'], to: 'tenants', key: ['id'] },
        { columns: ['tenant_id', 'task_id'], to: 'tasks', key: ['tenant_id', 'id'] },
      ],
    },
    memberships: {
      table: 'memberships',
      columns: { tenant_id: 'int not null', user_id: 'bigint not null' },
      primaryKey: ['tenant_id', 'user_id'],
      references: [
        { columns: ['tenant_id'], to: 'tenants', key: ['id'] },
        { columns: ['user_id'], to: 'users', key: ['id'] },
      ],
    },
    projects: {
      table: 'projects',
      columns: { tenant_id: 'int not null', id: 'bigint not null', lead_id: 'bigint' },
      primaryKey: ['tenant_id', 'id'],
      references: [
        { columns: ['tenant_id'], to: 'tenants', key: ['id'] },
        { columns: ['tenant_id', 'lead_id'], to: 'memberships', key: ['tenant_id', 'user_id'] },
      ],
    },
    tags: {
      table: 'tags',
      columns: { tenant_id: 'int not null', id: 'int not null', name: 'varchar(40) not null' },
      primaryKey: ['tenant_id', 'id'],
      unique: [['tenant_id', 'name']],
      references: [{ columns: ['tenant_id'], to: 'tenants', key: ['id'] }],
    },
    task_tags: {
      table: 'task_tags',
      columns: { tenant_id: 'int not null', task_id: 'bigint not null', tag_id: 'int not null' },
      primaryKey: ['tenant_id', 'task_id', 'tag_id'],
      references: [
        { columns: ['tenant_id', 'task_id'], to: 'tasks', key: ['tenant_id', 'id'] },
        { columns: ['tenant_id', 'tag_id'], to: 'tags', key: ['tenant_id', 'id'] },
      ],
    },
    task_watchers: {
      table: 'task_watchers',
      columns: {
        tenant_id: 'int not null',
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
      table: 'tasks',
      columns: {
        tenant_id: 'int not null',
        id: 'bigint not null',
        reporter_id: 'bigint not null',
        assignee_id: 'bigint',
        project_id: 'bigint not null',
        parent_id: 'bigint',
      },
      primaryKey: ['tenant_id', 'id'],
      references: [
        { columns: ['tenant_id', 'reporter_id'], to: 'memberships', key: ['tenant_id', 'user_id'] },
        { columns: ['tenant_id', 'assignee_id'], to: 'memberships', key: ['tenant_id', 'user_id'] },
        { columns: ['tenant_id', 'project_id'], to: 'projects', key: ['tenant_id', 'id'] },
        { columns: ['tenant_id', 'parent_id'], to: 'tasks', key: ['tenant_id', 'id'] },
      ],
    },
    tenants: {
      table: 'tenants',
      columns: { id: 'int not null auto_increment', name: 'varchar(80) not null' },
      primaryKey: ['id'],
    },
    time_entries: {
      table: 'time_entries',
      columns: {
        id: 'bigint not null auto_increment',
        project_id: 'bigint not null',
        task_id: 'bigint not null',
        member_id: 'bigint not null',
        tenant_id: 'int not null',
      },
      primaryKey: ['id'],
      references: [
        { columns: ['tenant_id', 'project_id'], to: 'projects', key: ['tenant_id', 'id'] },
        { columns: ['tenant_id', 'task_id'], to: 'tasks', key: ['tenant_id', 'id'] },
        { columns: ['tenant_id', 'member_id'], to: 'memberships', key: ['tenant_id', 'user_id'] },
      ],
    },
    users: {
      table: 'users',
      columns: { id: 'bigint not null auto_increment', email: 'varchar(190) not null' },
      primaryKey: ['id'],
      unique: [['email']],
    },
  },
});
