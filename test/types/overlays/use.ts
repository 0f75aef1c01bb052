// Scenarios, and what is read of a factory.
import { factory } from './generated/index.js';
import type { Projects, Schema, Users } from './generated/index.js';

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function expectTrue<T extends true>(): T | undefined {
  return undefined;
}

const user = factory.row('users', 1);
expectTrue<Equal<typeof user, Users>>();
expectTrue<Equal<typeof user.email, string>>();
expectTrue<Equal<typeof user.display_name, string | null>>();
expectTrue<Equal<typeof user.role, 'viewer' | 'editor' | 'admin' | 'owner'>>();
expectTrue<Equal<typeof user.created_at, Date>>();
expectTrue<Equal<typeof user.org_id, number>>();
expectTrue<Equal<Schema['tasks']['references']['assignee_id'], 'users'>>();
const seeded = factory.with({ scale: 0.1, scenario: 'large-org' });
expectTrue<Equal<ReturnType<typeof seeded.rows<'users'>>, Users[]>>();
const projects: Projects[] = factory.rows('projects', { from: 0, to: 5 });
const day: string | null | undefined = projects[0]?.starts_on;
export const seen: unknown[] = [day, factory.count('users'), factory.edges('users')];

factory.scenario('large-org', ({ add }) => {
  const org = add('orgs', { name: 'Globex' });
  const users = add('users', 9_000, { org_id: org, role: 'viewer', traits: ['gone'] });
  add('tasks', 5, { assignee_id: users, title: ({ index }) => `Task ${index}` });
  // @ts-expect-error an org is no user
  add('tasks', { assignee_id: org });
  // @ts-expect-error no such column
  add('users', { emial: 'x' });
  // @ts-expect-error wrong type
  add('users', 2, { email: 5 });
  // @ts-expect-error no such table
  add('userz');
});

// @ts-expect-error no such table
factory.row('userz', 0);
// @ts-expect-error no such table
factory.ref('userz');
// @ts-expect-error no such column
seen.push(user.emial);
// @ts-expect-error no such table
seeded.row('userz', 0);
// @ts-expect-error a load has its scale already
void seeded.up({ scale: 0.5 });
