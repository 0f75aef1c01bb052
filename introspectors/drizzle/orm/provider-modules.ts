import { Func, Struct, type Value } from '../evaluate/value.ts';
import { constraintFunctions } from './constraints.ts';
import { postgresColumns } from './postgres-columns.ts';
import { sqlOf } from './sql-text.ts';
import { nothing, TableFunction } from './table-functions.ts';

/** Nothing here is a line of the user's. */
const place = { file: 'drizzle-orm', line: 1 };

/** A table that a provider makes: what of its columns others refer to. */
function provided(schema: string, name: string, key: keyof typeof postgresColumns): Value {
  const column = postgresColumns[key]?.run({ args: [], place });
  const columns = new Struct([['id', column]]);
  return new TableFunction({ dialect: 'postgres', schema }).run({ args: [name, columns], place });
}

const { pgPolicy } = constraintFunctions('postgres');

/** Roles, policies and tables that drizzle knows of Supabase's and of Neon's databases. */
export const providerModules: Readonly<Record<string, Readonly<Record<string, Value>>>> = {
  'drizzle-orm/supabase': {
    anonRole: nothing,
    authenticatedRole: nothing,
    serviceRole: nothing,
    postgresRole: nothing,
    supabaseAuthAdminRole: nothing,
    authUid: sqlOf('(select auth.uid())'),
    realtimeTopic: sqlOf('realtime.topic()'),
    authUsers: provided('auth', 'users', 'uuid'),
    realtimeMessages: provided('realtime', 'messages', 'bigserial'),
  },
  'drizzle-orm/neon': {
    authenticatedRole: nothing,
    anonymousRole: nothing,
    authUid: new Func('"authUid"', () => sqlOf('(select auth.user_id())')),
    crudPolicy: new Func('"crudPolicy"', (call) => [
      pgPolicy?.run({ args: ['crud'], place: call.place }),
    ]),
    usersSync: provided('neon_auth', 'users_sync', 'text'),
  },
};
