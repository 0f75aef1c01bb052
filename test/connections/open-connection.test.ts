import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../../src/engines/open-engine.ts';
import { openConnection } from '../../src/connections/open-connection.ts';
import { rejection } from '../support/errors.ts';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../support/servers.ts';

describe('a URL', () => {
  it.each([
    ['', 'no scheme'],
    ['localhost/shop', 'no scheme'],
    ['oracle://localhost/shop', '"oracle"'],
    ['mysql://localhost/shop', 'no URL of a PostgreSQL'],
    ['pglite://', 'names no directory'],
    ['postgres://app:hun#ter2@db/shop', 'cannot be read'],
    ['postgres://app:hunter2@db:port/shop', 'cannot be read'],
    ['postgres://app:hunter2@db/shop?sslrootcert=/no/such.pem', '/no/such.pem'],
  ])('that is not right is refused: %s', async (url, words) => {
    const error = await rejection(openConnection(url));
    expect(error.code).toBe('URL_INVALID');
    expect(error.message).toContain(words);
    expect(`${error.message}${error.stack}`).not.toMatch(/hunter2|ter2/);
    expect(error.cause).toBeUndefined();
  });
});

describe('a server', () => {
  it('that is not there', async () => {
    const error = await rejection(openConnection('postgres://app:hunter2@127.0.0.1:1/shop'));
    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(error.message).toBe(
      'Nothing listens at 127.0.0.1:1 (postgres://app:***@127.0.0.1:1/shop). ' +
        'Start the server, or correct host and port in the URL.',
    );
  });

  it('whose name is not known', async () => {
    const error = await rejection(openConnection('postgres://app@no-such-host.invalid/shop'));
    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(error.message).toContain('"no-such-host.invalid" is not known');
  });

  it('that is the rest of a password, which is not escaped', async () => {
    for (const url of [
      'postgres://app:p@ss/w@127.0.0.1:1/shop',
      'mysql://app:p@ss/w@127.0.0.1:1/shop',
    ]) {
      const error = await rejection(openEngine(url));
      expect(error.code).toBe('CONNECTION_REFUSED');
      expect(error.message).toContain('`@` is %40, `/` is %2F');
      expect(error.message).not.toMatch(/p@ss|"ss"|ss\/w/);
    }
  });

  it('that does not answer', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const url = `postgres://app@127.0.0.1:${port}/shop?connect_timeout=1`;
    const error = await rejection(openConnection(url));
    silent.close();
    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(error.message).toContain('did not answer within 1 s');
  });
});

