import { join } from 'node:path';
import type { CollectionInfo } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyCollections } from '../end-to-end/support/mongodb-rules.ts';
import { jsonOf, Project } from '../support/cli.ts';
import { loadMongodbSchema, readCollections } from '../support/mongodb-schemas.ts';
import {
  createDatabase,
  forEachMongodb,
  withMongodb,
  type TestDatabase,
} from '../support/servers.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/mongodb');

forEachMongodb((server) => {
  describe('the command line', () => {
    const project = new Project();
    let database: TestDatabase;
    let url: string;

    beforeAll(async () => {
      database = await createDatabase(server, 'cli');
      url = database.url;
      for (const name of ['shop', 'documents']) {
        await loadMongodbSchema(url, { name, ...readCollections(join(FIXTURES, name)) });
      }
    });
    afterAll(async () => {
      project.remove();
      await database.drop();
    });

    it('writes definitions that are in step', async () => {
      const generated = await project.run(['generate', '--url', url]);
      expect(generated.stderr).toBe('');
      expect(generated.status).toBe(0);
      expect(project.list('factories/generated')).toContain('users.ts');
      expect((await project.run(['check', '--url', url])).status).toBe(0);
    });

    it('stays in step with a database that has no documents, or others', async () => {
      await withMongodb(url, async (client) => {
        await client
          .db()
          .collection('people')
          .insertOne({ nobody: { knows: 'this' }, score: 'x' });
      });
      expect((await project.run(['check', '--url', url])).status).toBe(0);
      await emptyCollections(url);
      expect((await project.run(['check', '--url', url])).status).toBe(0);
      const again = await project.run(['generate', '--url', url]);
      expect(again.stdout).toContain('nothing changed');
    });

    it('stays in step with what it has written itself, where nothing but an index told of a field', async () => {
      const other = new Project();
      const own = await createDatabase(server, 'cli_index');
      await withMongodb(own.url, async (client) => {
        await client.db().collection('products').createIndex({ sku: 1 }, { unique: true });
        await client.db().collection('places').createIndex({ at: '2dsphere' });
        await client
          .db()
          .collection('sessions')
          .createIndex({ until: 1 }, { expireAfterSeconds: 60 });
      });
      expect((await other.run(['generate', '--url', own.url])).status).toBe(0);
      expect((await other.run(['up', '--url', own.url])).status).toBe(0);
      const check = await other.run(['check', '--url', own.url]);
      expect(check.stdout + check.stderr).toContain('in step');
      expect(check.status).toBe(0);
      other.remove();
      await own.drop();
    });

    it('seeds and takes down, its database named by a flag', async () => {
      const { origin, pathname } = new URL(url.replace('mongodb:', 'http:'));
      const target = [
        ...['--url', `${origin.replace('http:', 'mongodb:')}/`],
        ...['--database', pathname.slice(1)],
      ];
      const up = await project.run(['up', ...target, '--json', '--scale', '0.2']);
      const { ok, rows } = jsonOf<{ ok: boolean; rows: Record<string, number> }>(up);
      expect([up.stderr, ok]).toEqual(['', true]);
      expect(rows).toMatchObject({ orgs: 100, users: 2_000, orders: 1_000, posts: 1_000 });
      const down = await project.run(['down', ...target, '--json']);
      expect(jsonOf(down)).toMatchObject({ ok: true, deleted: rows, orphans: 0 });
    });

    it('tells drift of a validator in words', async () => {
      await withMongodb(url, async (client) => {
        const db = client.db();
        const [users] = await db.listCollections({ name: 'users' }).toArray();
        const { validator } = (users as CollectionInfo).options as unknown as Options;
        const { properties, required } = validator.$jsonSchema;
        properties['timezone'] = { bsonType: 'string' };
        properties['email'] = { ...(properties['email'] as object), maxLength: 60 };
        required.push('timezone');
        await db.command({ collMod: 'users', validator });
      });
      const { status, stdout } = await project.run(['check', '--url', url]);
      expect(status).toBe(1);
      expect(stdout).toContain('users.timezone: new column string NOT NULL');
      expect(stdout).toContain('users.email: type');
      await project.run(['generate', '--url', url]);
      expect((await project.run(['check', '--url', url])).status).toBe(0);
      expect(project.read('factories/generated/users.ts')).toContain('timezone: timezone()');
    });

    it('a wrong host, a wrong database and no database each say so', async () => {
      const { host } = new URL(url.replace('mongodb:', 'http:'));
      const tries = [
        ['mongodb://127.0.0.1:9/app', /127\.0\.0\.1:9/],
        [`mongodb://${host}/`, /--database/],
        [`mongodb://${host}/nothing_here`, /No collection/],
      ] as const;
      for (const [wrong, message] of tries) {
        const { status, stderr } = await project.run(['generate', '--url', wrong]);
        expect(status).not.toBe(0);
        expect(stderr).toMatch(message);
      }
    });
  });
});

interface Options {
  readonly validator: { readonly $jsonSchema: Schema };
}

interface Schema {
  readonly properties: Record<string, unknown>;
  readonly required: string[];
}
