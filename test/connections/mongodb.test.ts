import { createServer, type Server } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openMongodb } from '../../src/connections/mongodb.ts';
import { rejection } from '../support/errors.ts';
import { createDatabase, forEachMongodb } from '../support/servers.ts';

/** A server that is none, and its port. */
async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('a server', () => {
  it('that is not there', async () => {
    const error = await rejection(openMongodb('mongodb://app:hunter2@127.0.0.1:1/shop'));
    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(error.message).toBe(
      'Nothing listens at 127.0.0.1:1 (mongodb://app:***@127.0.0.1:1/shop). ' +
        'Start the server, or correct host and port in the URL.',
    );
    expect(inspect(error)).not.toContain('hunter2');
  });

  it('whose name is not known', async () => {
    const error = await rejection(openMongodb('mongodb://app@no-such-host.invalid/shop'));
    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(error.message).toContain('"no-such-host.invalid" is not known');
  });

  it('that does not answer', async () => {
    const silent = createServer(() => undefined);
    const port = await listen(silent);
    const url = `mongodb://127.0.0.1:${port}/shop?serverSelectionTimeoutMS=500`;
    const error = await rejection(openMongodb(url));
    silent.close();
    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(error.message).toContain('did not answer within');
  });

  it('that is none of MongoDB’s', async () => {
    const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const port = await listen(other);
    const url = `mongodb://app:hunter2@127.0.0.1:${port}/shop?serverSelectionTimeoutMS=500`;
    const error = await rejection(openMongodb(url));
    other.close();
    expect(error.code).toBe('CONNECTION_REFUSED');
    expect(inspect(error)).not.toContain('hunter2');
  });
});

describe('a URL', () => {
  it.each([
    ['mongodb://127.0.0.1/', 'names no database'],
    ['mongodb://127.0.0.1/shop?retries=1', 'option retries is not supported'],
    ['mongodb://', 'cannot be read'],
    ['mysql://127.0.0.1/shop', 'no URL of a MongoDB database'],
  ])('%s says what is wrong with it', async (url, message) => {
    const error = await rejection(openMongodb(url));
    expect(error.code).toBe('URL_INVALID');
    expect(error.message).toContain(message);
  });
});

forEachMongodb((server) => {
  it('says what it is connected to', async () => {
    const database = await createDatabase(server, 'connections');
    const connection = await openMongodb(database.url);
    expect(connection.server).toMatch(/^(?:MongoDB|FerretDB) v?\d/);
    expect(connection.target).toMatchObject({
      database: new URL(database.url.replace('mongodb:', 'http:')).pathname.slice(1),
      local: true,
    });
    await connection.close();
    await database.drop();
  });

  it('refuses a user that it does not know', async () => {
    const { host } = new URL(server.url.replace('mongodb:', 'http:'));
    const error = await rejection(openMongodb(`mongodb://nobody:hunter2@${host}/shop`));
    expect(error.code).toBe('LOGIN_REFUSED');
    expect(error.message).toContain('refused to log "nobody" in');
    expect(inspect(error)).not.toContain('hunter2');
  });
});
