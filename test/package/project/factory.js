// As a project without TypeScript and without ES modules would write it.
const { createFactory, ref } = require('gen-factories');
const { email } = require('gen-factories/generators');

const factory = createFactory({
  dialect: 'postgres',
  seed: 'jest',
  tables: {
    orgs: {
      table: 'public.orgs',
      columns: { id: 'integer not null serial', name: 'text not null' },
      primaryKey: ['id'],
    },
    users: {
      table: 'public.users',
      columns: {
        id: 'integer not null serial',
        org_id: 'integer not null',
        email: 'varchar(255) not null',
      },
      primaryKey: ['id'],
      unique: [['email']],
      references: [{ columns: ['org_id'], to: 'orgs', key: ['id'] }],
    },
  },
});
factory.define('orgs', { count: 3, shape: { name: ({ faker }) => faker.company.name() } });
factory.define('users', { count: 40, shape: { org_id: ref('orgs'), email: email() } });

module.exports = { factory };
