import { posix } from 'node:path';
import type { Host } from './host.ts';
import { packageFile, ownImport, splitSpecifier } from './package-exports.ts';
import { aliasTargets } from './tsconfig-paths.ts';
import { findWorkspacePackage } from './workspace.ts';

const { dirname, join } = posix;

/** Finds the file that an import means; null for one of a package that is no part of the project. */
export type ResolveImport = (specifier: string, from: string) => string | null;

/**
 * Makes the function that resolves imports: relative ones, those by a tsconfig's `paths`, a package's own
 * `imports`, and packages of the same workspace. What is installed from a registry is left alone.
 *
 * @param host - the files
 */
export function importResolver(host: Host): ResolveImport {
  const known = new Map<string, string | null>();
  return (specifier, from) => {
    const key = `${dirname(from)}\u0000${specifier}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const path = resolve(specifier, from, host);
    const real = path === null ? null : host.realPath(path);
    known.set(key, real);
    return real;
  };
}

function resolve(specifier: string, from: string, host: Host): string | null {
  const folder = dirname(from);
  if (/^\.{0,2}\//.test(specifier) || specifier === '.' || specifier === '..') {
    const path = specifier.startsWith('/') ? specifier : join(folder, specifier);
    return sourceFile(path, host);
  }
  for (const target of aliasTargets(specifier, from, host)) {
    const found = sourceFile(target, host);
    if (found !== null) return found;
  }
  if (specifier.startsWith('#')) return ownImport(specifier, folder, host, sourceFile);
  const { name, path } = splitSpecifier(specifier);
  const home = findWorkspacePackage(name, folder, host);
  return home === null ? null : packageFile(home, path, host, sourceFile);
}

/** The endings of TypeScript that an import's own ending may stand for. */
const STANDS_FOR: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.js$/, ['.ts', '.tsx', '.js']],
  [/\.jsx$/, ['.tsx', '.jsx']],
  [/\.mjs$/, ['.mts', '.mjs']],
  [/\.cjs$/, ['.cts', '.cjs']],
];

const ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];

/** A file whose code says something: not a declaration, of which only types are known. */
function isSource(path: string, host: Host): boolean {
  return !/\.d\.[mc]?ts$/.test(path) && host.isFile(path);
}

/** The file that a path without an ending, with another ending or of a folder means. */
function sourceFile(path: string, host: Host): string | null {
  const [, endings] = STANDS_FOR.find(([pattern]) => pattern.test(path)) ?? [];
  const base = path.replace(/\.[mc]?jsx?$/, '');
  const candidates = [
    ...(endings ?? []).map((ending) => base + ending),
    path,
    ...ENDINGS.map((ending) => path + ending),
    ...ENDINGS.map((ending) => join(path, `index${ending}`)),
  ];
  return candidates.find((each) => isSource(each, host)) ?? null;
}
