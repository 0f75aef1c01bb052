// What a person may write over the demo's definitions, and what the compiler has to refuse.
import {
  after,
  between,
  countOf,
  duration,
  edge,
  fullName,
  given,
  listOf,
  maybe,
  oneOf,
  position,
  recent,
  ref,
  weighted,
} from 'gen-factories/generators';
import { factory } from './generated/index.js';

factory.define('users', {
  count: 20_000,
  shape: {
    role: weighted({ viewer: 0.9, admin: 0.1 }),
    display_name: maybe(0.5, edge(fullName(), { emoji: '5%' })),
    phone: null,
    org_id: ref('orgs'),
    updated_at: ({ row, now }) => (row.created_at < now ? now : row.created_at),
    is_active: ({ index }) => index % 2 === 0,
  },
  traits: { downgraded: { role: 'viewer' }, gone: { is_active: false, phone: null } },
  anonymize: ['email'],
});
factory.define('users', { anonymize: { email: false, phone: true } });
factory.define('projects', {
  shape: { starts_on: recent(), ends_on: maybe('5%', after('starts_on')) },
});
factory.define('users', {
  shape: {
    created_at: recent({ within: '2y' }),
    last_login_at: given('is_active', { true: edge(recent(), { leapDay: '1%' }) }, null),
    updated_at: between({ from: '2025-01-01' }),
  },
});
factory.define('tasks', { shape: { title: recent(), estimate_hours: duration({ unit: 'h' }) } });
factory.define('tasks', { shape: { labels: listOf(recent(), { max: 2 }) } });
factory.define('projects', { shape: { starts_on: '2026-01-31', ends_on: () => new Date() } });
factory.define('tasks', {
  shape: { priority: oneOf([1, 2]), labels: ['a', 'b'], assignee_id: maybe('50%', ref('users')) },
});
factory.define('orgs', {
  shape: ({ faker, index }) => ({ name: `${faker.company.name()} ${index}`, plan: 'free' }),
});
factory.define('tasks', { shape: () => ({ labels: ['a', 'b'], status: 'todo', priority: 3 }) });
factory.define('orgs', { shape: { member_count: countOf('users', 'org_id') } });
factory.define('invoice_lines', { shape: { line_no: position('invoice_id', { from: 0 }) } });
factory.define('teams', { shape: ({ ref }) => ({ org_id: ref('orgs') }) });
factory.define('comments', { shape: { body: ({ parent }) => parent('task_id')?.title ?? 'none' } });

// @ts-expect-error no such table
factory.define('userz', {});
// @ts-expect-error no such column
factory.define('users', { shape: { emial: 'x' } });
// @ts-expect-error a number is no text
factory.define('users', { shape: { email: 5 } });
// @ts-expect-error a text is no number
factory.define('tasks', { shape: { priority: 'high' } });
// @ts-expect-error a text is no boolean
factory.define('users', { shape: { is_active: 'yes' } });
// @ts-expect-error numbers are no texts
factory.define('tasks', { shape: { title: oneOf([1, 2]) } });
// @ts-expect-error org_id leads to orgs
factory.define('users', { shape: { org_id: ref('projects') } });
// @ts-expect-error org_id leads to orgs, also where it may be NULL
factory.define('tasks', { shape: { assignee_id: maybe('50%', ref('orgs')) } });
// @ts-expect-error the enum has no such label
factory.define('users', { shape: { role: 'root' } });
// @ts-expect-error the enum has no such label
factory.define('users', { shape: { role: weighted({ viewer: 0.5, root: 0.5 }) } });
// @ts-expect-error a row function returns a column too many
factory.define('orgs', { shape: () => ({ name: 'Globex', colour: 'red' }) });
// @ts-expect-error a row function returns a wrong type
factory.define('orgs', { shape: () => ({ name: 5 }) });
// @ts-expect-error a row function returns a wrong label
factory.define('orgs', { shape: () => ({ plan: 'gold' as const }) });
// @ts-expect-error an instant is no boolean
factory.define('users', { shape: { is_active: recent() } });
// @ts-expect-error an instant is none of the enum's labels
factory.define('users', { shape: { role: edge(recent(), { leapDay: '1%' }) } });
// @ts-expect-error a length of time is no instant
factory.define('users', { shape: { created_at: duration() } });
// @ts-expect-error a trait's column that is not there
factory.define('users', { traits: { loud: { voice: 'loud' } } });
// @ts-expect-error a trait's wrong type
factory.define('users', { traits: { loud: { email: 5 } } });
// @ts-expect-error anonymises a column that is not there
factory.define('users', { anonymize: ['emial'] });
// @ts-expect-error takes a column off the list that is not there
factory.define('users', { anonymize: { emial: false } });
// @ts-expect-error a column is on the list or off it
factory.define('users', { anonymize: { email: 'no' } });
// @ts-expect-error no such table to count
factory.define('orgs', { shape: { member_count: countOf('userz', 'org_id') } });
// @ts-expect-error no such reference to count by
factory.define('orgs', { shape: { member_count: countOf('users', 'organisation_id') } });
// @ts-expect-error no such reference to be numbered by
factory.define('invoice_lines', { shape: { line_no: position('invoice') } });
// @ts-expect-error text does not count children
factory.define('orgs', { shape: { name: countOf('users', 'org_id') } });
// @ts-expect-error the database computes the column
factory.define('tasks', { shape: { title_length: 5 } });
// @ts-expect-error the row has no such column
factory.define('users', { shape: { email: ({ row }) => row.emial } });
// @ts-expect-error no such reference column
factory.define('comments', { shape: { body: ({ parent }) => parent('tasks_id')?.title ?? '' } });
