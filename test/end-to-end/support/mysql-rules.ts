import { createHash } from 'node:crypto';
import type { RowDataPacket } from 'mysql2';
import type { Connection } from 'mysql2/promise';
import type { SchemaModel, Table } from '../../../src/schema/schema.ts';
import { openMysqlClient } from '../../support/servers.ts';
import type { Definitions } from './definitions.ts';
import type { RuleQuery } from './sql-names.ts';

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
  const queries = [...checkQueries(model), ...orphanQueries(model), ...counterQueries(definitions)];
  return withClient(url, async (client) => {
    const broken: string[] = [];
    for (const { rule, sql } of queries) {
      const [[row]] = await client.query<RowDataPacket[]>(sql);
      if (row!['found'] > 0) broken.push(`${rule}: ${row!['found']} rows`);
    }
    return broken;
  });
}

/** Rows of every table that has any, our ledger's among them. */
export async function countRows(url: string): Promise<Record<string, number>> {
  return withClient(url, async (client) => {
    const counts: Record<string, number> = {};
    for (const name of await tablesOf(client)) {
      const [[row]] = await client.query<RowDataPacket[]>(
        `SELECT COUNT(*) AS found FROM ${quote(name)}`,
      );
      if (row!['found'] > 0) counts[name] = row!['found'];
    }
    return counts;
  });
}

/** A hash of all rows of some tables, wherever in them they lie. */
export async function hashRows(url: string, tables: readonly Table[]): Promise<string> {
  return withClient(url, async (client) => {
    const hash = createHash('sha256');
    for (const { name } of tables) {
      const [rows] = await client.query<RowDataPacket[]>(`SELECT * FROM ${quote(name)}`);
      for (const row of rows.map((each) => JSON.stringify(each)).sort()) hash.update(row);
    }
    return hash.digest('hex');
  });
}

async function tablesOf(client: Connection): Promise<string[]> {
  const [rows] = await client.query<RowDataPacket[]>(
    `SELECT TABLE_NAME AS name FROM information_schema.TABLES
      WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')`,
  );
  return rows.map((row) => row['name'] as string);
}

async function withClient<T>(url: string, use: (client: Connection) => Promise<T>): Promise<T> {
  const client = await openMysqlClient(url);
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function quote(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

function checkQueries(model: SchemaModel): RuleQuery[] {
  return model.tables.flatMap((table) =>
    table.checks
      .filter((check) => check.enforced)
      .map((check) => ({
        rule: `${table.name} CHECK ${check.name}`,
        sql: `SELECT COUNT(*) AS found FROM ${quote(table.name)} WHERE NOT (${check.expression})`,
      })),
  );
}

function orphanQueries(model: SchemaModel): RuleQuery[] {
  return model.tables.flatMap((table) =>
    table.references.map(({ name, columns, target }) => {
      const pairs = columns.map(
        (column, at) => `p.${quote(target.columns[at]!)} = c.${quote(column)}`,
      );
      const present = columns.map((column) => `c.${quote(column)} IS NOT NULL`);
      return {
        rule: `${table.name} reference ${name}`,
        sql: `SELECT COUNT(*) AS found FROM ${quote(table.name)} c
                LEFT JOIN ${quote(target.table.name)} p ON ${pairs.join(' AND ')}
               WHERE ${present.join(' AND ')} AND p.${quote(target.columns[0]!)} IS NULL`,
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
    const pairs = reference.columns.map(
      (name, at) => `p.${quote(reference.key[at]!)} = c.${quote(name)}`,
    );
    const counted = `(SELECT COUNT(*) FROM ${quote(child.table)} c WHERE ${pairs.join(' AND ')})`;
    return {
      rule: `${table}.${column} counts ${count.table}`,
      sql: `SELECT COUNT(*) AS found FROM ${quote(tables[table]!.table)} p
             WHERE NOT (p.${quote(column)} <=> ${counted})`,
    };
  });
}
