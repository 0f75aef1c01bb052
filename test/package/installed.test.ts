import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, forEachServer, runSql, type TestDatabase } from '../support/servers.ts';
import { installPackage, runIn, TOOLS, type Installed } from './installed.ts';

const IMPORT = `Promise.all(['', '/generators', '/config'].map((each) => import('gen-factories' + each)))`;
const REQUIRE = `Promise.all(['', '/generators', '/config'].map((each) => require('gen-factories' + each)))`;

let installed: Installed;

beforeAll(async () => {
  installed = await installPackage();
}, 120_000);
afterAll(() => installed?.remove());

describe('the package, installed', () => {
  it('runs as a command', async () => {
    const manifest = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { readonly version: string };
    const command = ['--no', '--', 'gen-factories'];
    expect(await installed.run('npx', [...command, '--version'])).toEqual(success(version));
    expect(await installed.run('npx', [...command, '--help'])).toEqual(success('generate'));
  });

  // Nothing else may be loaded: what only the command line needs is not there.
  it.each([
    ['is imported by ES modules', IMPORT, ['@faker-js/faker']],
    ['is required by CommonJS, its Faker inside', REQUIRE, []],
  ])('%s', async (_, load, dependencies) => {
    const report = `([runtime, generators, config]) => console.log(
      typeof config.defineConfig, runtime.ref === generators.ref,
      typeof runtime.createFactory({ dialect: 'postgres', tables: {} }).define)`;
    const program = ['-e', `${load}.then(${report})`];
    const finished = await runIn(installed.only(...dependencies), 'node', program);
    expect(finished).toEqual({ status: 0, output: 'function true function\n' });
  });

  it.each(['nodenext', 'bundler'])('has types under %s', async (resolution) => {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      types: [],
      target: 'es2022',
      module: resolution === 'bundler' ? 'preserve' : resolution,
      moduleResolution: resolution,
    };
    const path = join(installed.folder, `tsconfig.${resolution}.json`);
    writeFileSync(path, JSON.stringify({ compilerOptions, files: ['types.mts', 'types.cts'] }));
    expect(await installed.run('node', [TOOLS.tsc, '-p', path])).toEqual({ status: 0, output: '' });
  });

  it('works in Jest, as it comes', async () => {
    expect(await installed.run('node', [TOOLS.jest, 'rows'])).toEqual(success('2 passed'));
  });
});

forEachServer((server) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createDatabase(server, 'package');
    await runSql(
      database.url,
      readFileSync(join(import.meta.dirname, 'project/schema.sql'), 'utf8'),
    );
  });
  afterAll(() => database.drop());

  it('seeds for Jest, in beforeAll and afterAll', async () => {
    const finished = await installed.run('node', [TOOLS.jest, 'database'], {
      DATABASE_URL: database.url,
    });
    expect(finished).toEqual(success('1 passed'));
  });

  it('generates, checks, seeds and cleans by command', async () => {
    const out = `factories-${server.major}`;
    const folders = { generate: ['--out', out], check: ['--out', out], up: ['--factories', out] };
    for (const [command, flags] of Object.entries({ ...folders, down: [] })) {
      const args = ['--no', '--', 'gen-factories', command, '--url', database.url, ...flags];
      expect(await installed.run('npx', args)).toEqual(success());
    }
  });
});

/** A program that ended well, having said something. */
function success(said = ''): { status: number; output: string } {
  return { status: 0, output: expect.stringContaining(said) as string };
}
