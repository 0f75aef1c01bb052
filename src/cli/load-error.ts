import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shown } from './shown.ts';

/** What went wrong while a module of the user's was loaded, and where in it. */
export class LoadError extends Error {
  /** `factories/index.ts:12` */
  readonly where: string;

  /**
   * @param cause - what its code, or the loader, threw
   * @param path - of the module
   */
  constructor(cause: unknown, path: string) {
    const { reason, where } = explain(cause, path);
    super(reason, { cause });
    this.where = where;
  }
}

function explain(
  cause: unknown,
  path: string,
): { readonly reason: string; readonly where: string } {
  const message = cause instanceof Error ? cause.message : String(cause);
  // A syntax error says where it is behind its message.
  const [, reason = '', file = path, line = ''] =
    /^(?:ParseError: )?(.*?)\s*\n\s*(\S[^\n]*):(\d+):\d+\s*$/s.exec(message) ?? [];
  if (line !== '') return { reason, where: `${shown(file)}:${line}` };
  const [first = message] = message.split('\nRequire stack:');
  return { reason: first, where: requiredFrom(cause) ?? findLocation(cause) ?? shown(path) };
}

/** An import that leads nowhere: what it says, and the file that says it. */
interface MissingImport {
  readonly specifier: string;
  readonly from: string;
}

function missingImport(cause: unknown): MissingImport | undefined {
  if (!(cause instanceof Error) || !('requireStack' in cause)) return undefined;
  const [from] = cause.requireStack as readonly string[];
  const [, specifier] = /^Cannot find module '([^']+)'/.exec(cause.message) ?? [];
  return from === undefined || specifier === undefined ? undefined : { specifier, from };
}

/**
 * The module that an import of the user's leads to, where it is not there.
 *
 * @param cause - what the loader threw
 * @returns its path, with the ending that the import gives it; undefined for a package, or another error
 */
export function missingModule(cause: unknown): string | undefined {
  const found = missingImport(cause);
  return found?.specifier.startsWith('.')
    ? resolve(dirname(found.from), found.specifier)
    : undefined;
}

/** The file whose import leads nowhere, and the line that it is on. */
function requiredFrom(cause: unknown): string | undefined {
  const found = missingImport(cause);
  if (found === undefined) return undefined;
  const { from, specifier } = found;
  const lines = readFileSync(from, 'utf8').split('\n');
  const line = lines.findIndex((text) =>
    ["'", '"'].some((mark) => text.includes(mark + specifier + mark)),
  );
  return line === -1 ? shown(from) : `${shown(from)}:${line + 1}`;
}

const FRAME =
  /^\s*at (?:.* \()?(?:async )?((?:file:\/\/)?(?:\/|[a-z]:[\\/])[^()]*?):(\d+):\d+\)?$/i;
const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The line of the user's own code that threw, or that called what threw: `factories/index.ts:12`.
 *
 * @returns undefined where none of it was running
 */
export function findLocation(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  for (const frame of (error.stack ?? '').split('\n')) {
    const [, found, line] = FRAME.exec(frame) ?? [];
    if (found === undefined) continue;
    const path = found.startsWith('file://') ? fileURLToPath(found) : found;
    const foreign = path.startsWith(PACKAGE) || /[\\/]node_modules[\\/]/.test(path);
    if (!foreign) return `${shown(path)}:${line}`;
  }
  return undefined;
}
