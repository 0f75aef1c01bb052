import { posix } from 'node:path';
import { ts } from 'ts-morph';
import type { Host } from './host.ts';

const { dirname, join } = posix;

type SourceFile = (path: string, host: Host) => string | null;

/** What of a package.json says which file an import means. */
export interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly exports?: unknown;
  readonly imports?: Readonly<Record<string, unknown>>;
  readonly workspaces?: readonly string[] | { readonly packages?: readonly string[] };
  readonly [field: string]: unknown;
}

/** `@acme/db/schema` is the package `@acme/db` and in it `./schema`. */
export function splitSpecifier(specifier: string): {
  readonly name: string;
  readonly path: string;
} {
  const [, name = specifier, rest = ''] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(specifier) ?? [];
  return { name, path: `.${rest}` };
}

/** A folder's package.json; null where there is none that can be read. */
export function readPackageJson(folder: string, host: Host): PackageJson | null {
  const text = host.read(join(folder, 'package.json'));
  if (text === undefined) return null;
  const { config } = ts.parseConfigFileTextToJson('package.json', text);
  return typeof config === 'object' && config !== null ? (config as PackageJson) : null;
}

/** The folder of the package that a folder is in. */
export function packageFolder(folder: string, host: Host): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (host.isFile(join(at, 'package.json'))) return at;
    if (dirname(at) === at) return null;
  }
}

/**
 * The file that an import of a package means, in the package's sources where they are at hand.
 *
 * @param folder - of the package
 * @param path - `.` or `./schema`
 */
export function packageFile(
  folder: string,
  path: string,
  host: Host,
  sourceFile: SourceFile,
): string | null {
  const json = readPackageJson(folder, host);
  const exported = json?.exports === undefined ? null : targetsOf(json.exports, path);
  const named =
    path === '.'
      ? ['source', 'types', 'module', 'main'].flatMap((field) => textOf(json?.[field]))
      : [path];
  const targets = exported ?? [...named, ...(path === '.' ? ['./src/index', './index'] : [])];
  return firstSource(folder, [...targets, join('src', path)], host, sourceFile);
}

/** What a package's own `imports` say of `#name`. */
export function ownImport(
  specifier: string,
  from: string,
  host: Host,
  sourceFile: SourceFile,
): string | null {
  const folder = packageFolder(from, host);
  const imports = folder === null ? undefined : readPackageJson(folder, host)?.imports;
  if (folder === null || imports === undefined) return null;
  return firstSource(folder, matching(imports, specifier), host, sourceFile);
}

/** Built files are made of sources that say more: `dist/schema.d.ts` of `src/schema.ts`. */
function firstSource(
  folder: string,
  targets: readonly string[],
  host: Host,
  sourceFile: SourceFile,
): string | null {
  const built = /^(?:\.\/)?(?:dist|build|lib|out|types)\/(?:(?:esm|cjs|types|src)\/)?/;
  const plain = targets.map((target) => target.replace(/\.d\.([mc]?)ts$/, '.$1js'));
  const sources = plain.filter((target) => built.test(target));
  const candidates = [
    ...plain.filter((target) => !built.test(target)),
    ...sources.map((target) => target.replace(built, 'src/')),
    ...sources,
  ];
  for (const candidate of candidates) {
    const found = sourceFile(join(folder, candidate), host);
    if (found !== null) return found;
  }
  return null;
}

function targetsOf(exports: unknown, path: string): readonly string[] {
  const isMap =
    typeof exports === 'object' &&
    exports !== null &&
    Object.keys(exports).some((key) => key.startsWith('.'));
  if (isMap) return matching(exports as Readonly<Record<string, unknown>>, path);
  return path === '.' ? textOf(exports) : [];
}

/** Targets of an entry: its own, or those of a pattern (`./*`) with what the star stands for. */
function matching(map: Readonly<Record<string, unknown>>, path: string): readonly string[] {
  const own = map[path];
  if (own !== undefined) return textOf(own);
  for (const [key, value] of Object.entries(map)) {
    const [before, after, ...more] = key.split('*');
    if (before === undefined || after === undefined || more.length > 0) continue;
    if (!path.startsWith(before) || !path.endsWith(after)) continue;
    const star = path.slice(before.length, path.length - after.length);
    return textOf(value).map((target) => target.replaceAll('*', star));
  }
  return [];
}

/** Every file that an entry names, whatever the condition: one of them is read, none is run. */
function textOf(entry: unknown): readonly string[] {
  if (typeof entry === 'string') return [entry];
  if (Array.isArray(entry)) return entry.flatMap(textOf);
  return typeof entry === 'object' && entry !== null ? Object.values(entry).flatMap(textOf) : [];
}
