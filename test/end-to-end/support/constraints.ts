import { createHash } from 'node:crypto';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { formatTableName } from '../../../src/schema/facts.ts';
import type { SchemaModel, Table, TableName } from '../../../src/schema/schema.ts';
import type { Definitions } from './definitions.ts';
import { siblingQueries } from './siblings.ts';
import { quote, sqlName, type RuleQuery } from './sql-names.ts';

/** A query that finds rows that break a rule, and what the rule is. */
/** Names a table in SQL. */
function quoted(table: TableName): string {
  return `${quote(table.schema)}.${quote(table.name)}`;
}

/**
 * Asks a database which of its own rules, and of what definitions promise, its rows break.
 *
 * @returns the broken rules, each with the number of rows that break it; none if all is well
 */
export async function brokenRules(
  url: string,
  model: SchemaModel,
  definitions: Definitions,
): Promise<string[]> {
  const queries = [
    ...checkQueries(model),
    ...orphanQueries(model),
    ...counterQueries(definitions),
    ...siblingQueries(definitions),
  ];
  return withClient(url, async (client) => {
    // Checks are printed as they read under this path.
    await client.query('SET search_path = pg_catalog');
    const broken: string[] = [];
    for (const { rule, sql } of queries) {
      const { rows } = await client.query<{ count: string }>(sql);
      const count = Number(rows[0]!.count);
      if (count > 0) broken.push(`${rule}: ${count} rows`);
    }
    return broken;
  });
}

/** Rows of every table that has any, by name as facts have it. */
export async function countRows(
  url: string,
  tables: readonly Table[],
): Promise<Record<string, number>> {
  return withClient(url, async (client) => {
    const sql = tables.map((table) => `(SELECT count(*)::int FROM ${rowsOf(table)})`).join(', ');
    const { rows } = await client.query<{ counts: number[] }>(
      `SELECT ARRAY[${sql}]::int[] AS counts`,
    );
    return Object.fromEntries(
      tables.flatMap((table, at) => {
        const count = rows[0]!.counts[at]!;
        return count === 0 ? [] : [[formatTableName(table), count]];
      }),
    );
  });
}

/** A hash of all rows, as COPY writes them, wherever in their tables they lie. */
export async function hashRows(url: string, tables: readonly Table[]): Promise<string> {
  return withClient(url, async (client) => {
    const hash = createHash('sha256');
    for (const table of tables) {
      const query = client.query(
        copyTo(`COPY (SELECT * FROM ${rowsOf(table)} t ORDER BY t::text COLLATE "C") TO STDOUT`),
      );
      for await (const chunk of query) hash.update(chunk as Buffer);
    }
    return hash.digest('hex');
  });
}

/** A table's own rows, not those of tables that inherit from it. */
function rowsOf(table: Table): string {
  return table.kind === 'partitioned' ? quoted(table) : `ONLY ${quoted(table)}`;
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function checkQueries(model: SchemaModel): RuleQuery[] {
  return model.tables.flatMap((table) =>
    table.checks
      .filter((check) => check.enforced)
      .map((check) => ({
        rule: `${quoted(table)} CHECK ${check.name}`,
        sql: `SELECT count(*) FROM ${rowsOf(table)} WHERE NOT (${check.expression})`,
      })),
  );
}

function orphanQueries(model: SchemaModel): RuleQuery[] {
  return model.tables.flatMap((table) =>
    table.references.map(({ name, columns, target, match }) => {
      const pairs = columns.map(
        (column, at) => `p.${quote(target.columns[at]!)} = c.${quote(column)}`,
      );
      const present = columns.map((column) => `c.${quote(column)} IS NOT NULL`);
      const half = `NOT (${present.join(' AND ')}) AND (${present.join(' OR ')})`;
      return {
        rule: `${quoted(table)} reference ${name}`,
        sql: `SELECT count(*) FROM ${quoted(table)} c
                LEFT JOIN ${quoted(target.table)} p ON ${pairs.join(' AND ')}
               WHERE (${present.join(' AND ')} AND p.${quote(target.columns[0]!)} IS NULL)
                  ${match === 'full' ? `OR (${half})` : ''}`,
      };
    }),
  );
}

/** Columns that `countOf` fills equal the rows there are. */
function counterQueries({ tables, columns }: Definitions): RuleQuery[] {
  return columns.flatMap(({ table, column, count }) => {
    if (count === undefined) return [];
    const child = tables[count.table]!;
    const reference = child.references!.find(
      (each) => each.to === table && each.columns.includes(count.column),
    )!;
    const foreign = reference.columns.map(quote).join(', ');
    const pairs = reference.columns.map(
      (name, at) => `p.${quote(reference.key[at]!)} = c.${quote(name)}`,
    );
    return {
      rule: `${table}.${column} counts ${count.table}`,
      sql: `SELECT count(*) FROM ${sqlName(tables[table]!.table)} p
              LEFT JOIN (SELECT ${foreign}, count(*) AS n FROM ${sqlName(child.table)} GROUP BY ${foreign}) c
                ON ${pairs.join(' AND ')}
             WHERE p.${quote(column)} IS DISTINCT FROM coalesce(c.n, 0)`,
    };
  });
}
