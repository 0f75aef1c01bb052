import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, inject } from 'vitest';
import { finishDeclarations } from '../../scripts/finish-declarations.mjs';
import type { TestServer } from './servers.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const COMPILED = ['src', 'generators', 'introspectors', 'tsconfig.json', 'tsconfig.build.json'];
const COPIED = ['templates', 'package.json'];

/** What a command left behind when it ended. */
export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  /** All of the environment, but for what programs need to be found. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the command line as a process, built as it is published. */
function runCli(args: readonly string[], options: RunOptions): Promise<Finished> {
  return startCli(args, options).finished;
}

/** Starts it, for tests that do something while it runs. */
export function startCli(
  args: readonly string[],
  { cwd, env }: RunOptions,
): { readonly child: ChildProcess; readonly finished: Promise<Finished> } {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  const child = spawn(process.execPath, [builtCli(), ...args], {
    cwd,
    env: { PATH, HOME, ...(TMPDIR !== '' && { TMPDIR }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const finished = once(child, 'close').then(() => ({ status: child.exitCode, stdout, stderr }));
  return { child, finished };
}

/** The one line of JSON that a command printed; anything beside it fails the test. */
export function jsonOf<T = Record<string, unknown>>({ stdout }: Finished): T {
  const lines = stdout.split('\n');
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`not one line:\n${stdout}`);
  return JSON.parse(lines[0]!) as T;
}

/** A folder of somebody's, with commands run in it. */
export class Project {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'gen-factories-cli-')));

  run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Finished> {
    return runCli(args, { cwd: this.folder, env });
  }

  /** @param files - texts by path */
  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Texts of all files of a folder, by name. */
  readAll(folder: string): Record<string, string> {
    return Object.fromEntries(
      this.list(folder).map((name) => [name, this.read(`${folder}/${name}`)]),
    );
  }

  list(folder = '.'): string[] {
    const path = join(this.folder, folder);
    return existsSync(path) ? readdirSync(path).sort() : [];
  }

  remove(path = '.'): void {
    rmSync(join(this.folder, path), { recursive: true, force: true });
  }
}

/**
 * Runs a suite on the first server there is: what differs from server to server is not the command
 * line's.
 */
export function onOneServer(suite: (server: TestServer) => void): void {
  const [server] = inject('servers').filter(({ kind }) => kind === 'postgres');
  if (server === undefined) describe.skip('no PostgreSQL server', () => undefined);
  else describe(`on ${server.name}`, () => suite(server));
}

const HOUR_MS = 3_600_000;

let built: string | undefined;

/** The built command line's entry. */
function builtCli(): string {
  return join(builtPackage(), 'src/cli/main.js');
}

/** A folder with the built package: built once for a state of the sources, however many tests use it. */
export function builtPackage(): string {
  return (built ??= build(join(ROOT, '.cache', 'cli', fingerprint())));
}

function build(folder: string): string {
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const made = mkdtempSync(`${folder}-`);
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  const tsc = [
    join(typescript, 'bin/tsc'),
    '-p',
    join(ROOT, 'tsconfig.build.json'),
    '--outDir',
    made,
  ];
  const { status, stdout } = spawnSync(process.execPath, tsc, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The command line could not be built:\n${stdout}`);
  finishDeclarations(made);
  for (const name of COPIED) cpSync(join(ROOT, name), join(made, name), { recursive: true });
  try {
    renameSync(made, folder);
  } catch {
    // Another process was faster.
    rmSync(made, { recursive: true, force: true });
  }
  removeOldBuilds(dirname(folder));
  return folder;
}

/** Other test runs may still be using what is younger. */
function removeOldBuilds(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > HOUR_MS)
      rmSync(path, { recursive: true, force: true });
  }
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const name of [...COMPILED, ...COPIED]) {
    for (const path of filesOf(join(ROOT, name))) {
      const { mtimeMs, size } = statSync(path);
      hash.update(`${path} ${mtimeMs} ${size}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}
