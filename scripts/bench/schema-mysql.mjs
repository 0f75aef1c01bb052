/** The tables that everything is timed on, as MySQL and MariaDB have them: see schema.mjs. */
export const MYSQL_DDL = [
  `CREATE TABLE orgs (
     id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
     name varchar(120) NOT NULL,
     plan varchar(20) NOT NULL,
     member_count int NOT NULL,
     created_at datetime(3) NOT NULL
   )`,
  `CREATE TABLE users (
     id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
     org_id bigint NOT NULL,
     email varchar(120) NOT NULL UNIQUE,
     name varchar(80) NOT NULL,
     display_name varchar(80),
     address text,
     role varchar(20) NOT NULL,
     is_active tinyint(1) NOT NULL,
     created_at datetime(3) NOT NULL,
     FOREIGN KEY (org_id) REFERENCES orgs (id)
   )`,
];

/** What generated files state about them. */
export const MYSQL = {
  dialect: 'mysql',
  tables: {
    orgs: {
      table: 'orgs',
      columns: {
        id: 'bigint not null auto_increment',
        name: 'varchar(120) not null',
        plan: 'varchar(20) not null',
        member_count: 'int not null',
        created_at: 'datetime(3) not null',
      },
      primaryKey: ['id'],
    },
    users: {
      table: 'users',
      columns: {
        id: 'bigint not null auto_increment',
        org_id: 'bigint not null',
        email: 'varchar(120) not null',
        name: 'varchar(80) not null',
        display_name: 'varchar(80)',
        address: 'text',
        role: 'varchar(20) not null',
        is_active: 'boolean not null',
        created_at: 'datetime(3) not null',
      },
      primaryKey: ['id'],
      unique: [['email']],
      references: [{ columns: ['org_id'], to: 'orgs', key: ['id'] }],
    },
  },
};
