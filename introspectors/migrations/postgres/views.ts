import type { CreateForeignTableStmt, CreateTableAsStmt, ViewStmt } from 'libpg-query';
import { find, nameToMake, TEMPORARY_SCHEMA, type Draft, type DraftName } from './draft.ts';
import { NotRead } from '../not-read.ts';
import { findNodes, rangeName } from './tree.ts';

export function createView(draft: Draft, { view, query, replace }: ViewStmt): void {
  const name = nameToMake(draft, rangeName(view));
  if (view?.relpersistence === 't') name.schema = TEMPORARY_SCHEMA;
  const there = find(draft, draft.others, name);
  const reads = readIn(draft, query);
  if (there !== undefined && replace) there.reads = reads;
  else draft.others.add({ ...name, kind: 'view', reads });
}

/** CREATE MATERIALIZED VIEW, and CREATE TABLE … AS, whose columns only a server knows. */
export function createFromQuery(draft: Draft, statement: CreateTableAsStmt): void {
  const { into, query, objtype } = statement;
  const name = nameToMake(draft, rangeName(into?.rel));
  const temporary = into?.rel?.relpersistence === 't';
  if (temporary) name.schema = TEMPORARY_SCHEMA;
  const view = objtype === 'OBJECT_MATVIEW';
  const there = find(draft, draft.others, name) ?? find(draft, draft.tables, name);
  if (there !== undefined && statement.if_not_exists) return;
  const kind = view ? 'materialized view' : null;
  draft.others.add({ ...name, kind, reads: view ? readIn(draft, query) : [] });
  if (view || temporary) return;
  throw new NotRead(`The columns of "${name.name}" come from a query`);
}

export function createForeignTable(draft: Draft, { base }: CreateForeignTableStmt): void {
  const name = nameToMake(draft, rangeName(base?.relation));
  draft.others.add({ ...name, kind: 'foreign table', reads: [] });
}

/** CREATE OR REPLACE and DROP of a view leave those that read it behind. */
function readIn(draft: Draft, tree: unknown): readonly DraftName[] {
  return findNodes(tree, 'RangeVar').flatMap((range) => {
    const name = rangeName(range);
    return find(draft, draft.tables, name) ?? find(draft, draft.others, name) ?? [];
  });
}
