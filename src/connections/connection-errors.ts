import { GenFactoriesError, type ErrorCode } from '../errors.ts';
import type { Target } from './connection.ts';
import { hasUnescapedPassword, maskUrl } from './mask-url.ts';

interface Refusal {
  readonly code: ErrorCode;
  readonly what: string;
  readonly fix: string;
}

/** Where a connection was to lead, in words for messages. */
export interface Attempt {
  readonly target: Target;
  readonly user: string;
  /** As it was given, with its password: no message has it as it is. */
  readonly url: string;
  readonly timeoutSeconds: number;
}

/** Why a connection could not be opened, whatever the driver calls it. */
export type Failure =
  'login' | 'timeout' | 'not listening' | 'unknown host' | 'no database' | 'no connection left';

/** What a driver's error codes mean; Node's own are known here. */
export type FailureCodes = Readonly<Record<string, Failure>>;

const NODE_CODES: FailureCodes = {
  ECONNREFUSED: 'not listening',
  ENOENT: 'not listening',
  ENOTFOUND: 'unknown host',
  EAI_AGAIN: 'unknown host',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'timeout',
  ENETUNREACH: 'timeout',
  EHOSTDOWN: 'timeout',
};

/**
 * What a driver throws while it connects, as an error that says what to do.
 *
 * @param error - the driver's
 * @param attempt - what was tried
 * @param failure - what the error means, where its code is not Node's; undefined where nobody knows
 */
export function connectError(
  error: unknown,
  attempt: Attempt,
  failure: Failure | undefined,
): GenFactoriesError {
  const message = error instanceof Error ? error.message : String(error);
  const known = failure ?? NODE_CODES[errorCode(error)];
  const { url } = attempt;
  const misread = hasUnescapedPassword(url);
  const read = misread ? withoutNames(attempt) : attempt;
  const { code, what, fix } = refusal(known, message || errorCode(error), read);
  return new GenFactoriesError(code, {
    what,
    where: maskUrl(url),
    fix: misread
      ? 'Escape special characters in the password of the URL: `@` is %40, `/` is %2F.'
      : fix,
    cause: error,
  });
}

/** What was taken for the host may be the rest of a password. */
function withoutNames(attempt: Attempt): Attempt {
  return { ...attempt, target: { ...attempt.target, host: '***', port: null, database: '***' } };
}

/** The error for a connection that was open and is no longer. */
export function lostError(server: string, cause: unknown): GenFactoriesError {
  return new GenFactoriesError('CONNECTION_LOST', {
    what: `The connection to ${server} was lost`,
    fix: 'Check that the server is running, then try again.',
    cause,
  });
}

/** A driver's code of an error, or Node's; empty where it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Whether a host is this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function refusal(
  failure: Failure | undefined,
  message: string,
  { target, user, timeoutSeconds }: Attempt,
): Refusal {
  const { host, port, database } = target;
  const server = port === null ? host : `${host}:${port}`;
  switch (failure) {
    case 'login':
      return {
        code: 'LOGIN_REFUSED',
        what: `The server at ${server} refused to log "${user}" in: ${message}`,
        fix: 'Check the user and the password in the URL.',
      };
    case 'timeout':
      return {
        code: 'CONNECTION_REFUSED',
        what: `The server at ${server} did not answer within ${timeoutSeconds} s`,
        fix: 'Check host and port in the URL, and that no firewall is between.',
      };
    case 'not listening':
      return {
        code: 'CONNECTION_REFUSED',
        what: `Nothing listens at ${server}`,
        fix: 'Start the server, or correct host and port in the URL.',
      };
    case 'unknown host':
      return {
        code: 'CONNECTION_REFUSED',
        what: `The host "${host}" is not known`,
        fix: 'Correct the host in the URL.',
      };
    case 'no database':
      return {
        code: 'CONNECTION_REFUSED',
        what: `The server at ${server} has no database "${database}"`,
        fix: 'Create it, or name another one in the URL.',
      };
    case 'no connection left':
      return {
        code: 'CONNECTION_REFUSED',
        what: `The server at ${server} has no connection left: ${message}`,
        fix: 'Close other connections, or raise max_connections.',
      };
    case undefined:
      return {
        code: 'CONNECTION_REFUSED',
        what: `The server at ${server} cannot be used: ${message}`,
        fix: 'Check the URL, what it says of SSL among it.',
      };
  }
}
