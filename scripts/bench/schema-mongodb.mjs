/** What generated files state about the tables that everything is timed on, as collections. */
export const MONGODB = {
  dialect: 'mongodb',
  tables: {
    orgs: {
      table: 'orgs',
      columns: {
        _id: 'objectId not null',
        name: 'string(120) not null',
        plan: 'string not null',
        member_count: 'int not null',
        created_at: 'date not null',
      },
      primaryKey: ['_id'],
    },
    users: {
      table: 'users',
      columns: {
        _id: 'objectId not null',
        org_id: 'objectId not null',
        email: 'string(120) not null',
        name: 'string(80) not null',
        display_name: 'string(80)',
        address: 'string',
        role: 'string not null',
        is_active: 'bool not null',
        created_at: 'date not null',
      },
      primaryKey: ['_id'],
      unique: [['email']],
      references: [{ columns: ['org_id'], to: 'orgs', key: ['_id'] }],
    },
  },
};
