import type { Draft, DraftTable, SqlExpression } from './draft.ts';
import type { DraftType } from './draft-types.ts';
import { withLabelRenamed } from './expressions.ts';

/** All that is said of a table's rows in SQL. */
export function expressionsOf(table: DraftTable): readonly SqlExpression[] {
  const parts = [...table.keys.flatMap((key) => key.parts), ...(table.partitionKey?.parts ?? [])];
  return [
    ...table.columns.flatMap(({ generated }) => generated?.expression ?? []),
    ...table.checks.map(({ expression }) => expression),
    ...table.keys.flatMap(({ where }) => where ?? []),
    ...parts.flatMap((part) => (part.kind === 'expression' ? [part.expression] : [])),
  ];
}

/**
 * Changes every piece of SQL that has a word in it.
 *
 * @param change - from the text that was to the one that is
 */
export function rewriteTexts(draft: Draft, word: string, change: (sql: string) => string): void {
  const rewrite = (sql: string): string => (sql.includes(word) ? change(sql) : sql);
  for (const table of draft.tables) {
    for (const expression of expressionsOf(table)) expression.sql = rewrite(expression.sql);
    for (const { default: own } of table.columns) {
      if (own?.kind === 'expression') own.sql = rewrite(own.sql);
    }
  }
  for (const { definition } of draft.types) {
    if (definition.kind !== 'domain') continue;
    definition.default = definition.default && rewrite(definition.default);
    for (const check of definition.checks) check.sql = rewrite(check.sql);
  }
}

/** Gives a label of an enum its new name wherever a column of that type is spoken of. */
export function rewriteLabel(draft: Draft, type: DraftType, old: string, label: string): void {
  const rewrite = (sql: string): string => withLabelRenamed(sql, old, label);
  for (const table of draft.tables) {
    const columns = table.columns.filter((column) => column.type.of === type);
    for (const { default: own } of columns) {
      if (own?.kind === 'expression') own.sql = rewrite(own.sql);
    }
    for (const expression of expressionsOf(table)) {
      const isAbout = columns.some((column) => expression.reads.includes(column));
      if (isAbout) expression.sql = rewrite(expression.sql);
    }
  }
  for (const { definition } of draft.types) {
    if (definition.kind !== 'domain' || definition.base.of !== type) continue;
    definition.default = definition.default && rewrite(definition.default);
    for (const check of definition.checks) check.sql = rewrite(check.sql);
  }
}
