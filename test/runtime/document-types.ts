// What definitions of documents may say, and what the compiler has to refuse: `npm run typecheck` is the test.
import { createFactory } from '../../src/index.ts';
import {
  optional,
  maybe,
  streetAddress,
  city,
  fullName,
  integer,
  ref,
  email,
  listOf,
  record,
  code,
} from '../../generators/catalog.ts';
interface Users {
  _id: string;
  email: string;
  profile: {
    name: string;
    org?: string;
    address?: { street: string; city?: string | null } | null;
  };
  items?: { sku: string; n: number }[];
  age?: number | null;
}
interface Schema {
  users: { row: Users; references: { 'profile.org': 'orgs' } };
  orgs: { row: { _id: string }; references: {} };
}
const factory = createFactory<Schema>({ dialect: 'mongodb', tables: {} });
factory.define('users', {
  shape: {
    email: email('profile.name'),
    profile: {
      name: fullName(),
      org: optional('20%', ref('orgs')),
      address: optional(
        '20%',
        maybe('5%', { street: streetAddress(), city: optional('10%', city()) }),
      ),
    },
    items: optional('10%', listOf(record({ sku: code(), n: integer() }))),
    age: optional('10%', maybe('10%', integer())),
  },
  anonymize: ['profile.name', 'profile.address.street', 'email'],
});
factory.define('users', { shape: { profile: { name: 'Ada' } } });
factory.define('users', {
  shape: { profile: { address: { city: 'x' } } },
  anonymize: { 'profile.address': true },
});
factory.define('users', { shape: { profile: ({ row }) => ({ name: row.email }) } });
// @ts-expect-error no such field
factory.define('users', { shape: { profile: { nam: 'x' } } });
// @ts-expect-error no such path
factory.define('users', { anonymize: ['profile.nam'] });
// @ts-expect-error a number is no text
factory.define('users', { shape: { profile: { address: { street: 5 } } } });
// @ts-expect-error leads to orgs
factory.define('users', { shape: { profile: { org: ref('users') } } });
