import type { Reference, ReferentialAction, TableName } from '../../src/schema/schema.ts';
import type {
  DrizzleDialect,
  ForeignKeyDescription,
  TableDescription,
  TargetDescription,
} from './description.ts';
import type { KitNames, Naming } from './kit-names.ts';
import { clipName } from './spelling/postgres-names.ts';

/** What is known of the tables that references may lead to. */
export interface Targets {
  readonly naming: Naming;
  /** The table, as the model names it; null where it was not read. */
  find(target: TargetDescription): TableDescription | null;
  nameOf(table: TableDescription): TableName;
}

/** The foreign keys of a table whose target was read. */
export function readForeignKeys(
  table: TableDescription,
  names: KitNames,
  targets: Targets,
): readonly Reference[] {
  // Of two by one name drizzle-kit makes the last.
  const byName = new Map<string, Reference>();
  for (const key of table.foreignKeys) {
    const target = targets.find(key.target);
    if (target === null) continue;
    const reference = readForeignKey(key, target, table, names, targets);
    byName.set(reference.name, reference);
  }
  return [...byName.values()];
}

function readForeignKey(
  key: ForeignKeyDescription,
  target: TableDescription,
  { dialect }: TableDescription,
  names: KitNames,
  targets: Targets,
): Reference {
  const name = names.foreignKey(key);
  return {
    name: dialect === 'mysql' ? name : clipName(name),
    columns: key.columns.map((column) => names.column(column)),
    target: {
      table: targets.nameOf(target),
      columns: key.target.columns.map((column) => names.column(column)),
    },
    onDelete: actionOf(key.onDelete, dialect),
    onUpdate: actionOf(key.onUpdate, dialect),
    match: 'simple',
    deferrable: 'no',
    validated: true,
    ...(key.at !== null && { at: key.at }),
  };
}

const ACTIONS: readonly string[] = ['no action', 'restrict', 'cascade', 'set null', 'set default'];

/** RESTRICT, NO ACTION and no word at all are one and the same to InnoDB. */
function actionOf(text: string | null, dialect: DrizzleDialect): ReferentialAction {
  const action = text?.toLowerCase() ?? 'no action';
  if (dialect === 'mysql' && action === 'restrict') return 'no action';
  return ACTIONS.includes(action) ? (action as ReferentialAction) : 'no action';
}
