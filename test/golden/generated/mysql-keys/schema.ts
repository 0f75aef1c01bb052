// Written by gen-factories 0.0.0 from mysql. Do not edit. checksum 50fe5428
import { createFactory } from 'gen-factories';

export interface Documents {
  id: Uint8Array;
  title: string;
  year: number;
}

export interface LogLines {
  happened_at: Date;
  message: string;
  weight: number | null;
}

export interface OddName {
  order: number;
  select: string;
  'a.b': string;
}

export interface Prices {
  region: 'eu' | 'us' | 'asia';
  day: `${number}-${number}-${number}`;
  sizes: ('s' | 'm' | 'l')[];
  code: string;
  amount: number;
}

export interface Settings {
  user_id: number;
  theme: 'light' | 'dark';
}

export interface Users {
  id: number;
  email: string;
  handle: string;
  badge: string;
  nickname: string | null;
  is_root: boolean | null;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  documents: { row: Documents; references: {} };
  log_lines: { row: LogLines; references: {} };
  'odd `name': { row: OddName; references: {} };
  prices: { row: Prices; references: {} };
  settings: { row: Settings; references: { user_id: 'users' } };
  users: { row: Users; references: {} };
}

export const factory = createFactory<Schema>({
  dialect: 'mysql',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    documents: {
      table: 'documents',
      columns: {
        id: 'binary(16) not null',
        title: 'varchar(100) not null',
        slug: 'varchar(30) generated (lower(left(`title`,30)))',
        year: 'year not null',
      },
      primaryKey: ['id'],
      unique: [{ columns: ['title'], on: 'slug' }, ['title', 'year']],
    },
    log_lines: {
      table: 'log_lines',
      columns: {
        happened_at: 'datetime(3) not null',
        message: 'varchar(200) not null',
        weight: 'double',
      },
    },
    'odd `name': {
      table: 'odd `name',
      columns: {
        order: 'int not null auto_increment',
        select: 'varchar(20) not null',
        'a.b': 'varchar(20) not null',
      },
      primaryKey: ['order'],
      unique: [['select', 'a.b']],
    },
    prices: {
      table: 'prices',
      columns: {
        region: "enum('eu','us','asia') not null",
        day: 'date not null',
        sizes: "set('s','m','l') not null",
        code: 'char(2) not null',
        amount: 'decimal(8,2) not null',
      },
      primaryKey: ['region', 'day', 'code'],
      unique: [['sizes', 'code', 'day']],
    },
    settings: {
      table: 'settings',
      columns: { user_id: 'int not null', theme: "enum('light','dark') not null" },
      primaryKey: ['user_id'],
      references: [{ columns: ['user_id'], to: 'users', key: ['id'], onDelete: 'cascade' }],
    },
    users: {
      table: 'users',
      columns: {
        id: 'int not null auto_increment',
        email: 'varchar(255) not null',
        handle: 'varchar(20) not null',
        badge: 'char(4) binary not null',
        nickname: 'text',
        is_root: 'boolean',
      },
      primaryKey: ['id'],
      unique: [
        ['badge'],
        { columns: ['email'], on: 'email(20)', prefixes: { email: 20 } },
        ['handle'],
        ['is_root'],
        { columns: ['nickname'], on: 'nickname(12)', prefixes: { nickname: 12 } },
      ],
    },
  },
});
