import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openIntrospector } from '../../../introspectors/open-introspector.ts';
import { introspectPostgres } from '../../../introspectors/postgres/introspect.ts';
import type { IntrospectOptions } from '../../../introspectors/introspector.ts';
import type { Connection } from '../../../src/connections/connection.ts';
import { openConnection } from '../../../src/connections/open-connection.ts';
import type { SchemaModel } from '../../../src/schema/schema.ts';
import { rejection } from '../../support/errors.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../../support/servers.ts';

const SCHEMA = `
  CREATE SCHEMA auth;
  CREATE SCHEMA hidden;
  CREATE SCHEMA bare;
  CREATE TABLE auth.users (id int PRIMARY KEY);
  CREATE TABLE hidden.secrets (id int PRIMARY KEY);
  CREATE TABLE orders (
    id int PRIMARY KEY,
    user_id int NOT NULL CONSTRAINT orders_user REFERENCES auth.users,
    previous_id int REFERENCES orders
  );
  CREATE TABLE audit (id int PRIMARY KEY, order_id int CONSTRAINT audit_order REFERENCES orders);`;

forEachServer((server) => {
  let database: TestDatabase;
  let role: string;
  beforeAll(async () => {
    database = await createDatabase(server, 'introspect');
    role = `reader_${new URL(database.url).pathname.slice(-12)}`;
    await runSql(
      database.url,
      `${SCHEMA}
       CREATE ROLE ${role} LOGIN;
       GRANT USAGE ON SCHEMA auth TO ${role};
       GRANT SELECT, INSERT ON auth.users, audit, hidden.secrets TO ${role};
       GRANT SELECT ON orders TO ${role};`,
    );
  });
  afterAll(async () => {
    await database.drop();
    await runSql(server.url, `DROP ROLE ${role}`);
  });

  it('reads every schema of the user', async () => {
    const model = await introspect(database.url);
    expect(names(model)).toEqual(['auth.users', 'hidden.secrets', 'public.audit', 'public.orders']);
    expect(model.skipped).toEqual([]);
  });

  it('reads the schemas asked for, and says which references lead out of them', async () => {
    const model = await introspect(database.url, { schemas: ['public'] });
    expect(names(model)).toEqual(['public.audit', 'public.orders']);
    const orders = model.tables.find((table) => table.name === 'orders');
    expect(orders?.columns.map((column) => column.name)).toEqual(['id', 'user_id', 'previous_id']);
    expect(orders?.references.map((reference) => reference.name)).toEqual([
      'orders_previous_id_fkey',
    ]);
    expect(model.skipped).toEqual([
      {
        schema: 'public',
        name: 'orders',
        kind: 'constraint',
        reason:
          'Foreign key "orders_user" (user_id) leads to auth.users, which is none of the tables read.',
        columns: ['user_id'],
      },
    ]);
  });

  it('skips what the user may not insert into', async () => {
    const url = new URL(database.url);
    url.username = role;
    const model = await introspect(url.href);
    expect(names(model)).toEqual(['auth.users', 'public.audit']);
    expect(model.skipped.map(({ schema, name, kind }) => `${schema}.${name} ${kind}`)).toEqual([
      'hidden.secrets not insertable',
      'public.audit constraint',
      'public.orders not insertable',
    ]);
    const error = await rejection(introspect(url.href, { schemas: ['hidden'] }));
    expect(error.code).toBe('SCHEMA_EMPTY');
    expect(error.message).toContain('lacks INSERT on the 1 tables');
  });

  it('refuses a schema that is not there', async () => {
    for (const name of ['nowhere', 'pg_catalog', 'it\'s "\\here']) {
      const error = await rejection(introspect(database.url, { schemas: ['public', name] }));
      expect(error.code).toBe('SCHEMA_NOT_FOUND');
      expect(error.message).toBe(
        `There is no schema "${name}". Choose among "auth", "bare", "hidden", "public".`,
      );
    }
  });

  it('refuses to find nothing', async () => {
    const error = await rejection(introspect(database.url, { schemas: ['bare'] }));
    expect(error.code).toBe('SCHEMA_EMPTY');
    expect(error.message).toContain('No table to write to in "bare"');
  });

  it('leaves the session as it was, after a failure too', async () => {
    const connection = await openConnection(database.url);
    await connection.execute("SET TimeZone = 'Asia/Tokyo'");
    await introspectPostgres(connection);
    await rejection(introspectPostgres(connection, { schemas: ['nowhere'] }));
    expect(
      await connection.query(
        `SELECT current_setting('TimeZone') AS zone, current_setting('search_path') AS path,
                current_setting('transaction_read_only') AS readonly`,
      ),
    ).toEqual([{ zone: 'Asia/Tokyo', path: '"$user", public', readonly: 'off' }]);
    await connection.close();
  });

  it('says so when the connection is lost', async () => {
    const introspector = await openIntrospector(database.url);
    await introspector.close();
    expect((await rejection(introspector.introspect())).code).toBe('CONNECTION_LOST');
  });

  it('says so when the catalogue cannot be read', async () => {
    const connection = await openConnection(database.url);
    await connection.execute("SET statement_timeout = '1ms'");
    await connection.execute('SET lock_timeout = 0');
    const slow: Connection = overridden(connection, (sql) =>
      sql.includes('pg_namespace') ? `SELECT pg_sleep(1)` : sql,
    );
    const error = await rejection(introspectPostgres(slow));
    expect(error.code).toBe('DATABASE_ERROR');
    expect(error.message).toContain('statement timeout');
    expect(error.cause).toMatchObject({ code: '57014' });
    await connection.close();
  });

  it('reads 1,000 tables in seconds', async () => {
    const many = await createDatabase(server, 'many');
    await runSql(many.url, MANY_TABLES);
    const introspector = await openIntrospector(many.url);
    const start = performance.now();
    const model = await introspector.introspect();
    const seconds = (performance.now() - start) / 1000;
    await introspector.close();
    await many.drop();
    expect(model.tables).toHaveLength(1000);
    expect(model.tables[500]).toMatchObject({
      columns: { length: 10 },
      references: { length: 1 },
      checks: { length: 1 },
      uniques: { length: 1 },
    });
    console.log(`1,000 tables on ${server.name}: ${seconds.toFixed(2)} s`);
    expect(seconds).toBeLessThan(5);
  });
});

