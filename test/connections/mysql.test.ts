import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMysql } from '../../src/connections/mysql.ts';
import { STREAMED_FILE, type MysqlConnection } from '../../src/connections/mysql-connection.ts';
import { rejection } from '../support/errors.ts';
import { createDatabase, forEachMysql, runMysql, type TestDatabase } from '../support/servers.ts';

describe('a server', () => {
  it('that is not there', async () => {
    const error = await rejection(openMysql('mysql://app:hunter2@127.0.0.1:1/shop'));
    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(error.message).toBe(
      'Nothing listens at 127.0.0.1:1 (mysql://app:***@127.0.0.1:1/shop). ' +
        'Start the server, or correct host and port in the URL.',
    );
    expect(inspect(error)).not.toContain('hunter2');
  });

  it('whose name is not known', async () => {
    const error = await rejection(openMysql('mysql://app@no-such-host.invalid/shop'));
    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(error.message).toContain('"no-such-host.invalid" is not known');
  });

  it('whose socket is not there', async () => {
    const error = await rejection(openMysql('mysql://app@localhost/shop?socket=/no/such.sock'));
    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(error.message).toContain('Nothing listens at /no/such.sock');
  });

  it('that does not answer', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const url = `mysql://app@127.0.0.1:${port}/shop?connect_timeout=1`;
    const error = await rejection(openMysql(url));
    silent.close();
    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(error.message).toContain('did not answer within 1 s');
  });

  it('that is none of MySQL’s', async () => {
    const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const error = await rejection(openMysql(`mysql://app:hunter2@127.0.0.1:${port}/shop`));
    other.close();
    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(inspect(error)).not.toContain('hunter2');
  });
});

