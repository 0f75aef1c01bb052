import { parseSync, type Node } from 'libpg-query';

/** The tree of one expression. */
export function expressionTree(sql: string): Node | undefined {
  const statement = parseSync(`SELECT ${sql}`).stmts?.[0]?.stmt;
  const [target] =
    statement !== undefined && 'SelectStmt' in statement
      ? (statement.SelectStmt.targetList ?? [])
      : [];
  return target !== undefined && 'ResTarget' in target ? target.ResTarget.val : undefined;
}