describe('a server', () => {
  it('that is too old is refused', async () => {
    const old: Connection = {
      server: 'PostgreSQL 13.22',
      major: 13,
      target: { host: 'localhost', port: 5432, database: 'shop', local: true },
      query: () => Promise.reject(new Error('not to be asked')),
      execute: () => Promise.reject(new Error('not to be asked')),
      copyFrom: () => Promise.reject(new Error('not to be asked')),
      close: () => Promise.resolve(),
    };
    const error = await rejection(introspectPostgres(old));
    expect(error.code).toBe('SERVER_UNSUPPORTED');
    expect(error.message).toContain('PostgreSQL 13.22 is older than PostgreSQL 14');
  });

  it('may be PGlite', async () => {
    const connection = await openConnection('pglite://memory');
    for (const statement of SCHEMA.split(';')) await connection.execute(statement);
    const model = await introspectPostgres(connection);
    expect(names(model)).toEqual(['auth.users', 'hidden.secrets', 'public.audit', 'public.orders']);
    expect(model.tables[3]?.primaryKey?.columns).toEqual(['id']);
    await connection.close();
  });
});

const MANY_TABLES = `
  DO $$ BEGIN
    FOR n IN 1..1000 LOOP
      EXECUTE format($sql$
        CREATE TABLE t%s (
          id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          parent_id int REFERENCES t%s,
          code varchar(20) NOT NULL UNIQUE,
          amount numeric(10, 2) CHECK (amount >= 0),
          at timestamptz DEFAULT now(),
          a text, b text[], c jsonb, d date, e boolean)
      $sql$, n, greatest(n - 1, 1));
    END LOOP;
  END $$`;

function names(model: SchemaModel): string[] {
  return model.tables.map(({ schema, name }) => `${schema}.${name}`);
}

async function introspect(url: string, options?: IntrospectOptions): Promise<SchemaModel> {
  const introspector = await openIntrospector(url);
  try {
    return await introspector.introspect(options);
  } finally {
    await introspector.close();
  }
}

/** A connection whose queries are changed on their way. */
function overridden(connection: Connection, change: (sql: string) => string): Connection {
  return {
    server: connection.server,
    major: connection.major,
    target: connection.target,
    query: (sql, parameters) => connection.query(change(sql), parameters),
    execute: (sql, parameters) => connection.execute(change(sql), parameters),
    copyFrom: (sql, chunks) => connection.copyFrom(sql, chunks),
    close: () => connection.close(),
  };
}
