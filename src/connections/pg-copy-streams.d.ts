/** The one function of `pg-copy-streams` that is used here; the package brings no types of its own. */
declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream';
  import type { Submittable } from 'pg';

  export function from(sql: string): Writable & Submittable & { readonly rowCount: number };
}
