/** What a server calls itself, as {@link SERVER_VERSION_QUERY} reads it. */
export interface ServerVersion {
  readonly version: string;
  readonly number: number;
}

export const SERVER_VERSION_QUERY = `
  SELECT pg_catalog.current_setting('server_version') AS version,
         pg_catalog.current_setting('server_version_num')::pg_catalog.int4 AS number`;

/**
 * The server in words and by its major version.
 *
 * @param row - `15.18 (Debian 15.18-0+deb12u1)` and `150018`, say
 * @returns `PostgreSQL 15.18` and 15
 */
export function describeServer(row: ServerVersion): {
  readonly server: string;
  readonly major: number;
} {
  const [version = row.version] = row.version.split(' ');
  return { server: `PostgreSQL ${version}`, major: Math.floor(row.number / 10_000) };
}
