import { afterAll, describe, expect, it } from 'vitest';
import { jsonOf, Project } from '../support/cli.ts';

const project = new Project();
afterAll(() => project.remove());

const COMMANDS = ['generate', 'check', 'up', 'down', 'plan', 'demo'];

interface Failed {
  readonly ok: false;
  readonly error: { readonly code: string; readonly message: string };
}

describe('help', () => {
  it.each(COMMANDS)('of %s has an example', async (command) => {
    const { status, stdout, stderr } = await project.run([command, '--help']);
    expect(status).toBe(0);
    expect(stdout).toContain(`Usage: gen-factories ${command}`);
    expect(stdout).toContain(`$ npx gen-factories ${command}`);
    expect(stderr).toBe('');
  });

  it('of the whole names every command, and has an example', async () => {
    const { status, stdout } = await project.run(['--help']);
    expect(status).toBe(0);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command}`, 'm'));
    expect(stdout).toContain('$ npx gen-factories --url');
  });

  it('of check says what its exit status means', async () => {
    expect((await project.run(['check', '--help'])).stdout).toContain(
      '0 in step, 1 drift, 2 could not tell',
    );
  });

  it('the version is on stdout alone', async () => {
    const { status, stdout, stderr } = await project.run(['--version']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('what is not understood', () => {
  it.each([
    ['an option', ['up', '--bogus'], "unknown option '--bogus'"],
    ['an option of no command', ['--bogus'], "unknown option '--bogus'"],
    [
      'a command',
      ['chekc'],
      'There is no command "chekc". Commands are: generate, check, up, down, plan, demo.',
    ],
    ['an argument', ['up', 'users'], 'too many arguments'],
    ['an option without its value', ['check', '--url'], 'argument missing'],
    ['a scale of 0', ['up', '--scale', '0'], 'A scale is a number above 0'],
    ['a scale below 0', ['plan', '--scale', '-1'], 'A scale is a number above 0'],
    ['a scale without end', ['plan', '--scale', 'Infinity'], 'A scale is a number above 0'],
    ['a scale that is no number', ['up', '--scale', 'big'], 'A scale is a number above 0'],
  ])('%s: status 2, told on stderr, and as JSON if asked', async (_, args, message) => {
    const json = await project.run([args[0]!, '--json', ...args.slice(1)]);
    expect(json.status).toBe(2);
    expect(json.stderr).toContain(message);
    const { ok, error } = jsonOf<Failed>(json);
    expect([ok, error.code]).toEqual([false, 'USAGE']);
    expect(error.message).toContain(message);
  });
});

describe('no database', () => {
  it.each(['generate', 'check', 'down'])('%s says how to name one', async (command) => {
    const { status, stdout, stderr } = await project.run([command], { DATABASE_URL: '' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(
      '[SOURCE_NOT_FOUND] No database is named. Set DATABASE_URL, or pass --url',
    );
  });

  it('no command is generate', async () => {
    const { status, stderr } = await project.run(['--url', 'postgres://127.0.0.1:1/app']);
    expect(status).toBe(2);
    expect(stderr).toContain('[CONNECTION_REFUSED]');
  });

  it('the flag is used before the config, the config before the environment', async () => {
    const env = { DATABASE_URL: 'postgres://127.0.0.1:1/environment' };
    expect((await project.run(['down'], env)).stderr).toContain('/environment');
    project.write({
      'gen-factories.config.ts': "export default { url: 'postgres://127.0.0.1:1/config' };",
    });
    expect((await project.run(['down'], env)).stderr).toContain('/config');
    expect(
      (await project.run(['down', '--url', 'postgres://127.0.0.1:1/flag'], env)).stderr,
    ).toContain('/flag');
    project.remove('gen-factories.config.ts');
  });
});

describe('a password', () => {
  it.each([
    ['in a URL', 'postgres://app:hunter2@127.0.0.1:1/app'],
    ['with a space and an @ in it', 'postgres://app:hunter2 hunter2@hunter2@127.0.0.1:1/app'],
    ['as a parameter', 'postgres://127.0.0.1:1/app?user=app&password=hunter2'],
    ['in a URL of another database', 'mysql://app:hunter2@127.0.0.1:1/app'],
    ['in what is no URL', 'postgres//app:hunter2@127.0.0.1:1/app'],
  ])('%s is never printed', async (_, url) => {
    const env = { GEN_FACTORIES_DEBUG: '1' };
    const { status, stdout, stderr } = await project.run(['down', '--json', '--url', url], env);
    expect(status).toBe(2);
    expect(stdout + stderr).not.toContain('hunter2');
    expect(stderr).toMatch(/^error \[\w+\] .* URL/);
  });

  it('is not printed where an error of the user’s own code holds it', async () => {
    const url = 'postgres://app:hunter2@db.example.com/app';
    project.write({
      'gen-factories.config.ts': `throw new Error('cannot reach ${url}');`,
    });
    const { stderr } = await project.run(['down']);
    expect(stderr).toContain('cannot reach postgres://app:***@db.example.com/app');
    project.write({ 'gen-factories.config.ts': `export default { url: '${url}', seed: };` });
    expect((await project.run(['down'])).stderr).not.toContain('hunter2');
    project.remove('gen-factories.config.ts');
  });
});
