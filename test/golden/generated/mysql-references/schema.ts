// Written by gen-factories 0.0.0 from mysql. Do not edit. checksum 771aa926
import { createFactory } from 'gen-factories';

export interface AuditLog {
  id: number;
  what: string;
  user_id: number;
}

export interface Clerks {
  id: number;
  shop_id: number;
  name: string;
}

export interface Orgs {
  id: number;
  name: string;
  owner_id: number | null;
  member_count: number;
}

export interface Pages {
  id: number;
  parent_id: number;
  title: string;
}

export interface Shelves {
  id: number;
  country: string;
  warehouse: number;
  label: string;
}

export interface Shops {
  id: number;
  head_id: number;
}

export interface UserShops {
  user_id: number;
  shop_id: number;
  since: `${number}-${number}-${number}`;
}

export interface Users {
  id: number;
  org_id: number;
  manager_id: number | null;
  email: string;
}

export interface Visits {
  user_id: number;
  visited_at: Date;
}

export interface Warehouses {
  country: string;
  number: number;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  audit_log: { row: AuditLog; references: { user_id: 'users' } };
  clerks: { row: Clerks; references: { shop_id: 'shops' } };
  orgs: { row: Orgs; references: { owner_id: 'users' } };
  pages: { row: Pages; references: { parent_id: 'pages' } };
  shelves: { row: Shelves; references: { country: 'warehouses'; warehouse: 'warehouses' } };
  shops: { row: Shops; references: { head_id: 'clerks' } };
  user_shops: { row: UserShops; references: { user_id: 'users'; shop_id: 'shops' } };
  users: { row: Users; references: { org_id: 'orgs'; manager_id: 'users' } };
  visits: { row: Visits; references: { user_id: 'users' } };
  warehouses: { row: Warehouses; references: {} };
}

export const factory = createFactory<Schema>({
  dialect: 'mysql',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    audit_log: {
      table: 'audit_log',
      columns: {
        id: 'bigint not null auto_increment',
        what: 'varchar(40) not null',
        user_id: 'int not null',
      },
      primaryKey: ['id'],
    },
    clerks: {
      table: 'clerks',
      columns: {
        id: 'int not null auto_increment',
        shop_id: 'int not null',
        name: 'varchar(60) not null',
      },
      primaryKey: ['id'],
      references: [{ columns: ['shop_id'], to: 'shops', key: ['id'], unchecked: true }],
    },
    orgs: {
      table: 'orgs',
      columns: {
        id: 'int not null auto_increment',
        name: 'varchar(80) not null',
        owner_id: 'int',
        member_count: 'int not null default 0',
      },
      primaryKey: ['id'],
      references: [{ columns: ['owner_id'], to: 'users', key: ['id'], onDelete: 'set null' }],
    },
    pages: {
      table: 'pages',
      columns: {
        id: 'int not null auto_increment',
        parent_id: 'int not null',
        title: 'varchar(60) not null',
      },
      primaryKey: ['id'],
      references: [{ columns: ['parent_id'], to: 'pages', key: ['id'] }],
    },
    shelves: {
      table: 'shelves',
      columns: {
        id: 'int not null auto_increment',
        country: 'char(2) not null',
        warehouse: 'smallint unsigned not null',
        label: 'varchar(10) not null',
      },
      primaryKey: ['id'],
      unique: [['country', 'warehouse', 'label']],
      references: [
        { columns: ['country', 'warehouse'], to: 'warehouses', key: ['country', 'number'] },
      ],
    },
    shops: {
      table: 'shops',
      columns: { id: 'int not null auto_increment', head_id: 'int not null' },
      primaryKey: ['id'],
      references: [{ columns: ['head_id'], to: 'clerks', key: ['id'], unchecked: true }],
    },
    user_shops: {
      table: 'user_shops',
      columns: { user_id: 'int not null', shop_id: 'int not null', since: 'date not null' },
      primaryKey: ['user_id', 'shop_id'],
      references: [
        { columns: ['user_id'], to: 'users', key: ['id'], onDelete: 'cascade' },
        { columns: ['shop_id'], to: 'shops', key: ['id'], onDelete: 'cascade' },
      ],
    },
    users: {
      table: 'users',
      columns: {
        id: 'int not null auto_increment',
        org_id: 'int not null',
        manager_id: 'int',
        email: 'varchar(120) not null',
      },
      primaryKey: ['id'],
      unique: [['email']],
      references: [
        { columns: ['org_id'], to: 'orgs', key: ['id'], onDelete: 'cascade' },
        { columns: ['manager_id'], to: 'users', key: ['id'], onDelete: 'set null' },
      ],
      notes: { 'trigger users_audit': 'after insert for each row: users_audit' },
    },
    visits: {
      table: 'visits',
      columns: { user_id: 'int not null', visited_at: 'datetime not null' },
      references: [{ columns: ['user_id'], to: 'users', key: ['id'] }],
    },
    warehouses: {
      table: 'warehouses',
      columns: { country: 'char(2) not null', number: 'smallint unsigned not null' },
      primaryKey: ['country', 'number'],
    },
  },
});
