import { posix } from 'node:path';
import { GenFactoriesError } from '../../src/errors.ts';
import { fixedPart, isPattern, matchesGlob } from './evaluate/glob.ts';
import { slashed, type Host } from './evaluate/host.ts';

const { isAbsolute, join } = posix;

const CODE = /(?<!\.d)\.[cm]?[jt]sx?$/;

/**
 * The files of a schema, as drizzle-kit finds them: a file, the files of a folder, those that match a
 * pattern.
 *
 * @param paths - absolute, or relative to the root
 * @returns absolute paths, each once
 * @throws GenFactoriesError `SOURCE_NOT_FOUND` for a path that leads nowhere
 */
export function findFiles(paths: readonly string[], root: string, host: Host): readonly string[] {
  const found = paths.flatMap((path) => {
    const files = filesAt(absolute(path, root), host);
    if (files.length === 0) throw notFound(path, isFolder(absolute(path, root), host));
    return files;
  });
  return [...new Set(found.map((path) => host.realPath(path)))];
}

/** Whether there is a schema file at any of some paths. */
export function leadSomewhere(paths: readonly string[], root: string, host: Host): boolean {
  return paths.some((path) => filesAt(absolute(path, root), host).length > 0);
}

function absolute(path: string, root: string): string {
  const written = slashed(path);
  return isAbsolute(written) || /^[a-z]:\//i.test(written) ? written : join(root, written);
}

function filesAt(path: string, host: Host): readonly string[] {
  if (host.isFile(path)) return [path];
  if (!isPattern(path)) return codeIn(path, host);
  const matched = everyPath(fixedPart(path), host).filter((each) => matchesGlob(each, path));
  return matched.flatMap((each) =>
    each.endsWith('/') ? codeIn(each.slice(0, -1), host) : CODE.test(each) ? [each] : [],
  );
}

function codeIn(folder: string, host: Host): readonly string[] {
  return host
    .list(folder)
    .filter((name) => CODE.test(name))
    .map((name) => join(folder, name));
}

/** All that is below a folder, but for what is installed. */
function everyPath(folder: string, host: Host): readonly string[] {
  return host.list(folder).flatMap((name) => {
    if (name === 'node_modules/' || name === '.git/') return [];
    const path = join(folder, name);
    return name.endsWith('/') ? [path.slice(0, -1), ...everyPath(path.slice(0, -1), host)] : [path];
  });
}

function isFolder(path: string, host: Host): boolean {
  const name = `${posix.basename(path)}/`;
  return host.list(path).length > 0 || host.list(posix.dirname(path)).includes(name);
}

function notFound(path: string, isThere: boolean): GenFactoriesError {
  const what = isPattern(path)
    ? `No schema file matches "${path}"`
    : isThere
      ? `There is no file of TypeScript or JavaScript in the folder "${path}"`
      : `There is nothing at "${path}"`;
  return new GenFactoriesError('SOURCE_NOT_FOUND', {
    what,
    where: path,
    fix: 'Name a file, a folder or a pattern of files, relative to the project.',
  });
}
