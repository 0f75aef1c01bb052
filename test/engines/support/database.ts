import pg from 'pg';

/** Runs one statement on a connection of its own; int8 and numeric come as text. */
export async function select<Row extends object = Record<string, unknown>>(
  url: string,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...parameters])).rows;
  } finally {
    await client.end();
  }
}

export async function countOf(url: string, table: string): Promise<number> {
  const [row] = await select<{ count: string }>(url, `SELECT count(*) AS count FROM ${table}`);
  return Number(row!.count);
}

/** All rows of all tables, where every sequence stands, and the schemas there are: as text. */
export async function snapshot(url: string): Promise<Record<string, unknown>> {
  const tables = await select<{ name: string; kind: string }>(
    url,
    `SELECT format('%I.%I', nspname, relname) AS name, relkind AS kind
       FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
      WHERE relkind IN ('r', 'S') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
      ORDER BY 1`,
  );
  const found: Record<string, unknown> = {};
  for (const { name, kind } of tables) {
    const sql =
      kind === 'S'
        ? `SELECT last_value::text || is_called AS row FROM ${name}`
        : `SELECT t::text AS row FROM ${name} AS t ORDER BY 1`;
    found[name] = (await select<{ row: string }>(url, sql)).map(({ row }) => row);
  }
  const schemas = await select<{ nspname: string }>(
    url,
    `SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' ORDER BY 1`,
  );
  found['schemas'] = schemas.map((schema) => schema.nspname);
  return found;
}
