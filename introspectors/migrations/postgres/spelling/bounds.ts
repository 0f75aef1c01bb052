import { parseSync, type Node, type PartitionBoundSpec } from 'libpg-query';
import type { DraftTable } from '../draft.ts';
import { findNodes, texts } from '../tree.ts';
import { analyse } from './analyse.ts';
import { castTo } from './cast.ts';
import { expressionTree } from './expression-tree.ts';
import { constantText } from './print.ts';
import { NotSpelled, type Scope } from './scope.ts';
import { storageOf, type SqlType, type Types } from './sql-type.ts';
import { valueText } from './constants.ts';

/**
 * The bound of a partition as the catalogue has it: values of the key's types, without their names.
 *
 * @param table - that the partition is of
 */
export function spellBound(types: Types, ofTable: Scope, table: DraftTable, sql: string): string {
  const scope: Scope = { ...ofTable, column: () => undefined, row: () => undefined };
  if (sql === 'DEFAULT') return sql;
  const bound = boundIn(parseSync(`CREATE TABLE part PARTITION OF whole ${sql}`));
  if (bound === undefined) return sql;
  if (bound.strategy === 'h') {
    return `FOR VALUES WITH (modulus ${bound.modulus ?? 0}, remainder ${bound.remainder ?? 0})`;
  }
  try {
    return valuesText(bound, scope, keyTypes(types, ofTable, table));
  } catch (error) {
    if (error instanceof NotSpelled) return sql;
    throw error;
  }
}

function keyTypes(types: Types, scope: Scope, { partitionKey }: DraftTable) {
  return (partitionKey?.parts ?? []).map((part) =>
    part.kind === 'column'
      ? types.of(part.column.type)
      : analyse(scope, expressionTree(part.expression.sql)).type,
  );
}

function valuesText(
  bound: PartitionBoundSpec,
  scope: Scope,
  keys: readonly (SqlType | null)[],
): string {
  const list = (nodes: readonly Node[] = [], single = false): string => {
    const values = nodes.map((node, at) => value(scope, node, keys[single ? 0 : at] ?? null));
    return `(${values.join(', ')})`;
  };
  if (bound.strategy === 'l') return `FOR VALUES IN ${list(bound.listdatums, true)}`;
  return `FOR VALUES FROM ${list(bound.lowerdatums)} TO ${list(bound.upperdatums)}`;
}

function boundIn(tree: ReturnType<typeof parseSync>): PartitionBoundSpec | undefined {
  const statement = tree.stmts?.[0]?.stmt;
  return statement !== undefined && 'CreateStmt' in statement
    ? statement.CreateStmt.partbound
    : undefined;
}

function value(scope: Scope, node: Node, type: SqlType | null): string {
  const [word] = findNodes(node, 'ColumnRef').map(({ fields }) => texts(fields).at(-1) ?? '');
  if (word !== undefined) return word.toUpperCase();
  const own = analyse(scope, node);
  const wanted = type ?? (own.type?.name === 'unknown' ? null : own.type);
  const made =
    wanted === null
      ? own
      : castTo(own, { type: storageOf(wanted), spelled: wanted.spelled, limited: false });
  const constant = made.kind === 'cast' ? made.operand : made;
  if (constant.kind !== 'constant') throw new NotSpelled('bound');
  if (constant.text === null) return 'NULL';
  if (wanted === null) return constantText(constant.type, constant.text, false);
  const text = valueText(storageOf(wanted), constant.text);
  return constantText(storageOf(wanted), text, false);
}
