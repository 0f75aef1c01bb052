import { ts } from 'ts-morph';
import type { Casing, Descriptions, LeftOutDescription, TableDescription } from './description.ts';
import type { Module } from './evaluate/module.ts';
import { attempt, Struct, Unread } from './evaluate/value.ts';
import { describeTable } from './orm/describe-table.ts';
import { RelationsEntity, type SoftReference } from './orm/relations.ts';
import { TableFunction } from './orm/table-functions.ts';
import { TableEntity, ViewEntity } from './orm/table.ts';

/** What the files of a schema export, each once however often it is exported. */
interface Found {
  readonly tables: Set<TableEntity>;
  readonly views: Set<ViewEntity>;
  readonly relations: Set<RelationsEntity>;
  readonly unread: Map<Unread, string>;
}

/**
 * The tables that files export, as drizzle-kit finds them: those that are exports themselves.
 *
 * @param modules - of the schema's files
 * @param casing - of the columns that have no name
 */
export function collectTables(
  modules: readonly Module[],
  casing: Casing | undefined,
): Descriptions {
  const found: Found = {
    tables: new Set(),
    views: new Set(),
    relations: new Set(),
    unread: new Map(),
  };
  for (const module of modules) collectExports(module, found);
  const soft = [...found.relations].flatMap((relations) => relations.read());
  return {
    tables: [...found.tables].map((table) => ({
      ...describeTable(table, { dialect: table.parts.dialect, casing }),
      relations: soft.filter(({ from }) => from[0]?.table === table).map(describeRelation),
    })),
    leftOut: [
      ...[...found.views].map(leftOutView),
      ...[...found.unread].map(([unread, name]) => leftOutTable(unread, name)),
    ],
  };
}

function collectExports(module: Module, found: Found): void {
  const place = { file: '', line: 0 };
  for (const name of module.names()) {
    const value = module.get(name, place);
    if (value instanceof TableEntity) found.tables.add(value);
    else if (value instanceof ViewEntity) found.views.add(value);
    else if (value instanceof RelationsEntity) found.relations.add(value);
    else if (value instanceof Unread && isOfTable(module.writtenAs(name), module)) {
      found.unread.set(value, name);
    } else if (value instanceof Struct) collectRelations(value, found);
  }
}

/** `export const relations = { users: relations(…) }` */
function collectRelations({ members }: Struct, found: Found): void {
  for (const value of members.values()) {
    if (value instanceof RelationsEntity) found.relations.add(value);
  }
}

/** Whether an export that cannot be read is a table: `createTable('users', { … })`. */
function isOfTable(node: ts.Expression | null, module: Module): boolean {
  if (node === null || !ts.isCallExpression(node)) return false;
  const { expression: callee, arguments: given } = node;
  // `pgTable(…).enableRLS()`
  if (ts.isPropertyAccessExpression(callee) && ts.isCallExpression(callee.expression)) {
    return isOfTable(callee.expression, module);
  }
  const { scope } = module;
  const made = attempt(() => scope.world.evaluate(callee, scope));
  if (made instanceof TableFunction) return true;
  // One of a package is told by its name.
  return made instanceof Unread && given.length >= 2 && /table$/i.test(callee.getText());
}

function describeRelation({
  name,
  from,
  to,
}: SoftReference): TableDescription['relations'][number] {
  const table = to[0]!.table;
  return {
    name,
    columns: from.map(({ column }) => column),
    target: {
      schema: table.parts.schema,
      table: table.parts.name,
      columns: to.map(({ column }) => column),
    },
  };
}

function leftOutView({ schema, name, materialized }: ViewEntity): LeftOutDescription {
  return { kind: materialized ? 'materialized view' : 'view', schema, name, reason: null };
}

function leftOutTable(unread: Unread, name: string): LeftOutDescription {
  return { kind: 'unread', schema: null, name, reason: String(unread) };
}