forEachServer((server) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase(server, 'connections');
    await runSql(
      database.url,
      `CREATE TABLE line (n int PRIMARY KEY, t text);
       CREATE ROLE "reader_${new URL(database.url).pathname.slice(-12)}" LOGIN PASSWORD 'hunter2'`,
    );
  });
  afterAll(async () => {
    await database.drop();
    await runSql(server.url, `DROP ROLE "reader_${new URL(database.url).pathname.slice(-12)}"`);
  });

  it('says what it is connected to', async () => {
    const connection = await openConnection(database.url);
    expect(connection.server).toBe(server.name);
    expect(connection.major).toBe(server.major);
    expect(connection.target).toEqual({
      host: '127.0.0.1',
      port: Number(new URL(server.url).port),
      database: new URL(database.url).pathname.slice(1),
      local: true,
    });
    await connection.close();
    await connection.close();
  });

  it('reads values without loss', async () => {
    const connection = await openConnection(database.url);
    const rows = await connection.query(LOSSLESS_QUERY, [true]);
    expect(rows).toEqual([LOSSLESS_ROW]);
    await connection.close();
  });

  it('counts the rows that a statement touches', async () => {
    const connection = await openConnection(database.url);
    expect(await connection.execute("INSERT INTO line VALUES (-1, 'a'), (-2, 'b')")).toBe(2);
    expect(await connection.execute('DELETE FROM line WHERE n < $1', [0])).toBe(2);
    expect(await connection.execute('BEGIN')).toBe(0);
    await connection.close();
  });

  it('passes on what the server says about a statement', async () => {
    const connection = await openConnection(database.url);
    await expect(connection.query('SELECT * FROM nowhere')).rejects.toMatchObject({
      code: '42P01',
    });
    expect(await connection.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await connection.close();
  });

  it('streams rows', async () => {
    const connection = await openConnection(database.url);
    expect(await connection.copyFrom('COPY line FROM STDIN', lines(0, 50_000))).toBe(50_000);
    expect(await connection.query('SELECT count(*)::int, max(n) FROM line')).toEqual([
      { count: 50_000, max: 49_999 },
    ]);
    expect(await connection.copyFrom('COPY line FROM STDIN', [])).toBe(0);
    await connection.execute('TRUNCATE line');
    await connection.close();
  });

  it('asks for chunks only as fast as the server takes them', async () => {
    const holder = await openConnection(database.url);
    await holder.execute('BEGIN');
    await holder.execute('LOCK TABLE line IN ACCESS EXCLUSIVE MODE');
    const connection = await openConnection(database.url);
    let asked = 0;
    const chunk = Buffer.alloc(64 * 1024, '0\n');
    const copying = connection
      .copyFrom(
        'COPY line (n) FROM STDIN',
        forever(() => ((asked += 1), chunk)),
      )
      .catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(asked).toBeLessThan(100);
    await holder.close();
    expect(await copying).toMatchObject({ code: '23505' });
    await connection.close();
  });

  it('ends a COPY on a row the server refuses, and can go on', async () => {
    const connection = await openConnection(database.url);
    const copying = connection.copyFrom('COPY line FROM STDIN', [
      Buffer.from('1\ta\n'),
      Buffer.from('1\tb\n'),
    ]);
    await expect(copying).rejects.toMatchObject({ code: '23505', constraint: 'line_pkey' });
    expect(await connection.query('SELECT count(*)::int FROM line')).toEqual([{ count: 0 }]);
    await connection.close();
  });

  it('ends a COPY whose rows fail to be made, and can go on', async () => {
    const connection = await openConnection(database.url);
    const copying = connection.copyFrom('COPY line FROM STDIN', failing());
    await expect(copying).rejects.toThrow('no more rows');
    expect(await connection.query('SELECT count(*)::int FROM line')).toEqual([{ count: 0 }]);
    await connection.close();
  });

  it('survives being cut while idle', async () => {
    const connection = await openConnection(database.url);
    await cut(connection, database.url);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const error = await rejection(connection.query('SELECT 1'));
    expect(error.code).toBe('CONNECTION_LOST');
    expect(error.message).toContain(server.name);
    await connection.close();
  });

  it('reports being cut in a query', async () => {
    const connection = await openConnection(database.url);
    const [row] = await connection.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const sleeping = rejection(connection.query('SELECT pg_sleep(20)'));
    await runSql(database.url, `SELECT pg_terminate_backend(${row?.pid})`);
    expect((await sleeping).code).toBe('CONNECTION_LOST');
    await connection.close();
  });

  it('reports being cut in a COPY', async () => {
    const connection = await openConnection(database.url);
    const [row] = await connection.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const copying = rejection(connection.copyFrom('COPY line FROM STDIN', slowly()));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await runSql(database.url, `SELECT pg_terminate_backend(${row?.pid})`);
    expect((await copying).code).toBe('CONNECTION_LOST');
    await connection.close();
  });

  it('says that a closed connection is closed', async () => {
    const connection = await openConnection(database.url);
    await connection.close();
    expect((await rejection(connection.query('SELECT 1'))).code).toBe('CONNECTION_LOST');
  });

  it('says that a database is not there', async () => {
    const url = new URL(server.url);
    url.pathname = '/no_such_database';
    const error = await rejection(openConnection(url.href));
    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(error.message).toContain('has no database "no_such_database"');
    expect(error.cause).toMatchObject({ code: '3D000' });
  });

  it('says that a user may not log in', async () => {
    const url = new URL(server.url);
    url.username = 'nobody_here';
    url.password = 'hunter2';
    const error = await rejection(openConnection(url.href));
    expect(error.code).toBe('LOGIN_REFUSED');
    expect(error.message).toContain('"nobody_here"');
    expect(error.message).not.toContain('hunter2');
  });

  it('does not go on without SSL where the URL asks for it', async () => {
    const url = new URL(server.url);
    url.searchParams.set('sslmode', 'verify-full');
    const error = await rejection(openConnection(url.href));
    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(error.message).toContain('does not support SSL');
  });
});

