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

/** The file whose import leads nowhere. */
function requiredFrom(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || !('requireStack' in cause)) return undefined;
  const [from] = cause.requireStack as readonly string[];
  return from === undefined ? undefined : shown(from);
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
