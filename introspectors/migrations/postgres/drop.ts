import type { DropStmt, Node } from 'libpg-query';
import {
  find,
  spelled,
  tableOf,
  type Draft,
  type DraftKey,
  type DraftName,
  type DraftTable,
} from './draft.ts';
import { dropFunction, dropOther, dropSequence, dropTable, dropType, forgetKey } from './forget.ts';
import { NotRead } from '../not-read.ts';
import { nameOf, namesIn, type WrittenName } from './tree.ts';

/** DROP of whatever it is. What nothing here keeps is dropped in silence. */
export function drop(draft: Draft, statement: DropStmt): void {
  for (const object of statement.objects ?? []) {
    const remove = REMOVERS[statement.removeType ?? ''];
    if (remove === undefined) continue;
    const found = remove(draft, namesIn(object), object);
    if (found || statement.missing_ok) continue;
    throw new NotRead(`There is no ${spelled(nameOf(namesIn(object)))} to drop`);
  }
}

/** False where there is nothing of the name. */
type Remove = (draft: Draft, names: readonly string[], object: Node) => boolean;

const REMOVERS: Readonly<Record<string, Remove>> = {
  OBJECT_TABLE: (draft, names) =>
    remove(draft, draft.tables, names, dropTable) || dropView(draft, names),
  OBJECT_TYPE: (draft, names) => remove(draft, draft.types, names, dropType),
  OBJECT_DOMAIN: (draft, names) => remove(draft, draft.types, names, dropType),
  OBJECT_SEQUENCE: (draft, names) => remove(draft, draft.sequences, names, dropSequence),
  OBJECT_VIEW: dropView,
  OBJECT_MATVIEW: dropView,
  OBJECT_FOREIGN_TABLE: dropView,
  OBJECT_INDEX: (draft, names) => {
    const found = findIndex(draft, nameOf(names));
    if (found !== undefined) forgetKey(draft, found.table, found.key);
    return found !== undefined;
  },
  OBJECT_SCHEMA: (draft, [name = '']) => {
    dropSchema(draft, name);
    return true;
  },
  OBJECT_TRIGGER: (draft, names) =>
    dropOfTable(draft, names, (table, name) => {
      table.triggers = table.triggers.filter((each) => each.name !== name);
    }),
  OBJECT_RULE: (draft, names) =>
    dropOfTable(draft, names, (table, name) => {
      table.rules = table.rules.filter((each) => each.name !== name);
    }),
  OBJECT_FUNCTION: (draft, names, object) => {
    // A trigger's function has no arguments; of others nothing here depends.
    const plain = 'ObjectWithArgs' in object && (object.ObjectWithArgs.objargs ?? []).length === 0;
    if (plain) remove(draft, draft.functions, names, dropFunction);
    return true;
  },
};

function remove<Item extends DraftName>(
  draft: Draft,
  items: ReadonlySet<Item>,
  names: readonly string[],
  removeItem: (draft: Draft, item: Item) => void,
): boolean {
  const item = find(draft, items, nameOf(names));
  if (item !== undefined) removeItem(draft, item);
  return item !== undefined;
}

function dropView(draft: Draft, names: readonly string[]): boolean {
  return remove(draft, draft.others, names, dropOther);
}

/** The last of the names is the trigger's or rule's, those before it are the table's. */
function dropOfTable(
  draft: Draft,
  names: readonly string[],
  dropIt: (table: DraftTable, name: string) => void,
): boolean {
  const written = nameOf(names.slice(0, -1));
  if (find(draft, draft.others, written) === undefined) {
    dropIt(tableOf(draft, written), names.at(-1) ?? '');
  }
  return true;
}

/** An index by its name, which has the schema of its table. */
export function findIndex(
  draft: Draft,
  written: WrittenName,
): { readonly table: DraftTable; readonly key: DraftKey } | undefined {
  const schemas = written.schema === null ? draft.searchPath : [written.schema];
  for (const schema of schemas) {
    for (const table of draft.tables) {
      const key = table.keys.find(({ name }) => name === written.name);
      if (key !== undefined && table.schema === schema) return { table, key };
    }
  }
  return undefined;
}

function dropSchema(draft: Draft, name: string): void {
  const inIt = <Item extends DraftName>(items: ReadonlySet<Item>): readonly Item[] =>
    [...items].filter(({ schema }) => schema === name);
  for (const table of inIt(draft.tables)) dropTable(draft, table);
  for (const type of inIt(draft.types)) dropType(draft, type);
  for (const sequence of inIt(draft.sequences)) dropSequence(draft, sequence);
  for (const each of inIt(draft.functions)) dropFunction(draft, each);
  for (const other of inIt(draft.others)) dropOther(draft, other);
}