const LOSSLESS_QUERY = `
  SELECT $1::bool AS bool, 1::int2 AS small, 2::int4 AS int, 4::oid AS oid, 0.5::float8 AS float,
         '\\x01ff'::bytea AS bytes, array['a', 'b"c', NULL] AS texts, array[1, 2] AS ints,
         9007199254740993::int8 AS big, 1.10::numeric AS decimal, '2020-02-29'::date AS date,
         'infinity'::timestamptz AS instant, '{"a": 1.10}'::json AS json, '{"a":1.10}'::jsonb AS jsonb,
         array[1]::int8[] AS bigs, array['2020-02-29']::date[] AS dates, NULL::int AS nothing`;

const LOSSLESS_ROW = {
  bool: true,
  small: 1,
  int: 2,
  oid: 4,
  float: 0.5,
  bytes: Buffer.from([1, 255]),
  texts: ['a', 'b"c', null],
  ints: [1, 2],
  big: '9007199254740993',
  decimal: '1.10',
  date: '2020-02-29',
  instant: 'infinity',
  json: '{"a": 1.10}',
  jsonb: '{"a": 1.10}',
  bigs: '{1}',
  dates: '{2020-02-29}',
  nothing: null,
};

describe('PGlite', () => {
  it('does what a server does', async () => {
    const connection = await openConnection('pglite://memory');
    expect(connection.server).toMatch(/^PostgreSQL \d+\.\d+ \(PGlite\)$/);
    expect(connection.major).toBeGreaterThanOrEqual(17);
    expect(connection.target).toEqual({
      host: 'pglite',
      port: null,
      database: 'memory',
      local: true,
    });
    const [row] = await connection.query(LOSSLESS_QUERY, [true]);
    expect(row).toEqual({ ...LOSSLESS_ROW, bytes: new Uint8Array([1, 255]) });

    await connection.execute('CREATE TABLE line (n int PRIMARY KEY, "from stdin" text)');
    const copy = 'COPY line (n, "from stdin") FROM STDIN';
    expect(await connection.copyFrom(copy, lines(0, 1000))).toBe(1000);
    expect(await connection.execute('DELETE FROM line WHERE n >= $1', [10])).toBe(990);
    await expect(connection.copyFrom(copy, lines(0, 1))).rejects.toMatchObject({ code: '23505' });
    await expect(connection.copyFrom(copy, failing())).rejects.toThrow('no more rows');

    await connection.close();
    await connection.close();
    expect((await rejection(connection.query('SELECT 1'))).code).toBe('CONNECTION_LOST');
  });

  it('says why a directory cannot be opened', async () => {
    const error = await rejection(openConnection('pglite:///dev/null/data'));
    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(error.where).toBe('pglite:///dev/null/data');
  });
});

function* lines(from: number, to: number): Generator<Uint8Array> {
  for (let n = from; n < to; n++) yield Buffer.from(`${n}\tline ${n}\n`);
}

function* failing(): Generator<Uint8Array> {
  yield Buffer.from('1\ta\n');
  throw new Error('no more rows');
}

function* forever(next: () => Uint8Array): Generator<Uint8Array> {
  for (;;) yield next();
}

async function* slowly(): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < 200; n++) {
    yield Buffer.from(`${n}\tline ${n}\n`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function cut(
  connection: Awaited<ReturnType<typeof openConnection>>,
  url: string,
): Promise<void> {
  const [row] = await connection.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await runSql(url, `SELECT pg_terminate_backend(${row?.pid})`);
}
