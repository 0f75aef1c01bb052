export const SERVER_VERSION_QUERY = `
  SELECT pg_catalog.current_setting('server_version') AS version,
         pg_catalog.current_setting('server_version_num')::pg_catalog.int4 AS number`;

/** What a server calls itself, as {@link SERVER_VERSION_QUERY} reads it. */
export interface ServerVersion {
  readonly version: string;
  readonly number: number;
}

/** A server in words and by its major version: `PostgreSQL 15.18` and 15. */
export interface Server {
  readonly server: string;
  readonly major: number;
}

/**
 * Shortens what a server calls itself.
 *
 * @param rows - `15.18 (Debian 15.18-0+deb12u1)` and `150018`, say, in their one row
 * @throws Error where there is no row: then it is no PostgreSQL
 */
export function describeServer([row]: readonly ServerVersion[]): Server {
  if (row === undefined) throw new Error('it does not tell its version');
  const [version = row.version] = row.version.split(' ');
  return { server: `PostgreSQL ${version}`, major: Math.floor(row.number / 10_000) };
}
