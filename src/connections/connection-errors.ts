import { GenFactoriesError, type ErrorCode } from '../errors.ts';
import type { Target } from './connection.ts';

interface Refusal {
  readonly code: ErrorCode;
  readonly what: string;
  readonly fix: string;
}

/** Where a connection was to lead, in words for messages. */
export interface Attempt {
  readonly target: Target;
  readonly user: string;
  /** The URL without its password. */
  readonly maskedUrl: string;
  readonly timeoutSeconds: number;
}

/**
 * What a driver throws while it connects, as an error that says what to do.
 *
 * @param error - the driver's: SQLSTATE or Node's code in `code`, or a bare message
 * @param attempt - what was tried
 */
export function connectError(error: unknown, attempt: Attempt): GenFactoriesError {
  const { code, what, fix } = refusal(error, attempt);
  return new GenFactoriesError(code, { what, where: attempt.maskedUrl, fix, cause: error });
}

/** The error for a connection that was open and is no longer. */
export function lostError(server: string, cause: unknown): GenFactoriesError {
  return new GenFactoriesError('CONNECTION_LOST', {
    what: `The connection to ${server} was lost`,
    fix: 'Check that the server is running, then try again.',
    cause,
  });
}

/** True where an error says by itself that its connection is gone: the server is ending it. */
export function endsConnection(error: unknown): boolean {
  const code = errorCode(error);
  return code.startsWith('08') || SESSION_ENDED.has(code);
}

/** Shut down by an administrator, crashed, starting up, idle for too long (two kinds). */
const SESSION_ENDED = new Set(['57P01', '57P02', '57P03', '57P05', '25P03']);

const TIMEOUT_CODES = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN']);

function refusal(error: unknown, { target, user, timeoutSeconds }: Attempt): Refusal {
  const code = errorCode(error);
  const message = error instanceof Error ? error.message : String(error);
  const server = target.port === null ? target.host : `${target.host}:${target.port}`;
  // A missing password and a timeout have no code in `pg`, only these words.
  if (code === '28P01' || code === '28000' || message.startsWith('SASL')) {
    return {
      code: 'LOGIN_REFUSED',
      what: `The server at ${server} refused to log "${user}" in: ${message}`,
      fix: 'Check the user and the password in the URL.',
    };
  }
  if (TIMEOUT_CODES.has(code) || message === 'timeout expired') {
    return {
      code: 'CONNECTION_REFUSED',
      what: `The server at ${server} did not answer within ${timeoutSeconds} s`,
      fix: 'Check host and port in the URL, and that no firewall is between.',
    };
  }
  return { code: 'CONNECTION_REFUSED', ...unreachable(code, message, server, target) };
}

function unreachable(
  code: string,
  message: string,
  server: string,
  { host, database }: Target,
): { readonly what: string; readonly fix: string } {
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return {
        what: `Nothing listens at ${server}`,
        fix: 'Start the server, or correct host and port in the URL.',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        what: `The host "${host}" is not known`,
        fix: 'Correct the host in the URL.',
      };
    case '3D000':
      return {
        what: `The server at ${server} has no database "${database}"`,
        fix: 'Create it, or name another one in the URL.',
      };
    case '53300':
      return {
        what: `The server at ${server} has no connection left: ${message}`,
        fix: 'Close other connections, or raise max_connections.',
      };
    default:
      return {
        what: `The server at ${server} cannot be used: ${message || code}`,
        fix: 'Check the URL, its sslmode among it.',
      };
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
