import { posix } from 'node:path';
import { ts } from 'ts-morph';
import type { Host } from './host.ts';

const { dirname, join } = posix;

/** What says only of what types something is: it is there, and not read. */
const DECLARATIONS = ['.d.ts', '.d.mts', '.d.cts', '/index.d.ts'];

/**
 * Whether an import that leads to no source means a file of the project that is not there.
 *
 * @param specifier - of the import
 * @param from - the file it is in
 */
export function isMissing(specifier: string, from: string, host: Host): boolean {
  if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return false;
  const path = join(dirname(from), specifier).replace(/\/$/, '');
  const base = path.replace(/\.[mc]?[jt]s$/, '');
  return (
    !host.isFile(path) &&
    !host.isFile(join(path, 'package.json')) &&
    !DECLARATIONS.some((ending) => host.isFile(base + ending) || host.isFile(path + ending))
  );
}

/** Where a file names another first. */
export function writtenIn(specifier: string, source: ts.SourceFile): number {
  const find = (node: ts.Node): number | undefined =>
    ts.isStringLiteralLike(node) && node.text === specifier && isOfImport(node)
      ? node.getStart(source)
      : ts.forEachChild(node, find);
  return find(source) ?? 0;
}

function isOfImport({ parent }: ts.Node): boolean {
  return (
    ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isCallExpression(parent)
  );
}
