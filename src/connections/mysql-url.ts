import { readFileSync } from 'node:fs';
import type { Target } from './connection.ts';
import { isLoopback } from './connection-errors.ts';
import { invalidUrl } from './database-url.ts';

/** A `mysql://` or `mariadb://` URL, taken apart. */
export interface MysqlAddress {
  readonly target: Target;
  readonly user: string;
  readonly password: string;
  /** A local socket, where the URL names one. */
  readonly socketPath: string | undefined;
  /** What the URL says of TLS; undefined for no TLS. */
  readonly ssl: MysqlTls | undefined;
  readonly timeoutSeconds: number;
}

export interface MysqlTls {
  /** Whether the server's certificate must be one that this machine trusts. */
  readonly rejectUnauthorized: boolean;
  /** The authority to trust, in PEM. */
  readonly ca?: string;
}

const DEFAULT_PORT = 3306;
const DEFAULT_TIMEOUT_SECONDS = 15;

/**
 * Takes a URL apart. Parameters are understood in the spellings of MySQL's own clients (`ssl-mode`),
 * Prisma (`sslaccept`) and mysql2 (`ssl={"rejectUnauthorized":true}`); others are passed over.
 *
 * @throws GenFactoriesError `URL_INVALID`
 * @example
 * ```ts
 * readMysqlUrl('mysql://app:hun%40ter2@db:3307/shop?ssl-mode=REQUIRED').target.port; // 3307
 * ```
 */
export function readMysqlUrl(url: string): MysqlAddress {
  if (!URL.canParse(url)) throw invalidUrl('The database URL cannot be read', url);
  const parsed = new URL(url);
  const parameter = (...names: string[]): string | undefined =>
    names.map((name) => parsed.searchParams.get(name)).find((value) => value !== null) ?? undefined;
  const database = decode(parsed.pathname.slice(1), url);
  if (database === '') throw invalidUrl('The database URL names no database', url);
  const socketPath = parameter('socket', 'socketPath', 'unix_socket');
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1') || 'localhost';
  return {
    target: {
      host: socketPath ?? host,
      port: socketPath === undefined ? Number(parsed.port || DEFAULT_PORT) : null,
      database,
      local: socketPath !== undefined || isLoopback(host),
    },
    user: decode(parsed.username, url),
    password: decode(parsed.password, url),
    socketPath,
    ssl: readTls(parameter, url),
    timeoutSeconds: readSeconds(parameter('connect_timeout', 'connect-timeout'), url),
  };
}

function readSeconds(text: string | undefined, url: string): number {
  if (text === undefined) return DEFAULT_TIMEOUT_SECONDS;
  if (Number(text) > 0) return Number(text);
  throw invalidUrl(`The database URL's connect_timeout is no number of seconds`, url);
}

function readTls(
  parameter: (...names: string[]) => string | undefined,
  url: string,
): MysqlTls | undefined {
  const mode = parameter('ssl-mode', 'sslmode', 'ssl_mode')?.toUpperCase();
  const accept = parameter('sslaccept');
  const asJson = parameter('ssl');
  const file = parameter('ssl-ca', 'sslca', 'sslcert');
  const wanted =
    (mode !== undefined && mode !== 'DISABLED' && mode !== 'DISABLE' && mode !== 'PREFERRED') ||
    accept !== undefined ||
    file !== undefined ||
    (asJson !== undefined && asJson !== 'false');
  if (!wanted) return undefined;
  const lax =
    mode === 'REQUIRED' ||
    mode === 'REQUIRE' ||
    accept === 'accept_invalid_certs' ||
    /"rejectUnauthorized"\s*:\s*false/.test(asJson ?? '');
  return {
    rejectUnauthorized: !lax,
    ...(file !== undefined && { ca: readAuthority(file, url) }),
  };
}

function readAuthority(path: string, url: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw invalidUrl(`The certificate "${path}" that the database URL names cannot be read`, url);
  }
}

function decode(text: string, url: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidUrl('The database URL has a % that escapes nothing', url);
  }
}
