import type { KeyPart } from '../../src/schema/schema.ts';

/** A key of columns and expressions, as the catalogue has it of an index or a partitioned table. */
export interface KeyRow {
  /** Null where a part is an expression. */
  readonly columns: readonly (string | null)[];
  /** The expressions as `pg_node_tree`. */
  readonly expression_trees: string | null;
  /** The table's columns by number, from 1. */
  readonly attributes: readonly string[] | null;
}

/**
 * Puts a key's columns and expressions back into one order.
 *
 * @param row - the key
 * @param expressions - one for each null in its columns
 */
export function keyParts(row: KeyRow, expressions: readonly string[]): readonly KeyPart[] {
  const trees = splitTrees(row.expression_trees ?? '');
  let next = 0;
  return row.columns.map((column) => {
    if (column !== null) return { kind: 'column', column };
    const columns = columnsRead(trees[next] ?? '', row.attributes ?? []);
    return { kind: 'expression', sql: expressions[next++] ?? '', columns };
  });
}

/**
 * Takes a list of SQL expressions apart at the commas that are in no parentheses and no quotes.
 *
 * @example
 * ```ts
 * splitExpressions(`lower(name), ((a || ', '::text))`); // ['lower(name)', "((a || ', '::text))"]
 * ```
 */
export function splitExpressions(list: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of list.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[()[\],]/g)) {
    if (token === '(' || token === '[') depth++;
    if (token === ')' || token === ']') depth--;
    if (token !== ',' || depth > 0) continue;
    parts.push(list.slice(start, index).trim());
    start = index + 1;
  }
  return [...parts, list.slice(start).trim()];
}

/** The nodes of a `pg_node_tree` list, `({…} {…})`; braces within text are escaped in it. */
function splitTrees(list: string): readonly string[] {
  const trees: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of list.matchAll(/\\.|[{}]/gs)) {
    if (token === '{' && depth++ === 0) start = index;
    if (token === '}' && --depth === 0) trees.push(list.slice(start, index + 1));
  }
  return trees;
}

/** A node tree names each column it reads by number; the whole row is 0, of which there is none here. */
function columnsRead(tree: string, attributes: readonly string[]): readonly string[] {
  const numbers = new Set(
    [...tree.matchAll(/:varattno (\d+)/g)].map(([, number]) => Number(number)),
  );
  return attributes.filter((_, index) => numbers.has(index + 1));
}
