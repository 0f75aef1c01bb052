import { hasSqlDetails, type Node } from 'libpg-query';
import {
  find,
  type Draft,
  type DraftColumn,
  type DraftSequence,
  type DraftTable,
} from '../draft.ts';
import { schemaOfExtension } from '../extensions.ts';
import type { DomainDefinition, TypeUse } from '../draft-types.ts';
import { quoteName } from '../tokens.ts';
import { nameOf } from '../tree.ts';
import { analyse } from './analyse.ts';
import { spellBound } from './bounds.ts';
import { coerced } from './cast.ts';
import { expressionTree } from './expression-tree.ts';
import { printKeyPart, printTyped } from './print.ts';
import { NotSpelled, type OwnFunction, type Scope } from './scope.ts';
import { FUNCTIONS, OF_EXTENSIONS } from './signatures.ts';
import { serverType, storageOf, Types, type SqlType } from './sql-type.ts';
import type { Typed } from './typed.ts';

/**
 * Spells the SQL of migrations as the server's catalogue does: with the casts that it adds, the names
 * that it qualifies, the parentheses that it prints. What it cannot spell it leaves as it was written,
 * in parentheses, which means the same.
 */
export interface Speller {
  /** A CHECK, or the predicate of an index. */
  truth(table: DraftTable, sql: string): string;
  /** An expression of an index. */
  indexPart(table: DraftTable, sql: string): string;
  /** An expression that a table is partitioned by. */
  partitionPart(table: DraftTable, sql: string): string;
  generated(table: DraftTable, column: DraftColumn, sql: string): string;
  default(type: TypeUse, sql: string): string;
  domainCheck(domain: DomainDefinition, sql: string): string;
  nextval(sequence: DraftSequence): string;
  /** The bound of a partition of a table. */
  bound(table: DraftTable, sql: string): string;
}

export function spellerOf(draft: Draft): Speller {
  const types = new Types(draft);
  const trees = new Map<string, Node | undefined>();
  const treeOf = (sql: string): Node | undefined => {
    if (!trees.has(sql)) trees.set(sql, expressionTree(sql));
    return trees.get(sql);
  };
  const spell = (
    sql: string,
    scope: Scope,
    print: (value: Typed) => string = printTyped,
    target: SqlType | null = null,
  ): string => {
    try {
      const value = analyse(scope, treeOf(sql));
      return print(target === null ? value : coerced(value, storageOf(target)));
    } catch (error) {
      if (error instanceof NotSpelled || hasSqlDetails(error)) return `(${sql})`;
      throw error;
    }
  };
  const ofTable = (table: DraftTable): Scope => tableScope(draft, types, table);
  return {
    truth: (table, sql) => spell(sql, ofTable(table), printTyped, serverType('bool')),
    indexPart: (table, sql) => spell(sql, ofTable(table), printKeyPart),
    partitionPart: (table, sql) => spell(sql, ofTable(table)),
    generated: (table, column, sql) =>
      spell(sql, ofTable(table), printTyped, types.of(column.type)),
    default: (type, sql) => spell(sql, emptyScope(draft, types), printTyped, types.of(type)),
    domainCheck: (domain, sql) => spell(sql, domainScope(draft, types, domain)),
    nextval: ({ schema, name }) => {
      const text = `${quoteName(schema)}.${quoteName(name)}`.replaceAll("'", "''");
      return `nextval('${text}'::regclass)`;
    },
    bound: (table, sql) => spellBound(types, ofTable(table), table, sql),
  };
}

function emptyScope(draft: Draft, types: Types): Scope {
  return {
    types,
    column: () => undefined,
    row: () => undefined,
    ownFunction: (path) => ownFunction(draft, types, path),
    quote: quoteName,
    extension: (name) => schemaOfExtension(draft, name),
  };
}

function tableScope(draft: Draft, types: Types, table: DraftTable): Scope {
  return {
    ...emptyScope(draft, types),
    column: (name) => {
      const column = table.columns.find((each) => each.name === name);
      return column && { type: types.of(column.type), sql: quoteName(name) };
    },
    row: (name) => (name === table.name ? `${quoteName(name)}.*` : undefined),
  };
}

/** VALUE is of the type that the domain is over, which may be a domain. */
function domainScope(draft: Draft, types: Types, { base }: DomainDefinition): Scope {
  return {
    ...emptyScope(draft, types),
    column: (name) => (name === 'value' ? { type: types.of(base), sql: 'VALUE' } : undefined),
  };
}

/** What a statement made is called by its whole name, as is what an extension brings. */
function ownFunction(draft: Draft, types: Types, path: readonly string[]): OwnFunction | undefined {
  const written = nameOf(path);
  if (written.schema === 'pg_catalog') return undefined;
  if (written.schema === null && FUNCTIONS.has(written.name)) return undefined;
  const made = find(draft, draft.functions, written);
  const extension = OF_EXTENSIONS.get(written.name);
  const schema =
    made?.schema ??
    written.schema ??
    (extension === undefined ? undefined : schemaOfExtension(draft, extension));
  if (schema === undefined) return undefined;
  return {
    name: `${quoteName(schema)}.${quoteName(written.name)}`,
    signatures: (made?.signatures ?? []).map(({ takes, gives }) => ({
      takes: takes.map((each) => types.of(each)),
      gives: gives && types.of(gives),
    })),
  };
}
