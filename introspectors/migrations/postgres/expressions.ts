import { parseSync, type Node } from 'libpg-query';
import type { DraftColumn, DraftTable, SqlExpression } from './draft.ts';
import { findNodes, texts } from './tree.ts';
import { joinTokens, quoteName, tokenize, type SqlToken } from './tokens.ts';

/**
 * An expression about a table's row: what it reads, and its SQL without the table's name before columns.
 *
 * @param tree - the expression as it was parsed
 * @param sql - the same as it was written
 */
export function sqlExpression(
  table: DraftTable,
  tree: Node | undefined,
  sql: string,
): SqlExpression {
  const paths = findNodes(tree, 'ColumnRef').map(({ fields }) => texts(fields));
  const names = new Set(paths.map((path) => path.at(-1)));
  const reads = table.columns.filter((column) => names.has(column.name));
  const known = new Set(reads.map((column) => column.name));
  return {
    sql: paths.some((path) => path.length > 1) ? withoutQualifiers(sql) : sql,
    reads,
    // `users IS NOT NULL`, `users.*`: what is no column is the row.
    wholeRow: paths.some((path) => !known.has(path.at(-1) ?? '')),
  };
}

/** The SQL after a column that it reads got another name. */
export function withColumnRenamed(sql: string, column: DraftColumn, name: string): string {
  return rewrite(sql, (tree, indexAt) =>
    findNodes(tree, 'ColumnRef')
      .filter(({ fields }) => texts(fields).at(-1) === column.name)
      .map(({ fields, location }) => [indexAt(location) + lastToken(fields), quoteName(name)]),
  );
}

/** The SQL after a type that it casts to got another name. */
export function withTypeRenamed(sql: string, old: string, name: string): string {
  return rewrite(sql, (tree, indexAt) =>
    findNodes(tree, 'TypeCast')
      .filter(({ typeName }) => texts(typeName?.names).at(-1) === old)
      .map(({ typeName }) => [
        indexAt(typeName?.location) + lastToken(typeName?.names),
        quoteName(name),
      ]),
  );
}

/** The SQL after a label of an enum that it is about got another name. */
export function withLabelRenamed(sql: string, old: string, label: string): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  return rewriteTokens(sql, (tokens) =>
    tokens.flatMap(({ text }, index) => (text === quoted(old) ? [[index, quoted(label)]] : [])),
  );
}

/** Whether the SQL is the word NULL, with or without a cast. */
export function isNull(tree: Node | undefined): boolean {
  if (tree === undefined) return false;
  if ('TypeCast' in tree) return isNull(tree.TypeCast.arg);
  return 'A_Const' in tree && tree.A_Const.isnull === true;
}

function withoutQualifiers(sql: string): string {
  return rewrite(sql, (tree, indexAt) =>
    findNodes(tree, 'ColumnRef').flatMap(({ fields, location }) => {
      const start = indexAt(location);
      // `users.*` stays: it is the row, not a column.
      if (texts(fields).length < (fields?.length ?? 0)) return [];
      return Array.from({ length: lastToken(fields) }, (_, step): Edit => [start + step, '']);
    }),
  );
}

/** A name of three parts has its last part four tokens after its first. */
function lastToken(parts: readonly Node[] | undefined): number {
  return 2 * ((parts?.length ?? 1) - 1);
}

/** A token's index, and what is written instead of it. */
type Edit = readonly [number, string];

const PREFIX = 'SELECT ';

function rewrite(
  sql: string,
  edit: (tree: unknown, indexAt: (location: number | undefined) => number) => readonly Edit[],
): string {
  const tree = parseSync(`${PREFIX}${sql}`);
  return rewriteTokens(sql, (tokens) =>
    edit(tree, (location) =>
      tokens.findIndex(({ start }) => start === (location ?? 0) - PREFIX.length),
    ),
  );
}

function rewriteTokens(
  sql: string,
  edit: (tokens: readonly SqlToken[]) => readonly Edit[],
): string {
  const tokens = tokenize(sql);
  const edits = edit(tokens);
  return edits.length === 0 ? sql : joinTokens(tokens, new Map(edits));
}
