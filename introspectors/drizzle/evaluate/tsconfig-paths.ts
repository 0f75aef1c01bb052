import { posix } from 'node:path';
import { ts } from 'ts-morph';
import { slashed, type Host } from './host.ts';

const { dirname, isAbsolute, join } = posix;

/** What a tsconfig says of imports. */
interface Aliases {
  /** Paths are relative to it. */
  readonly base: string;
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** Names without a dot are looked for here too; null where they are not. */
  readonly baseUrl: string | null;
}

const known = new WeakMap<Host, Map<string, readonly Aliases[]>>();

/**
 * The paths that an import may mean by the tsconfig (or jsconfig) of the file it is in, what that extends
 * and what it refers to included.
 *
 * @param specifier - of the import
 * @param from - the file
 */
export function aliasTargets(specifier: string, from: string, host: Host): readonly string[] {
  return aliasesOf(dirname(from), host).flatMap(({ base, paths, baseUrl }) => [
    ...targets(specifier, paths).map((path) => (isAbsolute(path) ? path : join(base, path))),
    ...(baseUrl === null || specifier.startsWith('#') ? [] : [join(baseUrl, specifier)]),
  ]);
}

/** Of several patterns that match, the one with the longest beginning counts, as for the compiler. */
function targets(
  specifier: string,
  paths: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  let best: { readonly length: number; readonly paths: readonly string[] } | undefined;
  for (const [pattern, found] of Object.entries(paths)) {
    if (pattern === specifier) return found;
    const [before, after] = pattern.split('*');
    if (before === undefined || after === undefined) continue;
    if (!specifier.startsWith(before) || !specifier.endsWith(after)) continue;
    if (best !== undefined && best.length >= before.length) continue;
    const star = specifier.slice(before.length, specifier.length - after.length);
    best = { length: before.length, paths: found.map((path) => path.replace('*', () => star)) };
  }
  return best?.paths ?? [];
}

function aliasesOf(folder: string, host: Host): readonly Aliases[] {
  const cache = known.get(host) ?? new Map<string, readonly Aliases[]>();
  known.set(host, cache);
  const path = findConfig(folder, host);
  if (path === null) return [];
  const found = cache.get(path) ?? readConfig(path, host);
  cache.set(path, found);
  return found;
}

function findConfig(folder: string, host: Host): string | null {
  for (let at = folder; ; at = dirname(at)) {
    const found = ['tsconfig.json', 'jsconfig.json'].find((name) => host.isFile(join(at, name)));
    if (found !== undefined) return join(at, found);
    if (dirname(at) === at) return null;
  }
}

/** A config that only refers to others (`tsconfig.app.json`) leaves the paths to them. */
function readConfig(path: string, host: Host, followed = false): readonly Aliases[] {
  const { config } = ts.readConfigFile(path, (file) => host.read(slashed(file)));
  // Only its options: which files it includes would be looked for in every folder.
  const parsed = ts.parseJsonConfigFileContent(
    config ?? {},
    {
      useCaseSensitiveFileNames: true,
      readDirectory: () => [],
      fileExists: (file) => host.isFile(slashed(file)),
      readFile: (file) => host.read(slashed(file)),
    },
    dirname(path),
  );
  const { paths = {}, baseUrl, pathsBasePath } = parsed.options;
  const base = baseUrl ?? (typeof pathsBasePath === 'string' ? pathsBasePath : dirname(path));
  const own = {
    base: slashed(base),
    paths,
    baseUrl: baseUrl === undefined ? null : slashed(baseUrl),
  };
  const references = followed ? [] : (parsed.projectReferences ?? []);
  return [
    own,
    ...references.flatMap((reference) => {
      const other = slashed(reference.path);
      const file = other.endsWith('.json') ? other : join(other, 'tsconfig.json');
      return host.isFile(file) ? readConfig(file, host, true) : [];
    }),
  ];
}