forEachMysql((server) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase(server, 'connections');
    await runMysql(
      database.url,
      'CREATE TABLE rows_ (id int PRIMARY KEY, name varchar(10), at timestamp(6) NULL, doc json)',
    );
  });
  afterAll(() => database.drop());

  async function withConnection<T>(use: (connection: MysqlConnection) => Promise<T>): Promise<T> {
    const connection = await openMysql(database.url);
    try {
      return await use(connection);
    } finally {
      await connection.close();
    }
  }

  it('says what it is connected to', () =>
    withConnection(async ({ server: name, flavour, version, target }) => {
      expect(name).toBe(server.name);
      expect(flavour).toBe(server.kind);
      expect(version[0]).toBe(server.major);
      expect(target).toMatchObject({ host: '127.0.0.1', local: true });
    }));

  it('reads values without loss', () =>
    withConnection(async (connection) => {
      await connection.execute(`SET time_zone = '+05:45'`);
      const [row] = await connection.query(
        `SELECT 18446744073709551615 AS large, 0.10 AS tenth, CAST('2024-02-29 23:59:59.123456' AS DATETIME(6)) AS at,
                DATE '2024-02-29' AS day, NULL AS nothing, '👩‍👩‍👧' AS text, x'00ff' AS bytes`,
      );
      expect(row).toEqual({
        large: '18446744073709551615',
        tenth: '0.10',
        at: '2024-02-29 23:59:59.123456',
        day: '2024-02-29',
        nothing: null,
        text: '👩‍👩‍👧',
        bytes: Buffer.from([0, 255]),
      });
    }));

  it('counts the rows that a statement touches, and what it has to remark on', () =>
    withConnection(async (connection) => {
      const { affectedRows } = await connection.execute(
        'INSERT INTO rows_ (id, name) VALUES (?, ?), (?, ?)',
        [901, "it's\\", 902, null],
      );
      expect(affectedRows).toBe(2);
      expect(await connection.query('SELECT name FROM rows_ WHERE id = 901')).toEqual([
        { name: "it's\\" },
      ]);
      await connection.execute(`SET sql_mode = ''`);
      expect(
        await connection.execute(`UPDATE rows_ SET name = REPEAT('x', 20) WHERE id = 902`),
      ).toEqual({ affectedRows: 1, warnings: 1 });
    }));

  it('passes on what the server says about a statement, but not the statement', () =>
    withConnection(async (connection) => {
      const error: unknown = await connection
        .query(`SELECT 'hidden' FROM nowhere`)
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ errno: 1146, sqlState: '42S02' });
      expect(inspect(error)).not.toContain('hidden');
    }));

  const LOAD = `LOAD DATA LOCAL INFILE '${STREAMED_FILE}' INTO TABLE rows_ (id, name)`;

  describe('rows as a stream', () => {
    it('arrive, in packets small enough for any server', () =>
      withConnection(async (connection) => {
        const text = Array.from({ length: 20_000 }, (_, id) => `${1000 + id}\tname\n`).join('');
        expect(await connection.loadData(LOAD, [Buffer.from(text)])).toEqual({
          affectedRows: 20_000,
          warnings: 0,
        });
        expect(await connection.loadData(LOAD, [new Uint8Array(Buffer.from('500\tx\n'))])).toEqual({
          affectedRows: 1,
          warnings: 0,
        });
        expect(await connection.loadData(LOAD, [])).toEqual({ affectedRows: 0, warnings: 0 });
        await connection.execute('DELETE FROM rows_');
      }));

    it('are asked for only as fast as the server takes them', () =>
      withConnection(async (connection) => {
        const line = Buffer.from(`\t${'y'.repeat(60_000)}\n`);
        function* chunks(): Generator<Uint8Array> {
          for (let id = 0; id < 3000; id++) yield Buffer.concat([Buffer.from(String(id)), line]);
        }
        const before = process.memoryUsage().rss;
        const sql = LOAD.replace('name', '@unused');
        expect((await connection.loadData(sql, chunks())).affectedRows).toBe(3000);
        // Of 180 MB in all.
        expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
        await connection.execute('DELETE FROM rows_');
      }));

    it('that fail to be made end the statement, and the connection can go on', () =>
      withConnection(async (connection) => {
        function* chunks(): Generator<Uint8Array> {
          yield Buffer.from('1\tone\n');
          throw new RangeError('no more');
        }
        await connection.execute('START TRANSACTION');
        await expect(connection.loadData(LOAD, chunks())).rejects.toThrow('no more');
        await connection.execute('ROLLBACK');
        expect(await connection.query('SELECT COUNT(*) AS found FROM rows_')).toEqual([
          { found: 0 },
        ]);
      }));

    it('never come from a file that the server asks for', () =>
      withConnection(async (connection) => {
        const asking = `LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE rows_ (name)`;
        await expect(connection.loadData(asking, [Buffer.from('1\tone\n')])).rejects.toThrow(
          'The server asked for the file "/etc/passwd"',
        );
        await expect(connection.execute(asking)).rejects.toThrow();
        expect(await connection.query('SELECT COUNT(*) AS found FROM rows_')).toEqual([
          { found: 0 },
        ]);
      }));
  });

  describe('a connection that is cut', () => {
    async function kill(connection: MysqlConnection): Promise<void> {
      const [row] = await connection.query<{ id: number }>('SELECT CONNECTION_ID() AS id');
      await runMysql(database.url, `KILL ${row!.id}`);
    }

    it('while idle does not end the process', () =>
      withConnection(async (connection) => {
        await kill(connection);
        await new Promise((resolve) => setTimeout(resolve, 100));
        const error = await rejection(connection.query('SELECT 1'));
        expect(error.code).toBe('CONNECTION_LOST');
        expect(error.message).toContain(`The connection to ${server.name} was lost`);
        expect((await rejection(connection.query('SELECT 1'))).code).toBe('CONNECTION_LOST');
      }));

    it('in a query says so, then and ever after', () =>
      withConnection(async (connection) => {
        const [row] = await connection.query<{ id: number }>('SELECT CONNECTION_ID() AS id');
        const waiting = rejection(connection.query('SELECT SLEEP(20)'));
        await runMysql(database.url, `KILL ${row!.id}`);
        expect((await waiting).code).toBe('CONNECTION_LOST');
        expect((await rejection(connection.execute('ROLLBACK'))).code).toBe('CONNECTION_LOST');
      }));

    it('in a stream of rows', () =>
      withConnection(async (connection) => {
        const [row] = await connection.query<{ id: number }>('SELECT CONNECTION_ID() AS id');
        async function* chunks(): AsyncGenerator<Uint8Array> {
          for (let id = 0; ; id++) {
            if (id === 10) await runMysql(database.url, `KILL ${row!.id}`);
            yield Buffer.from(`${id}\tname\n`);
          }
        }
        expect((await rejection(connection.loadData(LOAD, chunks()))).code).toBe('CONNECTION_LOST');
      }));

    it('by its owner', async () => {
      const connection = await openMysql(database.url);
      await connection.close();
      await connection.close();
      expect((await rejection(connection.query('SELECT 1'))).code).toBe('CONNECTION_LOST');
    });
  });

  describe('is refused', () => {
    it('where the database is not there', async () => {
      const url = new URL(database.url);
      url.pathname = '/no_such_database';
      const error = await rejection(openMysql(url.href));
      expect(error.code).toBe('CONNECTION_REFUSED');
      expect(error.message).toContain('has no database "no_such_database"');
    });

    it('where the user may not log in', async () => {
      const url = new URL(database.url);
      url.username = 'nobody';
      url.password = 'hunter2';
      const error = await rejection(openMysql(url.href));
      expect(error.code).toBe('LOGIN_REFUSED');
      expect(error.message).toContain('refused to log "nobody" in');
      expect(inspect(error, { depth: 9 })).not.toContain('hunter2');
    });

    it('where TLS is not what the URL asks for', async () => {
      // MySQL makes itself a certificate that nobody knows, MariaDB none.
      const error = await rejection(openMysql(`${database.url}?ssl-mode=VERIFY_IDENTITY`));
      expect(error.code).toBe('CONNECTION_REFUSED');
      expect(error.message).toMatch(/certificate|secure connection/);
      expect(error.fix).toContain('SSL');
    });
  });

  it.runIf(server.kind === 'mysql')('is encrypted where the URL asks for it', async () => {
    const connection = await openMysql(`${database.url}?ssl-mode=REQUIRED`);
    const [row] = await connection.query<{ Value: string }>(`SHOW STATUS LIKE 'Ssl_cipher'`);
    expect(row!.Value).not.toBe('');
    await connection.close();
  });
});
