import { posix } from 'node:path';
import { matchesGlob } from './glob.ts';
import type { Host } from './host.ts';
import { packageFolder, readPackageJson, type PackageJson } from './package-exports.ts';

const { dirname, join } = posix;

const known = new WeakMap<Host, Map<string, ReadonlyMap<string, string>>>();

/**
 * The folder of a package of the project: the one that imports it, or another of its workspace, whether it
 * is linked into node_modules or not.
 *
 * @param name - of the package
 * @param from - the folder that imports it
 * @returns null for a package that is installed from elsewhere
 */
export function findWorkspacePackage(name: string, from: string, host: Host): string | null {
  const own = packageFolder(from, host);
  if (own !== null && readPackageJson(own, host)?.name === name) return own;
  for (let at = from; ; at = dirname(at)) {
    const linked = join(at, 'node_modules', name);
    if (host.isFile(join(linked, 'package.json'))) {
      const real = host.realPath(linked);
      return real.includes('/node_modules/') ? null : real;
    }
    const member = membersOf(at, host).get(name);
    if (member !== undefined) return member;
    if (dirname(at) === at) return null;
  }
}

/** The packages of the workspace whose root a folder is, by name; none where it is no root. */
function membersOf(folder: string, host: Host): ReadonlyMap<string, string> {
  const cache = known.get(host) ?? new Map<string, ReadonlyMap<string, string>>();
  known.set(host, cache);
  const members = cache.get(folder) ?? readMembers(folder, host);
  cache.set(folder, members);
  return members;
}

function readMembers(folder: string, host: Host): ReadonlyMap<string, string> {
  const patterns = [
    ...fromPackageJson(readPackageJson(folder, host)),
    ...fromPnpm(host.read(join(folder, 'pnpm-workspace.yaml')) ?? ''),
  ].map((pattern) => pattern.replace(/^\.\//, '').replace(/\/$/, ''));
  const members = new Map<string, string>();
  if (patterns.length === 0) return members;
  const depth = Math.max(
    ...patterns.map((each) => (each.includes('**') ? DEPTH : each.split('/').length)),
  );
  for (const path of foldersIn(folder, depth, host)) {
    const relative = path.slice(folder.length + 1);
    if (!patterns.some((pattern) => matchesGlob(relative, pattern))) continue;
    const name = readPackageJson(path, host)?.name;
    if (name !== undefined) members.set(name, path);
  }
  return members;
}

/** How many folders deep `**` is followed: packages lie near the root. */
const DEPTH = 4;

function foldersIn(folder: string, depth: number, host: Host): readonly string[] {
  if (depth === 0) return [];
  return host
    .list(folder)
    .filter((name) => name.endsWith('/') && !name.startsWith('.') && name !== 'node_modules/')
    .flatMap((name) => {
      const path = join(folder, name.slice(0, -1));
      return [path, ...foldersIn(path, depth - 1, host)];
    });
}

function fromPackageJson(json: PackageJson | null): readonly string[] {
  const workspaces = json?.workspaces ?? [];
  return 'packages' in workspaces ? (workspaces.packages ?? []) : (workspaces as readonly string[]);
}

/** The list under `packages:`; all else of the file is of no interest here. */
function fromPnpm(yaml: string): readonly string[] {
  const [, list = ''] = /^packages:\s*\n((?:[ \t]*(?:-.*|#.*)?\n?)*)/m.exec(yaml) ?? [];
  return [...list.matchAll(/^\s*-\s*['"]?([^'"#\n]+?)['"]?\s*(?:#.*)?$/gm)].map(
    ([, pattern = '']) => pattern,
  );
}
