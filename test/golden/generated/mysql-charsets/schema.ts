// Written by gen-factories 0.0.0 from mysql. Do not edit. checksum ef6bcd1a
import { createFactory } from 'gen-factories';

export interface People {
  id: number;
  full_name: string;
  display_name: string;
  bio: string;
  address: string | null;
  notes: string | null;
  email: string;
  greeting: string;
}

/** Every table, by the name that definitions use for it. */
export interface Schema {
  people: { row: People; references: {} };
}

export const factory = createFactory<Schema>({
  dialect: 'mysql',
  seed: 'gen-factories',
  now: '2026-01-01T00:00:00.000Z',
  tables: {
    people: {
      table: 'people',
      columns: {
        id: 'int not null auto_increment',
        full_name: 'varchar(60) character set latin1 not null',
        display_name: 'varchar(60) character set utf8mb3 not null',
        bio: 'text character set ascii not null',
        address: 'varchar(200) character set latin2',
        notes: 'tinytext',
        email: 'varchar(120) character set latin1 binary not null',
        greeting: 'varchar(20) not null',
      },
      primaryKey: ['id'],
      unique: [['email']],
      checks: { people_chk_1: "`greeting` in ('Grüß Gott','добро','hi')" },
    },
  },
});
