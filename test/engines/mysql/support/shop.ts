import { bytes } from '../../../../generators/binary.ts';
import { uuid } from '../../../../generators/identifier.ts';
import { ref } from '../../../../generators/reference.ts';
import { looseFactory, type LooseFactory } from '../../support/loose-factory.ts';

/** A small app of the common kind, as MySQL's have it: tenants, people, work, links between them. */
export const SHOP_DDL = `
  CREATE TABLE orgs (
    id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name varchar(100) NOT NULL
  );
  CREATE TABLE users (
    id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    org_id bigint unsigned NOT NULL,
    email varchar(255) NOT NULL UNIQUE,
    name varchar(100),
    role varchar(20) NOT NULL,
    active tinyint(1) NOT NULL DEFAULT 1,
    score double,
    settings json,
    created_at datetime(3) NOT NULL,
    CONSTRAINT users_role_check CHECK (role IN ('viewer', 'editor')),
    CONSTRAINT users_org_id_fkey FOREIGN KEY (org_id) REFERENCES orgs (id)
  );
  CREATE TABLE projects (
    id binary(16) NOT NULL PRIMARY KEY,
    org_id bigint unsigned NOT NULL,
    code varchar(20) NOT NULL UNIQUE,
    FOREIGN KEY (org_id) REFERENCES orgs (id)
  );
  CREATE TABLE tokens (
    id char(36) CHARACTER SET ascii NOT NULL PRIMARY KEY,
    user_id int NOT NULL,
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
  );
  CREATE TABLE members (
    project_id binary(16) NOT NULL,
    user_id int NOT NULL,
    PRIMARY KEY (project_id, user_id),
    FOREIGN KEY (project_id) REFERENCES projects (id),
    FOREIGN KEY (user_id) REFERENCES users (id)
  );
  CREATE TABLE \`invoice \`\`lines\`\` v1.0\` (
    \`Line No\` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    \`org"Id\` bigint unsigned NOT NULL,
    cents int NOT NULL,
    FOREIGN KEY (\`org"Id\`) REFERENCES orgs (id)
  );
  CREATE TABLE visits (
    org_id bigint unsigned NOT NULL,
    page varchar(100) NOT NULL,
    FOREIGN KEY (org_id) REFERENCES orgs (id)
  );`;

/** The table with the name that needs quotes, as results call it and as SQL does. */
export const LINES = '"invoice `lines` v1.0"';
export const QUOTED_LINES = '`invoice ``lines`` v1.0`';

const SHOP_TABLES = {
  orgs: {
    table: 'orgs',
    columns: { id: 'bigint unsigned not null auto_increment', name: 'varchar(100) not null' },
    primaryKey: ['id'],
  },
  users: {
    table: 'users',
    columns: {
      id: 'int not null auto_increment',
      org_id: 'bigint unsigned not null',
      email: 'varchar(255) not null',
      name: 'varchar(100)',
      role: 'varchar(20) not null',
      active: 'boolean not null default 1',
      score: 'double',
      settings: 'json',
      created_at: 'datetime(3) not null',
    },
    primaryKey: ['id'],
    unique: [['email']],
    references: [{ columns: ['org_id'], to: 'orgs', key: ['id'] }],
  },
  projects: {
    table: 'projects',
    columns: {
      id: 'binary(16) not null',
      org_id: 'bigint unsigned not null',
      code: 'varchar(20) not null',
    },
    primaryKey: ['id'],
    unique: [['code']],
    references: [{ columns: ['org_id'], to: 'orgs', key: ['id'] }],
  },
  tokens: {
    table: 'tokens',
    columns: { id: 'char(36) character set ascii not null', user_id: 'int not null' },
    primaryKey: ['id'],
    references: [{ columns: ['user_id'], to: 'users', key: ['id'] }],
  },
  members: {
    table: 'members',
    columns: { project_id: 'binary(16) not null', user_id: 'int not null' },
    primaryKey: ['project_id', 'user_id'],
    references: [
      { columns: ['project_id'], to: 'projects', key: ['id'] },
      { columns: ['user_id'], to: 'users', key: ['id'] },
    ],
  },
  invoice_lines: {
    table: LINES,
    columns: {
      'Line No': 'bigint not null auto_increment',
      'org"Id': 'bigint unsigned not null',
      cents: 'int not null',
    },
    primaryKey: ['Line No'],
    references: [{ columns: ['org"Id'], to: 'orgs', key: ['id'] }],
  },
  visits: {
    table: 'visits',
    columns: { org_id: 'bigint unsigned not null', page: 'varchar(100) not null' },
    references: [{ columns: ['org_id'], to: 'orgs', key: ['id'] }],
  },
} as const;

/** Definitions for it, with one scenario. */
export function shopFactory(scale = 1): LooseFactory {
  const factory = looseFactory(SHOP_TABLES, 'mysql');
  factory.define('orgs', { count: 5 * scale, shape: { name: ({ index }) => `Org ${index}` } });
  factory.define('users', {
    count: 100 * scale,
    shape: {
      org_id: ref('orgs'),
      email: ({ index }) => `user${index}@example.test`,
      name: ({ faker, index }) => (index % 7 === 0 ? null : faker.person.fullName()),
      role: ({ index }) => (index % 3 === 0 ? 'editor' : 'viewer'),
      active: ({ index }) => index % 5 !== 0,
      score: ({ index }) => index / 7,
      settings: ({ index }) => ({
        theme: index % 2 === 0 ? 'dark' : 'light',
        tags: ['a\tb', 'c"d\\'],
      }),
      created_at: ({ index, now }) => new Date(now.getTime() - index * 60_000),
    },
  });
  factory.define('projects', {
    count: 20 * scale,
    shape: {
      id: bytes({ length: 16 }) as never,
      org_id: ref('orgs'),
      code: ({ index }) => `P${index}`,
    },
  });
  factory.define('tokens', { count: 25 * scale, shape: { id: uuid(), user_id: ref('users') } });
  factory.define('members', {
    count: 60 * scale,
    shape: { project_id: ref('projects'), user_id: ref('users') },
  });
  factory.define('invoice_lines', {
    count: 30 * scale,
    shape: { 'org"Id': ref('orgs'), cents: ({ index }) => index * 100 },
  });
  factory.define('visits', {
    count: 40 * scale,
    shape: { org_id: ref('orgs'), page: ({ index }) => `/page/${index % 4}` },
  });
  factory.scenario('large-org', ({ add }) => {
    const org = add('orgs', { name: 'Globex' });
    add('users', 50, { org_id: org });
  });
  return factory;
}
