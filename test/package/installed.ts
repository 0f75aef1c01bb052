import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.url);
const execute = promisify(execFile);

export interface Finished {
  readonly status: number;
  readonly output: string;
}

/** An empty project of somebody else's, with this package installed as npm would publish it. */
export interface Installed {
  readonly folder: string;
  /** Runs a program there; that it failed is in its status. */
  run(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Finished>;
  /** A folder that has this package and the dependencies named, and none of the others. */
  only(...dependencies: readonly string[]): string;
  remove(): void;
}

/** Builds, packs, and installs the tarball in a folder outside of this repository. */
export async function installPackage(): Promise<Installed> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'gen-factories-package-')));
  const folder = join(home, 'project');
  const remove = (): void => rmSync(home, { recursive: true, force: true });
  try {
    await packInto(folder);
  } catch (error) {
    remove();
    throw error;
  }
  return {
    folder,
    run: (program, args, env) => runIn(folder, program, args, env),
    only(...dependencies) {
      const bare = mkdtempSync(join(home, 'only-'));
      for (const name of ['gen-factories', ...dependencies]) {
        const path = join('node_modules', name);
        cpSync(join(folder, path), join(bare, path), { recursive: true });
      }
      return bare;
    },
    remove,
  };
}

async function packInto(folder: string): Promise<void> {
  cpSync(join(import.meta.dirname, 'project'), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "jest": { "transform": {} } }\n');
  await expectSuccess(runIn(ROOT, 'npm', ['pack', '--pack-destination', folder]));
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  const flags = ['--no-audit', '--no-fund', '--prefer-offline'];
  await expectSuccess(runIn(folder, 'npm', ['install', ...flags, `./${tarball}`, 'pg@8']));
}

/** What is run with this repository's own copy, because a project brings its own. */
export const TOOLS = {
  jest: require.resolve('jest/bin/jest'),
  tsc: join(require.resolve('typescript/package.json'), '..', 'bin', 'tsc'),
};

/** Runs a program in a folder, outside of this repository's environment. */
export async function runIn(
  cwd: string,
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  try {
    const { stdout, stderr } = await execute(program, args, { cwd, env: environment(env) });
    return { status: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as Partial<Record<string, string | number>>;
    return { status: typeof code === 'number' ? code : 1, output: `${stdout}${stderr}` };
  }
}

/** Without what `npm test` and vitest tell their children, which is about this repository. */
function environment(added: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours =
    /^(npm_(package|lifecycle|command|config_local)|VITEST|NODE_ENV|NODE_PATH|JEST|DATABASE_URL)/;
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return { ...Object.fromEntries(kept), ...added };
}

async function expectSuccess(finished: Promise<Finished>): Promise<void> {
  const { status, output } = await finished;
  if (status !== 0) throw new Error(output);
}
